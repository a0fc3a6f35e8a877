import { RiskModelError } from '../errors';
import { Estimate, estimateOf } from '../exposure';
import { requireFinite } from '../numbers';

// The 95 % quantile of the standard normal distribution.
const Z_90 = 1.6448536269514722;

/** What somebody is 90 % sure of: 5 % below `low`, 5 % above `high`. @public */
export interface Range {
  /** Above 0. */
  readonly low: number;
  /** Not below `low`. */
  readonly high: number;
}

/** An estimate from ranges, with how sure its exposure is. @public */
export interface RangeEstimate {
  readonly estimate: Estimate;
  /** 5 to 95 % range of the exposure, in points a year. */
  readonly exposurePoints: Range;
}

function lognormal({ low, high }: Range, path: string) {
  requireFinite(low, `${path}.low`);
  requireFinite(high, `${path}.high`);
  if (low <= 0) {
    throw new RiskModelError(
      'outOfRange',
      `${path}.low`,
      `must be above 0, not ${low}`,
    );
  }
  if (high < low) {
    throw new RiskModelError(
      'notIncreasing',
      `${path}.high`,
      `must not be below ${low}, but is ${high}`,
    );
  }
  const logMedian = (Math.log(low) + Math.log(high)) / 2;
  const deviation = (Math.log(high) - Math.log(low)) / (2 * Z_90);
  return {
    logMedian,
    variance: deviation ** 2,
    mean: low === high ? low : Math.exp(logMedian + deviation ** 2 / 2),
  };
}

/**
 * An estimate from 5 to 95 % ranges, each taken as lognormal. The estimate is
 * that of the means, `exp(mu + sigma^2 / 2)`, because the mean is what an
 * expected loss is made of; a probability is capped at 1.
 *
 * `ranges.probability`: annual, above 0 and at most 1
 * `ranges.impactPoints`: above 0
 * @throws {@link RiskModelError} `notFinite`, `outOfRange` or `notIncreasing`.
 * @public
 */
export function estimateFromRanges(ranges: {
  probability: Range;
  impactPoints: Range;
}): RangeEstimate {
  const p = lognormal(ranges.probability, 'probability');
  const m = lognormal(ranges.impactPoints, 'impactPoints');
  if (ranges.probability.high > 1) {
    throw new RiskModelError(
      'outOfRange',
      'probability.high',
      `must not be above 1, but is ${ranges.probability.high}`,
    );
  }
  const logMedian = p.logMedian + m.logMedian;
  const reach = Z_90 * Math.sqrt(p.variance + m.variance);
  return {
    estimate: estimateOf(Math.min(1, p.mean), m.mean),
    exposurePoints: {
      low: Math.exp(logMedian - reach),
      high: Math.exp(logMedian + reach),
    },
  };
}
