import { requireInteger } from '../numbers';
import { logChoose } from './logFactorial';
import { tailSum } from './tailSum';

/** A draw without replacement. @public */
export interface HypergeometricDraw {
  /** All that could be drawn. */
  readonly population: number;
  /** Those of the population that count. */
  readonly successes: number;
  /** How many are drawn. */
  readonly draws: number;
}

/**
 * `P(X >= atLeast)` for the number X of successes in a draw without replacement
 * (the one-sided exact test of Fisher 1935).
 *
 * @returns a probability, 0 to 1; 0 when `atLeast` is more than can be drawn
 * @throws {@link RiskModelError} `notFinite`, `notInteger` or `outOfRange`,
 * also for more successes or draws than the population holds.
 * @public
 */
export function hypergeometricTail(
  draw: HypergeometricDraw,
  atLeast: number,
): number {
  const { population, successes, draws } = draw;
  requireInteger(population, 'population');
  requireInteger(successes, 'successes', { max: population });
  requireInteger(draws, 'draws', { max: population });
  requireInteger(atLeast, 'atLeast');
  const fewest = Math.max(0, draws - (population - successes));
  const most = Math.min(successes, draws);
  if (atLeast <= fewest) {
    return 1;
  }
  if (atLeast > most) {
    return 0;
  }
  return tailSum(
    logChoose(successes, atLeast) +
      logChoose(population - successes, draws - atLeast) -
      logChoose(population, draws),
    atLeast,
    most,
    i =>
      ((successes - i) * (draws - i)) /
      ((i + 1) * (population - successes - draws + i + 1)),
  );
}
