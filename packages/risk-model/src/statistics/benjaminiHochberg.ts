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
  const wrong = pValues.findIndex(p => !(p >= 0 && p <= 1));
  if (wrong >= 0) requireFraction(pValues[wrong], `pValues[${wrong}]`);
  const falling = pValues
    .map((_, index) => index)
    .sort((a, b) => pValues[b] - pValues[a]);
  const qValues = pValues.map(() => 1);
  let smallest = 1;
  falling.forEach((index, position) => {
    const rank = pValues.length - position;
    smallest = Math.min(smallest, (pValues[index] * pValues.length) / rank);
    qValues[index] = smallest;
  });
  return qValues;
}
