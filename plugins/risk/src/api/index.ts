export { riskApiRef } from './riskApiRef';
