import { requireInteger } from '../numbers';

// The 97.5 % quantile of the standard normal distribution.
const Z_95 = 1.959963984540054;

/** A range of probabilities. @public */
export interface Interval {
  /** 0 to 1. */
  readonly low: number;
  /** 0 to 1. */
  readonly high: number;
}

/**
 * 95 % confidence interval of a share k of n (Wilson 1927, without correction
 * for continuity). Of 0 it is 0 to 1: nothing is known.
 *
 * @throws {@link RiskModelError} `notFinite`, `notInteger` or `outOfRange`,
 * also for k above n.
 * @public
 */
export function wilsonInterval(k: number, n: number): Interval {
  requireInteger(n, 'n');
  requireInteger(k, 'k', { max: n });
  if (n === 0) {
    return { low: 0, high: 1 };
  }
  const square = Z_95 * Z_95;
  const share = k / n;
  const centre = share + square / (2 * n);
  const reach =
    Z_95 * Math.sqrt((share * (1 - share)) / n + square / (4 * n * n));
  const divisor = 1 + square / n;
  return {
    low: k === 0 ? 0 : Math.max(0, (centre - reach) / divisor),
    high: k === n ? 1 : Math.min(1, (centre + reach) / divisor),
  };
}
