import { PromotionRule } from '../../promoteConfig';
import { StoredScanSubject } from '../../database/findingDetail';
import { DbSourceRow } from '../../database/tables';
import { matchesPattern } from '../textPattern';

/** What rules look at: a finding that no person has reviewed. */
export interface PromotionCandidate {
  method: DbSourceRow['method'];
  location: string;
  format: string;
  severity: string;
  /** As `CWE-79`. */
  cwes: readonly string[];
  scan?: StoredScanSubject;
}

/** Least severe first; an unknown severity has no place among them. */
const severities = ['info', 'low', 'medium', 'high', 'critical'];

type Condition = (
  rule: PromotionRule,
  candidate: PromotionCandidate,
) => boolean;

const matchesAny = (
  pattern: string | undefined,
  texts: readonly (string | undefined)[],
) =>
  pattern === undefined ||
  texts.some(text => text !== undefined && matchesPattern(pattern, text));

const conditions: Condition[] = [
  ({ method }, candidate) =>
    method === undefined || method === candidate.method,
  ({ location }, candidate) => matchesAny(location, [candidate.location]),
  ({ format }, candidate) =>
    format === undefined || format === candidate.format,
  ({ severityAtLeast }, { severity }) =>
    severityAtLeast === undefined ||
    severities.indexOf(severity) >= severities.indexOf(severityAtLeast),
  ({ cwe }, { cwes }) =>
    cwe === undefined || cwe.some(one => cwes.includes(one)),
  ({ vulnerability }, { scan }) =>
    matchesAny(vulnerability, [scan?.vulnerability, ...(scan?.aliases ?? [])]),
  ({ package: pattern }, { scan }) => matchesAny(pattern, [scan?.package]),
  ({ rule }, { scan }) => matchesAny(rule, [scan?.rule]),
];

/** The rules of the organisation, in the order of the configuration. */
export class PromotionRules {
  readonly #rules: readonly PromotionRule[];

  constructor(rules: readonly PromotionRule[]) {
    this.#rules = rules;
  }

  /** Name of the first rule that promotes a finding; undefined for none. */
  ruleFor(candidate: PromotionCandidate): string | undefined {
    return this.#rules.find(rule =>
      conditions.every(holds => holds(rule, candidate)),
    )?.name;
  }
}
