import { Finding, Severity } from '../../model';
import { Cursor } from '../../reading/Cursor';
import { bareWord, ReadWord, readSeverity } from '../../reading/words';

/** Likelihood and impact, from the lowest to the highest, and what they weigh in percent. */
const levels = ['verylow', 'low', 'medium', 'high', 'veryhigh'];
const weights = [10, 30, 50, 75, 95];

/** Severity by likelihood (rows) and impact (columns), as threatcl computes it. */
const matrix: Severity[][] = [
  ['info', 'info', 'low', 'low', 'medium'],
  ['info', 'low', 'low', 'medium', 'high'],
  ['low', 'low', 'medium', 'high', 'high'],
  ['low', 'medium', 'high', 'high', 'critical'],
  ['low', 'medium', 'high', 'critical', 'critical'],
];

const bands = new Map<string, Severity>([
  ['critical', 'critical'],
  ['high', 'high'],
  ['medium', 'medium'],
  ['low', 'low'],
  ['info', 'info'],
]);

/** Reads the words of the scale only to warn about others. */
const levelWords = new Map<string, Severity>(
  levels.map(level => [level, 'info']),
);

/** How a threat is rated, by its optional `risk` block. */
export type Rating = Pick<
  Finding,
  'severity' | 'severityRaw' | 'likelihoodRaw' | 'impactRaw' | 'score'
>;

function levelOf(risk: Cursor, key: string): number {
  readSeverity(risk, key, levelWords);
  return levels.indexOf(bareWord(risk.line(key) ?? ''));
}

/**
 * The severity an author states, else that of the matrix; unknown without a
 * `risk` block, or when likelihood or impact is none of the five words. The
 * score is likelihood times impact in percent, before any control.
 */
export function readRating(risk: Cursor | undefined): Rating {
  if (!risk) {
    return { severity: 'unknown' };
  }
  const likelihood = levelOf(risk, 'likelihood');
  const impact = levelOf(risk, 'impact');
  const isRated = likelihood >= 0 && impact >= 0;
  const stated: ReadWord<Severity> = readSeverity(risk, 'severity', bands);
  const computed = isRated ? matrix[likelihood][impact] : 'unknown';
  return {
    severity: stated.raw ? stated.value : computed,
    severityRaw: stated.raw,
    likelihoodRaw: risk.line('likelihood'),
    impactRaw: risk.line('impact'),
    score: isRated
      ? {
          value: (weights[likelihood] * weights[impact]) / 100,
          scale: 'likelihood x impact, 0-100',
        }
      : undefined,
  };
}
