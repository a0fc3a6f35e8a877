import { RiskModelError } from './errors';
import { Estimate, MICRO_PER_ONE, validateEstimate } from './exposure';
import {
  Loss,
  GridLoss,
  chooseGrid,
  displacementBound,
  onGrid,
} from './lossGrid';
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

// Cells at either end with less than this are cut when there are too many.
const NEGLIGIBLE_PROBABILITY = 1e-20;

/** Cells that are neither cut nor beyond the losses there can be. */
interface Kept {
  readonly cells: Float64Array;
  readonly first: number;
  readonly lost: number;
}

/**
 * Convolves two-point distributions, two at a time: each pass over the cells
 * costs as much as reading and writing them, whatever is done on the way. All
 * terms are positive, so that tails keep their digits, which a Fourier
 * transform would lose below 1e-16.
 */
function convolve(losses: readonly GridLoss[], cut: boolean): Kept {
  const total = losses.reduce((sum, { cells }) => sum + cells, 0);
  const widest = losses.slice(-2).reduce((sum, { cells }) => sum + cells, 0);
  // What lies before the first cell is read, and is nothing.
  const padded = new Float64Array(widest + total + 1);
  let first = widest;
  let last = widest;
  let lost = 0;
  padded[first] = 1;
  for (let index = 0; index < losses.length; index += 2) {
    const a = losses[index];
    const b = losses[index + 1] ?? { probability: 0, cells: 0 };
    const both = a.cells + b.cells;
    const neitherWeight = (1 - a.probability) * (1 - b.probability);
    const aWeight = a.probability * (1 - b.probability);
    const bWeight = b.probability * (1 - a.probability);
    const bothWeight = a.probability * b.probability;
    last += both;
    for (let i = last; i >= first; i--) {
      padded[i] =
        padded[i] * neitherWeight +
        padded[i - a.cells] * aWeight +
        padded[i - b.cells] * bWeight +
        padded[i - both] * bothWeight;
    }
    while (cut && first < last && padded[first] < NEGLIGIBLE_PROBABILITY) {
      lost += padded[first];
      padded[first] = 0;
      first += 1;
    }
    while (cut && first < last && padded[last] < NEGLIGIBLE_PROBABILITY) {
      lost += padded[last];
      padded[last] = 0;
      last -= 1;
    }
  }
  return {
    cells: padded.subarray(first, last + 1),
    first: first - widest,
    lost,
  };
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
  const losses: readonly Loss[] = estimates
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
  const { gridCenti, cut } = chooseGrid(losses);
  const gridLosses = onGrid(losses, gridCenti);
  const { cells, first, lost } = convolve(gridLosses, cut);
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
