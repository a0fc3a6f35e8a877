import { ParsedDocument } from '../../format';
import { CategoryRef, Finding, Severity } from '../../model';
import { categoryRef, cweRef } from '../../reading/categoryNames';
import { Cursor } from '../../reading/Cursor';
import { fingerprint, joinKey, UniqueKeys } from '../../reading/keys';
import { requireList } from '../../reading/requireList';

/** What every instance of a threat definition shares. */
export interface ThreatDefinition {
  at: Cursor;
  /** The last part of the key of its findings. */
  identity: string;
  finding: Pick<
    Finding,
    | 'sourceId'
    | 'definitionKey'
    | 'title'
    | 'description'
    | 'severity'
    | 'likelihoodRaw'
    | 'impactRaw'
    | 'score'
    | 'categories'
    | 'tags'
  >;
}

/** Bands of likelihood x impact on 0-10, as Threat Dragon derives them. */
export function severityOf(score: number): Severity {
  if (score >= 9) {
    return 'critical';
  }
  if (score >= 7) {
    return 'high';
  }
  return score >= 4 ? 'medium' : 'low';
}

function readPercentage(risk: Cursor, key: string): number | undefined {
  const value = risk.number(key);
  if (value !== undefined && (value < 0 || value > 100)) {
    risk
      .get(key)
      .warn(
        'out-of-range',
        'Likelihood and impact go from 0 to 100; the value was left out.',
      );
    return undefined;
  }
  return value;
}

/** OTM has no severity: likelihood and impact (0-100 each) give one. */
function readRisk(definition: Cursor) {
  const risk = definition.get('risk');
  const likelihood = readPercentage(risk, 'likelihood');
  const impact = readPercentage(risk, 'impact');
  const score =
    likelihood === undefined || impact === undefined
      ? undefined
      : (likelihood * impact) / 1000;
  return {
    severity: score === undefined ? ('unknown' as const) : severityOf(score),
    likelihoodRaw: risk.line('likelihood'),
    impactRaw: risk.line('impact'),
    score:
      score === undefined
        ? undefined
        : { value: score, scale: 'likelihood x impact, 0-10' },
  };
}

function readCategories(definition: Cursor): CategoryRef[] {
  return [
    ...definition.lines('categories').map(categoryRef),
    ...definition
      .lines('cwes')
      .map(text => cweRef(text) ?? { taxonomy: 'other' as const, id: text }),
  ];
}

/** The threats a model defines, in the order of the file. */
export function readDefinitions(
  document: ParsedDocument,
  root: Cursor,
  projectId: string,
  hasStructure: boolean,
): ThreatDefinition[] {
  const definitionKeys = new UniqueKeys();
  return requireList(document, root.get('threats'), 'the threats').map(at => {
    const id = at.id('id');
    const title = at.line('name') ?? at.line('id') ?? 'Untitled threat';
    const description = at.text('description');
    if (!id) {
      at.warn(
        'missing-id',
        'A threat has no id: nothing can refer to it, and it is recognised again by its text.',
      );
    }
    // threatcl numbers threats by position and writes no components.
    const isPositional = !hasStructure && /^threat-\d+$/.test(id ?? '');
    const identity =
      id && !(isPositional && description)
        ? id
        : fingerprint(isPositional ? '' : title, description);
    const preferred = joinKey(projectId, identity);
    const definitionKey = definitionKeys.claim(preferred);
    if (id && definitionKey !== preferred && !isPositional) {
      at.warn(
        'duplicate-id',
        'Two threats have the same id; both were kept, and components refer to the first.',
      );
    }
    return {
      at,
      identity,
      finding: {
        sourceId: id,
        definitionKey,
        title,
        description,
        ...readRisk(at),
        categories: readCategories(at),
        tags: at.lines('tags'),
      },
    };
  });
}
