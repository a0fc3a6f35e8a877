export { ExplainProvider, useExplain } from './ExplainProvider';
export type { ExplainQuestion } from './ExplainQuestion';
