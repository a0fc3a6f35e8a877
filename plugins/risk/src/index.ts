/**
 * Risk of components, products and the organisation in the portal, for the
 * legacy frontend system. The new system's plugin is on `./alpha`.
 *
 * @packageDocumentation
 */

export {
  EntityRiskCard,
  EntityRiskContent,
  RiskPage,
  riskPlugin,
} from './plugin';
export { riskApiRef } from './api';
