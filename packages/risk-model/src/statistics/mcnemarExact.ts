import { requireInteger } from '../numbers';
import { binomialTail } from './binomialTail';

/**
 * Two-sided exact test of McNemar 1947: whether the same products changed more
 * one way than the other between two dates.
 *
 * @param cleared - products affected before and no more
 * @param newlyAffected - products not affected before and now
 * @returns the p value; 1 when nothing changed
 * @throws {@link RiskModelError} `notFinite`, `notInteger` or `outOfRange`.
 * @public
 */
export function mcnemarExact(cleared: number, newlyAffected: number): number {
  requireInteger(cleared, 'cleared');
  requireInteger(newlyAffected, 'newlyAffected');
  const more = Math.max(cleared, newlyAffected);
  return Math.min(1, 2 * binomialTail(more, cleared + newlyAffected, 0.5));
}
