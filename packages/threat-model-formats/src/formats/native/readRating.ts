import {
  defaultScale,
  exposureUnits,
  levelOf,
  RiskModelError,
} from '@product-risk/risk-model';
import { Severity, StatedRange, StatedRating } from '../../model';
import { Cursor } from '../../reading/Cursor';
import { estimateOfRating } from '../../statedEstimate';
import { checkKeys, readAmount, readFraction } from './reading';

type ReadNumber = (at: Cursor, key: string) => number | undefined;

function readStep(rating: Cursor, key: string): number | undefined {
  const step = rating.number(key);
  if (
    step === undefined ||
    (Number.isInteger(step) && step >= 1 && step <= 5)
  ) {
    return step;
  }
  rating
    .get(key)
    .warn(
      'out-of-range',
      'Likelihood and impact are steps from 1 to 5; the rating was left out. For other numbers write probability and impactPoints.',
    );
  return undefined;
}

/** A number, or the 5-95 % range around it. */
function readNumberOrRange(
  rating: Cursor,
  key: string,
  read: ReadNumber,
): number | StatedRange | undefined {
  const at = rating.get(key);
  if (!at.isObject) {
    return read(rating, key);
  }
  checkKeys(at, 'range');
  const low = read(at, 'low');
  const high = read(at, 'high');
  if (low === undefined || high === undefined) {
    at.warn(
      'invalid-item',
      'A range needs a low and a high end; the rating was left out.',
    );
    return undefined;
  }
  if (low <= 0 || high < low) {
    at.warn(
      'out-of-range',
      'A range begins above 0 and does not end below its beginning; the rating was left out.',
    );
    return undefined;
  }
  return { low, high };
}

function readStated(rating: Cursor): StatedRating | undefined {
  const inPoints =
    !rating.get('probability').isAbsent || !rating.get('impactPoints').isAbsent;
  const inSteps =
    !rating.get('likelihood').isAbsent || !rating.get('impact').isAbsent;
  if (inPoints === inSteps) {
    rating.warn(
      'invalid-item',
      'A rating has a likelihood and an impact (1 to 5), or a probability and impactPoints; it was left out.',
    );
    return undefined;
  }
  if (inSteps) {
    const likelihood = readStep(rating, 'likelihood');
    const impact = readStep(rating, 'impact');
    return likelihood && impact
      ? { unit: 'steps', likelihood, impact }
      : warnOfMissing(rating, 'likelihood', 'impact');
  }
  const probability = readNumberOrRange(rating, 'probability', readFraction);
  const impactPoints = readNumberOrRange(rating, 'impactPoints', readAmount);
  return probability !== undefined && impactPoints !== undefined
    ? { unit: 'points', probability, impactPoints }
    : warnOfMissing(rating, 'probability', 'impactPoints');
}

/** One half of a rating says nothing; a wrong half has warned already. */
function warnOfMissing(rating: Cursor, ...halves: string[]): undefined {
  const missing = halves.find(half => rating.get(half).isAbsent);
  if (missing) {
    rating.warn(
      'invalid-item',
      `The rating has no ${missing}; it was left out. Add it.`,
    );
  }
  return undefined;
}

/** A rating in numbers, and its level on the default scale; a range counts by its mean. */
export interface ReadRating {
  rating: StatedRating;
  severity: Severity;
}

/** The rating of a threat; one that is not whole is left out with a warning. */
export function readRating(threat: Cursor): ReadRating | undefined {
  const at = threat.get('rating');
  if (at.isAbsent) {
    return undefined;
  }
  // Warns when it is no object at all.
  checkKeys(at, 'rating');
  const rating = at.isObject ? readStated(at) : undefined;
  if (!rating) {
    return undefined;
  }
  try {
    const severity = levelOf(
      exposureUnits(estimateOfRating(rating, defaultScale)),
      defaultScale,
    );
    return { rating, severity };
  } catch (error) {
    if (!(error instanceof RiskModelError)) {
      throw error;
    }
    at.warn(
      'out-of-range',
      'The numbers of the rating are too large, or a range is too wide to have a mean; it was left out.',
    );
    return undefined;
  }
}
