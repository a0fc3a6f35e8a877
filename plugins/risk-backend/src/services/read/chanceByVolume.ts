import { hypergeometricTail } from '@product-risk/risk-model';
import { Analysis } from './CategoryAnalysis';

/**
 * The chance that as many risks of a category fall on a product by the number
 * of its risks alone: what the test for hot spots rests on.
 */
export function chanceByVolume(
  {
    products,
    cells,
    riskCounts,
  }: Pick<Analysis, 'products' | 'cells' | 'riskCounts'>,
  category: string,
): (productRef: string, categoryRisks: number) => number {
  const assessed = products.flatMap(({ ref }) => {
    const cell = cells.get(ref)?.get(category);
    return cell
      ? [{ risks: riskCounts(ref, cell), ofCategory: cell.confirmed }]
      : [];
  });
  const population = assessed.reduce((sum, { risks }) => sum + risks, 0);
  const successes = assessed.reduce((sum, one) => sum + one.ofCategory, 0);
  return (productRef, categoryRisks) => {
    const cell = cells.get(productRef)?.get(category);
    if (!cell) return 1;
    const draws = riskCounts(productRef, cell);
    return hypergeometricTail({ population, successes, draws }, categoryRisks);
  };
}
