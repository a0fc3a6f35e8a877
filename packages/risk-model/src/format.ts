import { requireFinite, requireFraction } from './numbers';
import { UNITS_PER_POINT } from './exposure';

const UNITS_PER_TENTH = UNITS_PER_POINT / 10;

function groupThousands(whole: number): string {
  return String(whole).replace(/\B(?=(\d{3})+$)/g, ',');
}

/**
 * Exposure for people: points with one decimal, thousands grouped.
 *
 * What is not zero never reads as zero: below 0.1 point it is `< 0.1`. Only
 * an exposure of exactly nothing is `0`.
 *
 * @param exposureUnits - exposure in 1/10 000 point, not negative
 * @public
 */
export function formatPoints(exposureUnits: number): string {
  requireFinite(exposureUnits, 'exposureUnits');
  if (exposureUnits === 0) {
    return '0';
  }
  if (exposureUnits < 0) {
    return `-${formatPoints(-exposureUnits)}`;
  }
  if (exposureUnits < UNITS_PER_TENTH) {
    return '< 0.1';
  }
  const tenths = Math.floor(
    (exposureUnits + UNITS_PER_TENTH / 2) / UNITS_PER_TENTH,
  );
  return `${groupThousands(Math.floor(tenths / 10))}.${tenths % 10}`;
}

/**
 * Probability for people: whole percent, `< 1 %` for what is small but not
 * zero and `> 99 %` for what is nearly but not quite certain.
 *
 * @param probability - 0 to 1
 * @throws {@link RiskModelError} `notFinite` or `outOfRange`.
 * @public
 */
export function formatProbability(probability: number): string {
  requireFraction(probability, 'probability');
  if (probability > 0 && probability < 0.01) {
    return '< 1 %';
  }
  if (probability > 0.99 && probability < 1) {
    return '> 99 %';
  }
  return `${Math.round(probability * 100)} %`;
}
