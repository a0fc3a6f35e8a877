import { StatedRange, StatedRating } from '@product-risk/threat-model-formats';

function numberOrRange(
  value: number | StatedRange,
  write: (number: number) => string,
): string {
  return typeof value === 'number'
    ? write(value)
    : `${write(value.low)} to ${write(value.high)}`;
}

const percent = (fraction: number) =>
  `${Number((fraction * 100).toPrecision(6))} %`;
const points = (number: number) => `${number} points`;

/** A rating in numbers, as it is shown with its finding. */
export function ratingWords(rating: StatedRating): {
  likelihoodRaw: string;
  impactRaw: string;
} {
  if (rating.unit === 'steps') {
    return {
      likelihoodRaw: `${rating.likelihood} of 5`,
      impactRaw: `${rating.impact} of 5`,
    };
  }
  return {
    likelihoodRaw: `${numberOrRange(rating.probability, percent)} a year`,
    impactRaw: numberOrRange(rating.impactPoints, points),
  };
}
