export * from './DecisionLink';
export * from './RequestDecisionButton';
export * from './RiskDecision';
export * from './useDecisionsOfRisks';
export { decisionWords } from './decisionWords';
