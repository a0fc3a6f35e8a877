import { createApiRef } from '@backstage/core-plugin-api';
import { RiskApi } from '@product-risk/backstage-plugin-risk-common';

/**
 * The API of the risk backend.
 * @public
 */
export const riskApiRef = createApiRef<RiskApi>({ id: 'plugin.risk.api' });
