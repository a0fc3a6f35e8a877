import { CategoryFrameworks } from '@product-risk/category-frameworks';
import { Level, levels } from '@product-risk/risk-model';
import {
  DbProductCategoryCauseRow,
  DbProductCategoryRow,
} from '../../database/categoryTables';
import { RiskCategoryRow } from '../../database/CategoryStore';
import { toInteger } from '../../database/tables';

/** A root cause of a risk, with words for it. */
export interface Cause {
  cause: string;
  title: string;
}

interface Cell {
  framework: string;
  kind: string;
  confirmed: Map<string, RiskCategoryRow>;
  suggested: Map<string, RiskCategoryRow>;
}

/** Counters of products and categories, from the open risks of products. */
export function countCategories(
  rows: readonly RiskCategoryRow[],
  causesOf: ReadonlyMap<string, readonly Cause[]>,
  options: { frameworks: CategoryFrameworks; level: Level },
): { categories: DbProductCategoryRow[]; causes: DbProductCategoryCauseRow[] } {
  const { frameworks, level } = options;
  const counting = new Set<string>(levels.slice(levels.indexOf(level)));
  const counts = (row: RiskCategoryRow) =>
    row.level !== null && counting.has(row.level);
  const cells = new Map<string, Map<string, Cell>>();
  for (const row of rows) {
    const ofProduct = cells.get(row.product_ref) ?? new Map<string, Cell>();
    cells.set(row.product_ref, ofProduct);
    for (const id of frameworks.withAncestors(row.category)) {
      const category = frameworks.get(id);
      if (!category) continue;
      const cell = ofProduct.get(id) ?? {
        framework: category.framework,
        kind: category.kind,
        confirmed: new Map(),
        suggested: new Map(),
      };
      ofProduct.set(id, cell);
      cell[row.state].set(row.risk_id, row);
    }
  }
  const categories: DbProductCategoryRow[] = [];
  const causes: DbProductCategoryCauseRow[] = [];
  for (const [productRef, ofProduct] of cells) {
    for (const [category, cell] of ofProduct) {
      const confirmed = [...cell.confirmed.values()];
      const suggested = [...cell.suggested.values()].filter(
        ({ risk_id }) => !cell.confirmed.has(risk_id),
      );
      const affecting = confirmed.filter(counts);
      categories.push({
        product_ref: productRef,
        category,
        framework: cell.framework,
        kind: cell.kind,
        confirmed: confirmed.length,
        suggested: suggested.length,
        affected: affecting.length > 0,
        affected_if_suggested:
          [...affecting, ...suggested.filter(counts)].length > 0,
        exposure: confirmed.reduce(
          (sum, { exposure }) => sum + toInteger(exposure),
          0,
        ),
      });
      const found = new Map(
        affecting.flatMap(({ risk_id }) =>
          (causesOf.get(risk_id) ?? []).map(one => [one.cause, one] as const),
        ),
      );
      for (const { cause, title } of found.values()) {
        causes.push({ product_ref: productRef, category, cause, title });
      }
    }
  }
  return { categories, causes };
}
