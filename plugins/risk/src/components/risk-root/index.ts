export { RiskRoot } from './RiskRoot';
export { useRiskModel } from './RiskModelProvider';
