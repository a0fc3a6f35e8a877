import { requireFraction, requireInteger } from '../numbers';
import { logChoose } from './logFactorial';
import { tailSum } from './tailSum';

/**
 * One-sided exact binomial test: `P(X >= k)` of n independent trials that each
 * succeed with probability `p0`. Exact in the tail, where a normal
 * approximation would be off by orders of magnitude.
 *
 * @param k - successes seen, 0 to n
 * @param n - trials; 0 gives a p value of 1
 * @param p0 - tolerated probability, 0 to 1
 * @throws {@link RiskModelError} `notFinite`, `notInteger` or `outOfRange`,
 * also for k above n.
 * @public
 */
export function binomialTail(k: number, n: number, p0: number): number {
  requireInteger(n, 'n');
  requireInteger(k, 'k', { max: n });
  requireFraction(p0, 'p0');
  if (k === 0 || p0 === 1) {
    return 1;
  }
  if (p0 === 0) {
    return 0;
  }
  const odds = p0 / (1 - p0);
  return tailSum(
    logChoose(n, k) + k * Math.log(p0) + (n - k) * Math.log1p(-p0),
    k,
    n,
    i => ((n - i) / (i + 1)) * odds,
  );
}
