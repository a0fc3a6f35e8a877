import { RiskModelError } from './errors';
import { Estimate, MICRO_PER_ONE, validateEstimate } from './exposure';
import { requireFinite, requireFraction } from './numbers';

/**
 * How the loss of a year is distributed over a grid of losses.
 *
 * @public
 */
export interface LossDistribution {
  /** Distance between two neighbouring losses, in 1/100 point. */
  readonly gridCenti: number;
  /** Lowest loss that is kept, in 1/100 point. */
  readonly lowestCenti: number;
  /**
   * `survival[i]` is `P(loss >= lowestCenti + i * gridCenti)`. Never rises; what
   * lies beyond its end is 0.
   */
  readonly survival: Float64Array;
  /**
   * How far a shown loss may be from the true one, in 1/100 point: the true
   * `P(loss >= x)` lies between those shown at x + this and at x - this, give or
   * take `probabilityError`. 0 when every loss lies on the grid.
   */
  readonly lossErrorCenti: number;
  /** How far a shown probability may be off besides; 0 when nothing was cut. */
  readonly probabilityError: number;
}

// Cell updates that a browser makes in about 50 ms for 500 risks and in less
// than a second for 5 000.
const AFFORDABLE_UPDATES_PER_RISK = 1e5;
// 32 MB.
const MAX_CELLS = 4e6;
// Cells at either end with less than this are cut when there are too many.
const NEGLIGIBLE_PROBABILITY = 1e-20;
// Standard deviations after which cells of a sum become negligible.
const KEPT_DEVIATIONS = 20;
const HOEFFDING_FAILURE = 1e-12;

interface Loss {
  readonly probability: number;
  readonly centi: number;
}

function greatestCommonDivisor(a: number, b: number): number {
  let [larger, smaller] = [a, b];
  while (smaller > 0) {
    [larger, smaller] = [smaller, larger % smaller];
  }
  return larger;
}

function updates(losses: readonly Loss[], gridCenti: number): number {
  let width = 0;
  let variance = 0;
  let sum = 0;
  for (const { probability, centi } of losses) {
    width += centi / gridCenti;
    variance += probability * (1 - probability) * (centi / gridCenti) ** 2;
    sum += Math.min(
      width,
      KEPT_DEVIATIONS * Math.sqrt(variance) + centi / gridCenti,
    );
  }
  return sum;
}

function chooseGrid(losses: readonly Loss[]): number {
  const finest = losses.reduce(
    (divisor, { centi }) => greatestCommonDivisor(divisor, centi),
    0,
  );
  const affordable = losses.length * AFFORDABLE_UPDATES_PER_RISK;
  const total = losses.reduce((sum, { centi }) => sum + centi, 0);
  return (
    finest *
    Math.max(
      1,
      Math.ceil(updates(losses, finest) / affordable),
      Math.ceil(total / finest / MAX_CELLS),
    )
  );
}

/**
 * Bound of the sum of `X * d` over independent events X and displacements d:
 * certain (the sum of all d), or that of Hoeffding 1963, Theorem 2, which holds
 * but for a chance of 1e-12, whichever is smaller.
 */
function displacementBound(
  losses: readonly Loss[],
  gridCenti: number,
): { lossErrorCenti: number; probabilityError: number } {
  let up = 0;
  let down = 0;
  let mean = 0;
  let squares = 0;
  for (const { probability, centi } of losses) {
    const moved = Math.round(centi / gridCenti) * gridCenti - centi;
    up += Math.max(0, moved);
    down += Math.max(0, -moved);
    mean += probability * moved;
    squares += moved * moved;
  }
  const certain = Math.max(up, down);
  const likely =
    Math.abs(mean) + Math.sqrt((squares * Math.log(2 / HOEFFDING_FAILURE)) / 2);
  return certain <= likely
    ? { lossErrorCenti: certain, probabilityError: 0 }
    : {
        lossErrorCenti: Math.ceil(likely),
        probabilityError: HOEFFDING_FAILURE,
      };
}

function convolve(losses: readonly Loss[], gridCenti: number, cut: boolean) {
  const shifts = losses.map(({ centi }) => Math.round(centi / gridCenti));
  const cells = new Float64Array(shifts.reduce((a, b) => a + b, 0) + 1);
  cells[0] = 1;
  let first = 0;
  let last = 0;
  let lost = 0;
  losses.forEach(({ probability }, index) => {
    const shift = shifts[index];
    const rest = 1 - probability;
    for (let i = last + shift; i >= first + shift; i--) {
      cells[i] = cells[i] * rest + cells[i - shift] * probability;
    }
    for (let i = Math.min(first + shift - 1, last); i >= first; i--) {
      cells[i] *= rest;
    }
    last += shift;
    while (cut && first < last && cells[first] < NEGLIGIBLE_PROBABILITY) {
      lost += cells[first];
      cells[first] = 0;
      first += 1;
    }
    while (cut && first < last && cells[last] < NEGLIGIBLE_PROBABILITY) {
      lost += cells[last];
      cells[last] = 0;
      last -= 1;
    }
  });
  return { cells: cells.subarray(first, last + 1), first, lost };
}

/**
 * Distribution of the loss of one year over independent risks that each happen
 * or do not: the convolution of their two-point distributions, no random
 * numbers.
 *
 * The grid is the greatest common divisor of the impacts, at best 1/100 point
 * apart, and the result is exact on it. Beyond what a browser computes in a
 * moment, negligible ends are cut and then the grid is widened; the result
 * states by how much it may be off for either.
 *
 * @throws {@link RiskModelError} for an estimate outside its ranges, and
 * `tooLarge` when the losses add up to more than can be kept exactly.
 * @public
 */
export function lossDistribution(
  estimates: readonly Estimate[],
): LossDistribution {
  estimates.forEach((estimate, index) =>
    validateEstimate(estimate, `estimates[${index}]`),
  );
  const losses = estimates
    .filter(risk => risk.probabilityMicro > 0 && risk.impactCenti > 0)
    .map(({ probabilityMicro, impactCenti }) => ({
      probability: probabilityMicro / MICRO_PER_ONE,
      centi: impactCenti,
    }))
    // Small losses first keep the cells few for as long as possible; a fixed
    // order gives the same bits whatever order the risks came in.
    .sort((a, b) => a.centi - b.centi || a.probability - b.probability);
  const total = losses.reduce((sum, { centi }) => sum + centi, 0);
  if (!Number.isSafeInteger(total)) {
    throw new RiskModelError(
      'tooLarge',
      'estimates',
      'have losses that add up beyond what can be kept exactly',
    );
  }
  if (losses.length === 0) {
    return {
      gridCenti: 1,
      lowestCenti: 0,
      survival: Float64Array.of(1),
      lossErrorCenti: 0,
      probabilityError: 0,
    };
  }
  const gridCenti = chooseGrid(losses);
  const cut = total / gridCenti > AFFORDABLE_UPDATES_PER_RISK;
  const { cells, first, lost } = convolve(losses, gridCenti, cut);
  const survival = new Float64Array(cells.length);
  let above = 0;
  for (let i = cells.length - 1; i > 0; i--) {
    above += cells[i];
    survival[i] = Math.min(1, above);
  }
  survival[0] = 1;
  const displaced = displacementBound(losses, gridCenti);
  return {
    gridCenti,
    lowestCenti: first * gridCenti,
    survival,
    lossErrorCenti: displaced.lossErrorCenti,
    probabilityError: displaced.probabilityError + lost,
  };
}

/**
 * `P(loss >= x)` in a year.
 *
 * @param atLeastCenti - x in 1/100 point; 0 or less gives 1
 * @returns a probability, 0 to 1
 * @throws {@link RiskModelError} `notFinite`.
 * @public
 */
export function exceedance(
  distribution: LossDistribution,
  atLeastCenti: number,
): number {
  requireFinite(atLeastCenti, 'atLeastCenti');
  const { gridCenti, lowestCenti, survival } = distribution;
  const index = Math.ceil((atLeastCenti - lowestCenti) / gridCenti);
  return index <= 0 ? 1 : survival[index] ?? 0;
}

// Sums of probabilities carry rounding errors of this order at most; without
// the allowance a chance of exactly one half could miss the median.
const PROBABILITY_ROUNDING = 1e-12;

/**
 * Smallest loss x with `P(loss <= x) >= q`, in 1/100 point.
 *
 * @param q - 0 to 1
 * @throws {@link RiskModelError} `notFinite` or `outOfRange`.
 * @public
 */
export function lossQuantileCenti(
  distribution: LossDistribution,
  q: number,
): number {
  requireFraction(q, 'q');
  const { gridCenti, lowestCenti, survival } = distribution;
  const tolerated = 1 - q + PROBABILITY_ROUNDING;
  let low = 0;
  let high = survival.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (survival[middle + 1] <= tolerated) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return lowestCenti + low * gridCenti;
}
