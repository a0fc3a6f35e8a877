import { DbEntityRow, NO_PRODUCT, toBoolean } from '../database/tables';
import { CatalogChange } from '../services/risks/CatalogMoves';
import { Derived, Difference } from './differences';

/** What risks and roll-ups have to follow. */
export function catalogChangeOf(
  differences: readonly Difference[],
  { placements, before, missing }: Derived,
): CatalogChange {
  const moved: CatalogChange['moved'] = [];
  const coverageChanged = new Set<string>();
  const touch = (row: DbEntityRow | undefined, productRef: string) => {
    coverageChanged.add(productRef);
    coverageChanged.add(row?.product_ref ?? productRef);
  };
  for (const [ref, { productRef }] of placements) {
    const row = before.get(ref);
    const from = row?.product_ref ?? NO_PRODUCT;
    if (from !== productRef) {
      moved.push({ ref, from, to: productRef });
      touch(row, productRef);
    }
  }
  for (const { before: row, after } of differences) {
    const productRef =
      placements.get(after.ref)?.productRef ?? row?.product_ref ?? NO_PRODUCT;
    if (
      row === undefined ||
      row.missing_since !== null ||
      toBoolean(row.counts_for_coverage) !== after.countsForCoverage
    ) {
      touch(row, productRef);
    }
  }
  for (const ref of missing) {
    const row = before.get(ref);
    if (row) coverageChanged.add(row.product_ref);
  }
  return {
    moved,
    missing,
    restored: differences.flatMap(({ before: row, after }) =>
      row && row.missing_since !== null ? [after.ref] : [],
    ),
    coverageChanged: [...coverageChanged].sort(),
    entityRefsChanged: differences.map(({ after }) => after.ref),
  };
}
