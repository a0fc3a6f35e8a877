import { requireFraction } from '../numbers';

/**
 * q values of some p values: the smallest false discovery rate at which each
 * would be called a discovery (Benjamini and Hochberg 1995, step up).
 *
 * @returns the q values in the order of the p values; none for none
 * @throws {@link RiskModelError} `notFinite` or `outOfRange`.
 * @public
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  pValues.forEach((p, index) => requireFraction(p, `pValues[${index}]`));
  const falling = pValues
    .map((p, index) => ({ p, index }))
    .sort((a, b) => b.p - a.p);
  const qValues = pValues.map(() => 1);
  let smallest = 1;
  falling.forEach(({ p, index }, position) => {
    const rank = pValues.length - position;
    smallest = Math.min(smallest, (p * pValues.length) / rank);
    qValues[index] = smallest;
  });
  return qValues;
}
