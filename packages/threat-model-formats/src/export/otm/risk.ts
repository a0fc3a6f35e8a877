import { severityOf } from '../../formats/otm/readDefinitions';
import { Finding, Severity } from '../../model';

/**
 * A likelihood and an impact in the middle of the band that means the
 * severity: OTM has no severity of its own. Nothing below low exists, and no
 * likelihood means no severity.
 */
const bandMiddles: Record<
  Severity,
  { likelihood: number | undefined; impact: number }
> = {
  critical: { likelihood: 95, impact: 100 },
  high: { likelihood: 80, impact: 100 },
  medium: { likelihood: 55, impact: 100 },
  low: { likelihood: 20, impact: 100 },
  info: { likelihood: 5, impact: 100 },
  unknown: { likelihood: undefined, impact: 0 },
};

/** The parts of a finding that OTM states as likelihood and impact. */
export type OtmRated = Pick<
  Finding,
  'severity' | 'severityRaw' | 'likelihoodRaw' | 'impactRaw' | 'score'
>;

function percentage(raw: string | undefined): number | undefined {
  const value = raw === undefined || raw.trim() === '' ? NaN : Number(raw);
  return value >= 0 && value <= 100 ? value : undefined;
}

function rated(likelihood: number | undefined, impact: number): OtmRated {
  const score =
    likelihood === undefined ? undefined : (likelihood * impact) / 1000;
  return {
    severity: score === undefined ? 'unknown' : severityOf(score),
    likelihoodRaw: likelihood === undefined ? undefined : String(likelihood),
    impactRaw: String(impact),
    score:
      score === undefined
        ? undefined
        : { value: score, scale: 'likelihood x impact, 0-10' },
  };
}

/** The rating as OTM can say it: the finding's own numbers where they mean its severity. */
export function otmRating(finding: Finding): OtmRated {
  const likelihood = percentage(finding.likelihoodRaw);
  const impact = percentage(finding.impactRaw);
  if (likelihood !== undefined && impact !== undefined) {
    const own = rated(likelihood, impact);
    if (own.severity === finding.severity) {
      return own;
    }
  }
  const middle = bandMiddles[finding.severity];
  return rated(middle.likelihood, middle.impact);
}
