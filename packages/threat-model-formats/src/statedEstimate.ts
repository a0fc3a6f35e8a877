import {
  Estimate,
  estimateFromRanges,
  estimateOf,
  ordinalEstimate,
  Scale,
} from '@product-risk/risk-model';
import { StatedRange, StatedRating } from './model';

const asRange = (value: number | StatedRange): StatedRange =>
  typeof value === 'number' ? { low: value, high: value } : value;

/**
 * The estimate that a rating of a file comes to: its steps on a scale, its
 * numbers as they are, of ranges the mean.
 *
 * @throws RiskModelError when the numbers are too large, or a range is too wide
 * to have a mean
 * @public
 */
export function estimateOfRating(rating: StatedRating, scale: Scale): Estimate {
  if (rating.unit === 'steps') {
    return ordinalEstimate(rating.likelihood, rating.impact, scale);
  }
  const { probability, impactPoints } = rating;
  return typeof probability === 'number' && typeof impactPoints === 'number'
    ? estimateOf(probability, impactPoints)
    : estimateFromRanges({
        probability: asRange(probability),
        impactPoints: asRange(impactPoints),
      }).estimate;
}
