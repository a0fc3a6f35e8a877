export * from './BudgetBar';
export * from './BudgetPanel';
export { budgetStateWords, formatShare, isReckoned } from './budgetWords';
