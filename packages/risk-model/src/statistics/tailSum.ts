/**
 * Sum of the terms from `first` to `last`, given the logarithm of the first
 * and the ratio of each term to the one before.
 *
 * A tail is the sum of its own small terms and never 1 minus the rest, which
 * would lose every digit of a p value below 1e-16.
 */
export function tailSum(
  logFirst: number,
  first: number,
  last: number,
  ratioAfter: (index: number) => number,
): number {
  let term = 1;
  let sum = 1;
  let scale = logFirst;
  for (let index = first; index < last; index++) {
    term *= ratioAfter(index);
    sum += term;
    // Past the peak the terms only fall: what is left cannot change the sum.
    if (term < sum * Number.EPSILON * 1e-3 && ratioAfter(index) < 0.5) {
      break;
    }
    if (sum > 1e200) {
      scale += Math.log(sum);
      term /= sum;
      sum = 1;
    }
  }
  return Math.min(1, Math.exp(scale + Math.log(sum)));
}
