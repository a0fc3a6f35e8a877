import { requireNotNegative } from '../numbers';

/**
 * How many equal parts would be as concentrated as these:
 * `1 / sum(share^2)` (Hill 1973, order 2; the inverse of Herfindahl's index).
 *
 * @param exposures - parts of a whole in any one unit, none negative
 * @returns 1 to the number of parts; undefined when they add up to 0, because
 * nothing is then concentrated anywhere
 * @throws {@link RiskModelError} `notFinite` or `outOfRange`.
 * @public
 */
export function effectiveNumber(
  exposures: readonly number[],
): number | undefined {
  let largest = 0;
  exposures.forEach((exposure, index) => {
    requireNotNegative(exposure, `exposures[${index}]`);
    largest = Math.max(largest, exposure);
  });
  if (largest === 0) {
    return undefined;
  }
  // By parts of the largest, so that no square goes beyond what a number holds.
  let sum = 0;
  let squares = 0;
  for (const exposure of exposures) {
    sum += exposure / largest;
    squares += (exposure / largest) ** 2;
  }
  return (sum * sum) / squares;
}
