import { mcnemarExact } from '@product-risk/risk-model';

/** How many of the same products were affected before, and are now. */
export interface BeforeAndNow {
  products: number;
  affectedBefore: number;
  affectedNow: number;
  cleared: number;
  newlyAffected: number;
  /** McNemar, exact, two-sided. */
  pValue: number;
}

/** Compares the same products at two times. */
export function compareProducts(
  pairs: readonly { before: boolean; now: boolean }[],
): BeforeAndNow {
  const count = (before: boolean, now: boolean) =>
    pairs.filter(pair => pair.before === before && pair.now === now).length;
  const cleared = count(true, false);
  const newlyAffected = count(false, true);
  const both = count(true, true);
  return {
    products: pairs.length,
    affectedBefore: cleared + both,
    affectedNow: newlyAffected + both,
    cleared,
    newlyAffected,
    pValue: mcnemarExact(cleared, newlyAffected),
  };
}
