export * from './DecisionLink';
export * from './DecisionPage';
export * from './DecisionsPanel';
export * from './RequestDecisionButton';
export * from './RiskDecision';
export * from './useDecisionsOfRisks';
export {
  decisionStatusWords,
  decisionWords,
  waitingStatuses,
} from './decisionWords';
