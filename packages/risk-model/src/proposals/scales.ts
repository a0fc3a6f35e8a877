import { RiskModelError } from '../errors';
import { Estimate, estimateOf } from '../exposure';
import { requireFinite, requireFraction } from '../numbers';
import { Scale, ordinalEstimate } from '../scale';

function requireBetween(
  value: number,
  low: number,
  high: number,
  path: string,
): void {
  requireFinite(value, path);
  if (value < low || value > high) {
    throw new RiskModelError(
      'outOfRange',
      path,
      `must lie between ${low} and ${high}, not ${value}`,
    );
  }
}

type OwaspBand = 'low' | 'medium' | 'high';

// These steps give every cell of OWASP's own severity table its level on the
// default scale.
const owaspLikelihoodStep = { low: 1, medium: 3, high: 5 };
const owaspImpactStep = { low: 1, medium: 3, high: 4 };

function owaspBand(factors: readonly number[], path: string): OwaspBand {
  if (factors.length === 0) {
    throw new RiskModelError('emptySet', path, 'must hold a factor');
  }
  factors.forEach((factor, index) =>
    requireBetween(factor, 0, 9, `${path}[${index}]`),
  );
  const mean = factors.reduce((sum, each) => sum + each, 0) / factors.length;
  if (mean < 3) {
    return 'low';
  }
  return mean < 6 ? 'medium' : 'high';
}

/**
 * Estimate from the factors of the OWASP Risk Rating Methodology, 0 to 9 each.
 * Its averages and bands are its own; the band, not the average, is what is
 * taken over.
 *
 * @throws {@link RiskModelError} `notFinite`, `outOfRange` or `emptySet`.
 * @public
 */
export function estimateFromOwasp(
  factors: { likelihood: readonly number[]; impact: readonly number[] },
  scale: Scale,
): Estimate {
  return ordinalEstimate(
    owaspLikelihoodStep[owaspBand(factors.likelihood, 'likelihood')],
    owaspImpactStep[owaspBand(factors.impact, 'impact')],
    scale,
  );
}

/**
 * Estimate from FAIR's loss event frequency and loss magnitude.
 *
 * With events at random times, `p = 1 - exp(-frequency)`. The impact is the
 * expected loss of a year with any event, so that `p * m` remains the
 * annualised loss `frequency * magnitude` where events happen more than once.
 *
 * @param eventsPerYear - 0 or more
 * @param magnitudePoints - mean loss of one event, 0 or more
 * @throws {@link RiskModelError} `notFinite`, `outOfRange` or `tooLarge`.
 * @public
 */
export function estimateFromFair(
  eventsPerYear: number,
  magnitudePoints: number,
): Estimate {
  requireBetween(eventsPerYear, 0, Number.MAX_VALUE, 'eventsPerYear');
  requireBetween(magnitudePoints, 0, Number.MAX_VALUE, 'magnitudePoints');
  const probability = -Math.expm1(-eventsPerYear);
  return estimateOf(
    probability,
    probability === 0
      ? magnitudePoints
      : (magnitudePoints * eventsPerYear) / probability,
  );
}

/**
 * Impact in 1/100 point that a CVSS base score proposes, by its qualitative
 * rating (CVSS v3.1 and v4.0 specification). It says nothing of likelihood.
 *
 * @param baseScore - 0 to 10
 * @returns undefined for a score of 0, which is no vulnerability
 * @throws {@link RiskModelError} `notFinite` or `outOfRange`.
 * @public
 */
export function impactFromCvss(
  baseScore: number,
  scale: Scale,
): number | undefined {
  requireBetween(baseScore, 0, 10, 'baseScore');
  if (baseScore === 0) {
    return undefined;
  }
  const step = [4, 7, 9].filter(cut => baseScore >= cut).length + 2;
  return scale.impactCenti[step - 1];
}

const EPSS_DAYS = 30;
const DAYS_PER_YEAR = 365;

/**
 * Annual probability that an EPSS score proposes. EPSS is the probability that
 * a vulnerability is exploited anywhere within 30 days; how likely such an
 * attack would reach and succeed here must be said with it.
 *
 * @param score - 0 to 1
 * @param susceptibility - 0 to 1
 * @returns a probability, 0 to 1: `(1 - (1 - score)^(365 / 30))` times the
 * susceptibility
 * @throws {@link RiskModelError} `notFinite` or `outOfRange`.
 * @public
 */
export function probabilityFromEpss(
  score: number,
  susceptibility: number,
): number {
  requireFraction(score, 'score');
  requireFraction(susceptibility, 'susceptibility');
  const exploited =
    score === 1
      ? 1
      : -Math.expm1((DAYS_PER_YEAR / EPSS_DAYS) * Math.log1p(-score));
  return exploited * susceptibility;
}
