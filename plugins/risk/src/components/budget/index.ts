export * from './BudgetBar';
export * from './BudgetPanel';
export * from './RaiseItem';
export { budgetStateWords, formatShare, isReckoned } from './budgetWords';
