/** Digits that a percentage and a fraction have in common, whichever is written. */
const digits = 12;

/** The fraction 0-1 that a percentage means: 78.8 is 0.788, not 0.7879999…. */
export const fractionOf = (percentage: number) =>
  Number((percentage / 100).toPrecision(digits));

/** The percentage that a fraction 0-1 means. */
export const percentageOf = (fraction: number) =>
  Number((fraction * 100).toPrecision(digits));
