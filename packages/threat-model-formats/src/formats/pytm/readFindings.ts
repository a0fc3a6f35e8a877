import {
  CategoryRef,
  Finding,
  FindingStatus,
  Mitigation,
  Severity,
} from '../../model';
import { Cursor } from '../../reading/Cursor';
import { joinKey, UniqueKeys } from '../../reading/keys';
import { plainLine } from '../../reading/plainText';
import { titleFrom } from '../../reading/titleFrom';
import { bareWord, ReadWord, readSeverity } from '../../reading/words';
import { NamedElements } from './readElements';

const severities = new Map<string, Severity>([
  ['veryhigh', 'critical'],
  ['high', 'high'],
  ['medium', 'medium'],
  ['low', 'low'],
  ['verylow', 'info'],
]);

/** The four words pytm documents for `response`; people also write prose there. */
const responses = new Map<string, FindingStatus>([
  ['mitigated', 'mitigated'],
  ['transferred', 'transferred'],
  ['avoided', 'avoided'],
  ['accepted', 'accepted'],
]);

/** The rule a finding comes from: until 1.1 its `id` held it, since 1.3 that is only a number. */
const ruleOf = (finding: Cursor) => finding.id('threat_id') ?? finding.id('id');

/**
 * The same rule on another element. Version 1.4 leaves nearly every field of a
 * finding with an override empty; what a rule says is the same everywhere.
 */
function completeByRule(findings: Cursor[]): Map<string, Cursor> {
  const complete = new Map<string, Cursor>();
  for (const finding of findings) {
    const rule = ruleOf(finding);
    if (rule && !complete.has(rule) && finding.line('description')) {
      complete.set(rule, finding);
    }
  }
  return complete;
}

function readResponse(finding: Cursor): {
  status: ReadWord<FindingStatus>;
  reason?: string;
} {
  const raw = finding.line('response');
  if (!raw) {
    return { status: { value: 'open' } };
  }
  const value = responses.get(bareWord(raw));
  if (value) {
    return { status: { value, raw } };
  }
  finding
    .get('response')
    .warn(
      'free-text-status',
      'The response is a text and none of mitigated, transferred, avoided and accepted; the finding counts as open, and the text is kept as its reason.',
    );
  return { status: { value: 'open' }, reason: finding.text('response') };
}

/** Weaknesses and attack patterns among the links of a rule. */
function readReferences(finding: Cursor): CategoryRef[] {
  const links =
    finding
      .line('references')
      ?.matchAll(
        /(cwe|capec)\.mitre\.org\/data\/definitions\/0*(\d{1,5})(?!\d)/gi,
      ) ?? [];
  const refs = new Map<string, CategoryRef>();
  for (const [, site, number] of links) {
    const taxonomy = site.toLowerCase() === 'cwe' ? 'CWE' : 'CAPEC';
    const id = `${taxonomy}-${number}`;
    refs.set(id, { taxonomy, id });
  }
  return [...refs.values()];
}

/** `cvss` is a text: a score, or a score and a vector. */
function readScore(finding: Cursor): Finding['score'] {
  const value = Number(/^\d+(\.\d+)?/.exec(finding.line('cvss') ?? '')?.[0]);
  return value >= 0 && value <= 10 ? { value, scale: 'CVSS, 0-10' } : undefined;
}

/** Findings and their mitigations, with the excluded findings as not applicable. */
export function readFindings(
  found: Cursor[],
  excluded: Cursor[],
  targets: NamedElements,
): { findings: Finding[]; mitigations: Mitigation[] } {
  const keys = new UniqueKeys();
  const complete = completeByRule([...found, ...excluded]);
  const repeats = new Map<string, number>();
  const mitigations: Mitigation[] = [];

  const elementIdsOf = (finding: Cursor, preferred: string): string[] => {
    const target = finding.id('target');
    const ordinal = repeats.get(preferred) ?? 0;
    repeats.set(preferred, ordinal + 1);
    const id = target && targets.find(target, ordinal);
    if (!id) {
      finding
        .get('target')
        .warn(
          'dangling-reference',
          'The element of a finding is not in the file; the finding was put on the model.',
        );
    }
    return id ? [id] : [];
  };

  const readFinding = (at: Cursor, isExcluded: boolean): Finding => {
    const rule = ruleOf(at);
    if (!rule) {
      at.warn(
        'missing-id',
        'A finding has no threat_id; it is recognised again by its title and target.',
      );
    }
    const isEmptied = !at.line('description') && complete.has(rule ?? '');
    const text = isEmptied ? complete.get(rule ?? '') ?? at : at;
    const title =
      text.line('description') ?? (plainLine(rule ?? '') || 'Untitled threat');
    const identity = [rule ?? title, at.id('target') ?? ''];
    // An exclusion is a statement of its own: it is not the finding it replaces.
    const preferred = joinKey(...(isExcluded ? ['excluded'] : []), ...identity);
    const key = keys.claim(preferred);
    const severity = readSeverity(at, 'severity', severities);
    const response = readResponse(at);
    const assumption = at.get('assumption').isObject
      ? at.get('assumption').line('name')
      : undefined;
    const status = isExcluded ? 'not_applicable' : response.status.value;

    const mitigationText = at.text('mitigations');
    const mitigation: Mitigation | undefined = mitigationText
      ? {
          key: `${key}/mitigation`,
          title: titleFrom(mitigationText),
          description: mitigationText,
          status: status === 'mitigated' ? 'implemented' : 'proposed',
        }
      : undefined;
    if (mitigation) {
      mitigations.push(mitigation);
    }
    return {
      key,
      sourceId: rule,
      title,
      description: text.text('details'),
      severity: severity.value,
      severityRaw: severity.raw,
      likelihoodRaw: at.line('likelihood'),
      score: readScore(at),
      status,
      statusRaw: response.status.raw,
      statusReason: isExcluded
        ? assumption ?? 'Excluded by an assumption of the model.'
        : response.reason,
      reviewed: isExcluded || at.line('response') !== undefined,
      categories: readReferences(text),
      elementIds: elementIdsOf(at, preferred),
      mitigations: mitigation
        ? [{ mitigationKey: mitigation.key, status: mitigation.status }]
        : [],
      tags: [],
      position: at.findingPosition(),
    };
  };

  const findings = [
    ...found.map(at => readFinding(at, false)),
    ...excluded.map(at => readFinding(at, true)),
  ];
  return { findings, mitigations };
}
