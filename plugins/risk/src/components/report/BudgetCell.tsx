import { ProductSummary } from '@product-risk/backstage-plugin-risk-common';
import { budgetStateWords, formatShare, isReckoned } from '../budget';
import { NotAssessed } from '../primitives';

/** The budget of a product in a column: its state, and what is spent. */
export function BudgetCell({ budget }: Pick<ProductSummary, 'budget'>) {
  if (!budget) return <>–</>;
  const { state, spentShare, sentence } = budget;
  if (!isReckoned(budget) || spentShare === undefined) {
    return <NotAssessed words={budgetStateWords[state]} />;
  }
  return (
    <span title={sentence}>
      {formatShare(spentShare)}, {budgetStateWords[state]}
    </span>
  );
}
