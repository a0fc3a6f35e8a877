import {
  ApiBlueprint,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { createRiskClient } from '@product-risk/backstage-plugin-risk-common';
import { riskApiRef } from '../api';

export const riskApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: riskApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: options => createRiskClient(options),
    }),
});
