import { Finding, Severity } from '../../model';
import { Cursor } from '../../reading/Cursor';
import { readSeverity as readWord } from '../../reading/words';

const byLevel = new Map<string, Severity>([
  ['error', 'high'],
  ['warning', 'medium'],
  ['note', 'low'],
  ['none', 'info'],
]);

const byWord = new Map<string, Severity>([
  ['critical', 'critical'],
  ['high', 'high'],
  ['medium', 'medium'],
  ['moderate', 'medium'],
  ['low', 'low'],
  ['info', 'info'],
  ['informational', 'info'],
  ['none', 'info'],
]);

/** Bands of the security severity (0-10), as code scanning sites use them. */
function severityOfScore(score: number): Severity {
  if (score >= 9) {
    return 'critical';
  }
  if (score >= 7) {
    return 'high';
  }
  if (score >= 4) {
    return 'medium';
  }
  return score > 0 ? 'low' : 'info';
}

const property = 'security-severity';

/**
 * The security severity of the result or its rule, a number in a text or a
 * word; else the level, for which the standard has a default.
 */
export function readSeverity(
  result: Cursor,
  rule: Cursor | undefined,
): Pick<Finding, 'severity' | 'severityRaw' | 'score'> {
  const holders = [result, rule].flatMap(
    owner => owner?.get('properties') ?? [],
  );
  const rated = holders.find(holder => holder.line(property));
  if (rated) {
    const raw = rated.line(property);
    const score = Number(raw);
    if (Number.isFinite(score) && score >= 0 && score <= 10) {
      return {
        severity: severityOfScore(score),
        severityRaw: raw,
        score: { value: score, scale: 'security severity, 0-10' },
      };
    }
    const word = readWord(rated, property, byWord);
    return { severity: word.value, severityRaw: word.raw };
  }
  const isProblem = (result.id('kind') ?? 'fail') === 'fail';
  const level = [result, rule?.get('defaultConfiguration')].find(owner =>
    owner?.line('level'),
  );
  if (level && (isProblem || level === result)) {
    const word = readWord(level, 'level', byLevel);
    return { severity: word.value, severityRaw: word.raw };
  }
  return { severity: isProblem ? 'medium' : 'info' };
}
