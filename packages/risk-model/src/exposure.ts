import { RiskModelError } from './errors';
import {
  divideHalfUp,
  requireFinite,
  requireFraction,
  requireInteger,
  requireNotNegative,
  toSafeNumber,
} from './numbers';

/**
 * How likely a risk is within a year, and how bad it would be.
 *
 * Both numbers are integers in the smallest unit the model keeps, so that
 * every sum derived from them is exact and the same on every machine.
 *
 * @public
 */
export interface Estimate {
  /** Annual probability in millionths: 0 to 1 000 000. */
  readonly probabilityMicro: number;
  /** Impact in 1/100 point: 0 or more. */
  readonly impactCenti: number;
}

/** Millionths in a probability of 1. @public */
export const MICRO_PER_ONE = 1_000_000;

/** Hundredths in one point of impact. @public */
export const CENTI_PER_POINT = 100;

/** Exposure units in one point of exposure. @public */
export const UNITS_PER_POINT = 10_000;

const MICRO_CENTI_PER_UNIT =
  (MICRO_PER_ONE * CENTI_PER_POINT) / UNITS_PER_POINT;
const SAFE_IMPACT_CENTI = Math.floor(
  (Number.MAX_SAFE_INTEGER - MICRO_CENTI_PER_UNIT) / MICRO_PER_ONE,
);

/**
 * Checks an estimate that comes from outside, such as a request or a table.
 *
 * @throws {@link RiskModelError} `notFinite`, `notInteger` or `outOfRange`.
 * @public
 */
export function validateEstimate(estimate: Estimate, path = 'estimate'): void {
  requireInteger(estimate.probabilityMicro, `${path}.probabilityMicro`, {
    max: MICRO_PER_ONE,
  });
  requireInteger(estimate.impactCenti, `${path}.impactCenti`);
}

/**
 * An estimate from a probability (0 to 1) and an impact in points, each
 * rounded half up to the unit the model keeps.
 *
 * @throws {@link RiskModelError} `notFinite`, `outOfRange` or `tooLarge`.
 * @public
 */
export function estimateOf(
  probability: number,
  impactPoints: number,
): Estimate {
  requireFraction(probability, 'probability');
  requireNotNegative(impactPoints, 'impactPoints');
  const impactCenti = Math.round(impactPoints * CENTI_PER_POINT);
  if (!Number.isSafeInteger(impactCenti)) {
    throw new RiskModelError(
      'tooLarge',
      'impactPoints',
      `is ${impactPoints}, beyond what can be kept exactly`,
    );
  }
  return {
    probabilityMicro: Math.round(probability * MICRO_PER_ONE),
    impactCenti,
  };
}

/**
 * Expected loss a year, `E = p * m`, in 1/10 000 point.
 *
 * Rounded half up, once: sums add these integers and round no more.
 *
 * @throws {@link RiskModelError} for an estimate outside its ranges, and
 * `tooLarge` when the exposure would pass 2^53 - 1 units.
 * @public
 */
export function exposureUnits(estimate: Estimate): number {
  validateEstimate(estimate);
  const { probabilityMicro, impactCenti } = estimate;
  if (impactCenti <= SAFE_IMPACT_CENTI) {
    return Math.floor(
      (probabilityMicro * impactCenti + MICRO_CENTI_PER_UNIT / 2) /
        MICRO_CENTI_PER_UNIT,
    );
  }
  return toSafeNumber(
    divideHalfUp(
      BigInt(probabilityMicro) * BigInt(impactCenti),
      BigInt(MICRO_CENTI_PER_UNIT),
    ),
    'exposureUnits',
  );
}

/**
 * Exact sum of exposures in 1/10 000 point.
 *
 * @throws {@link RiskModelError} `tooLarge` when it would pass 2^53 - 1 units.
 * @public
 */
export function sumExposureUnits(exposures: Iterable<number>): number {
  let sum = 0;
  for (const exposure of exposures) {
    requireInteger(exposure, 'exposureUnits');
    sum += exposure;
    if (sum > Number.MAX_SAFE_INTEGER) {
      throw new RiskModelError(
        'tooLarge',
        'sum of exposureUnits',
        'is beyond what can be kept exactly',
      );
    }
  }
  return sum;
}

/**
 * Points of an exposure, or of a difference of two, in 1/10 000 point.
 *
 * @throws {@link RiskModelError} `notFinite`.
 * @public
 */
export function unitsToPoints(units: number): number {
  requireFinite(units, 'units');
  return units / UNITS_PER_POINT;
}
