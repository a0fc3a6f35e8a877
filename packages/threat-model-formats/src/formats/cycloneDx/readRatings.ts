import { Finding, Severity } from '../../model';
import { Cursor } from '../../reading/Cursor';
import { readSeverity } from '../../reading/words';

const severities = new Map<string, Severity>([
  ['critical', 'critical'],
  ['high', 'high'],
  ['medium', 'medium'],
  ['low', 'low'],
  ['info', 'info'],
  ['none', 'info'],
  ['unknown', 'unknown'],
]);

const order: Severity[] = ['critical', 'high', 'medium', 'low', 'info'];

/** Methods whose scores are comparable, the most recent first. */
const cvssMethods = ['CVSSv4', 'CVSSv31', 'CVSSv3', 'CVSSv2'];

/** Qualitative rating scale of CVSS 3 and 4; version 2 knows no critical. */
function severityOfScore(score: number, method: string): Severity {
  if (score >= 9) {
    return method === 'CVSSv2' ? 'high' : 'critical';
  }
  if (score >= 7) {
    return 'high';
  }
  if (score >= 4) {
    return 'medium';
  }
  return score > 0 ? 'low' : 'info';
}

/** What the ratings of a vulnerability come to. */
export type Rated = Pick<Finding, 'severity' | 'severityRaw' | 'score'>;

/**
 * The highest severity that a rating states in words, whoever states it;
 * without words, that of the most recent CVSS score.
 */
export function readRatings(vulnerability: Cursor): Rated {
  const ratings = vulnerability
    .get('ratings')
    .objects()
    .map(rating => ({
      severity: readSeverity(rating, 'severity', severities),
      method: rating.line('method') ?? '',
      score: rating.number('score'),
    }));
  const scores = cvssMethods.flatMap(method =>
    ratings.flatMap(({ method: stated, score }) =>
      stated === method && score !== undefined ? [{ method, score }] : [],
    ),
  );
  const score = scores[0] && {
    value: scores[0].score,
    scale: scores[0].method,
  };

  const highest = order
    .map(word => ratings.find(({ severity }) => severity.value === word))
    .find(Boolean);
  if (highest) {
    const { value, raw } = highest.severity;
    return { severity: value, severityRaw: raw, score };
  }
  return {
    severity: scores[0]
      ? severityOfScore(scores[0].score, scores[0].method)
      : 'unknown',
    severityRaw: ratings.find(({ severity }) => severity.raw)?.severity.raw,
    score,
  };
}
