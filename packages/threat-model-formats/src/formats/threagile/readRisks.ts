import { Finding, FindingStatus, Severity } from '../../model';
import { Cursor } from '../../reading/Cursor';
import { fingerprint, joinKey, UniqueKeys } from '../../reading/keys';
import { readSeverity, readStatus } from '../../reading/words';
import { RiskCategories, RiskCategory } from './riskCategories';
import { referenceKeys, RiskReferences } from './RiskReferences';
import { RiskTracking } from './RiskTracking';

const severities = new Map<string, Severity>([
  ['low', 'low'],
  ['medium', 'medium'],
  // Threagile's third of five steps; the raw word keeps it apart from high.
  ['elevated', 'high'],
  ['high', 'high'],
  ['critical', 'critical'],
]);

const statuses = new Map<string, FindingStatus>([
  ['unchecked', 'open'],
  ['indiscussion', 'in_progress'],
  ['accepted', 'accepted'],
  ['inprogress', 'in_progress'],
  ['mitigated', 'mitigated'],
  ['falsepositive', 'not_applicable'],
]);

/** A risk as it stands in the file, before its key is settled. */
export interface RiskItem {
  at: Cursor;
  title: string;
  syntheticId?: string;
  category: RiskCategory;
  /** True for risks a tool wrote: the 1.0 line then leaves out "low". */
  isToolOutput: boolean;
}

/**
 * The id Threagile gives a risk that is declared in a model: its category and
 * the elements it concerns.
 */
export function syntheticIdOf(categoryId: string, risk: Cursor): string {
  return [categoryId, ...referenceKeys.flatMap(key => risk.id(key) ?? [])].join(
    '@',
  );
}

/** Items of a list written by the tool. */
export function toolRisks(
  list: Cursor,
  categories: RiskCategories,
): RiskItem[] {
  return list.objects().map(at => {
    const category = categories.find(at.id('category'));
    return {
      at,
      title:
        at.line('title') ??
        category.title ??
        at.line('category') ??
        'Untitled risk',
      syntheticId: at.id('synthetic_id'),
      category,
      isToolOutput: true,
    };
  });
}

/**
 * Settles the keys. `synthetic_id` is deterministic but not always unique:
 * repeated ones are told apart by asset, then by title, then by order.
 */
function settleKeys(risks: RiskItem[]): string[] {
  const candidates = risks.map(({ at, title, syntheticId }) => {
    const id = syntheticId ?? '';
    const asset = at.id('most_relevant_technical_asset') ?? '';
    return syntheticId
      ? [
          joinKey(id),
          joinKey(id, asset),
          joinKey(id, asset, fingerprint(title)),
        ]
      : [joinKey(at.id('category') ?? '', fingerprint(title))];
  });
  const counts = new Map<string, number>();
  for (const key of candidates.flat()) {
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const keys = new UniqueKeys();
  return risks.map(({ at, syntheticId }, position) => {
    const options = candidates[position];
    const key =
      options.find(option => counts.get(option) === 1) ??
      options[options.length - 1];
    if (!syntheticId) {
      at.warn(
        'missing-id',
        'A risk has no synthetic_id; it is recognised again by category and title.',
      );
    } else if (keys.has(`id ${syntheticId}`)) {
      at.warn(
        'duplicate-id',
        'Two risks have the same synthetic_id; both were kept, told apart by their asset.',
      );
    } else {
      keys.claim(`id ${syntheticId}`);
    }
    return keys.claim(key);
  });
}

function explanationOf({ at, category }: RiskItem): string {
  const explanation = at.lines('risk_explanation').join('\n');
  return explanation || category.description;
}

/**
 * Findings from risks. A risk that a rule produced and nobody checked is not
 * reviewed; one that people declared in the model is.
 */
export function readRisks(
  risks: RiskItem[],
  references: RiskReferences,
  tracking?: RiskTracking,
): Finding[] {
  const keys = settleKeys(risks);
  return risks.map((risk, position) => {
    const { at, syntheticId, category } = risk;
    const tracked = tracking?.find(syntheticId ?? '');
    const status =
      at.get('risk_status').isAbsent && tracked
        ? readStatus(tracked, 'status', statuses, 'open')
        : readStatus(at, 'risk_status', statuses, 'open');
    const severity = readSeverity(at, 'severity', severities);
    const isZeroDropped = risk.isToolOutput && at.get('severity').isAbsent;
    const isUnchecked = !status.raw || status.raw.toLowerCase() === 'unchecked';
    return {
      key: keys[position],
      sourceId: syntheticId,
      title: risk.title,
      description: explanationOf(risk),
      severity: isZeroDropped ? 'low' : severity.value,
      severityRaw: severity.raw,
      likelihoodRaw: at.line('exploitation_likelihood'),
      impactRaw: at.line('exploitation_impact'),
      status: status.value,
      statusRaw: status.raw,
      statusReason: tracked?.line('justification'),
      reviewed: category.isDeclared || !isUnchecked,
      categories: category.refs,
      elementIds: references.elementIdsOf(at),
      mitigations: [],
      advice: category.advice,
      tags: [],
      ticket: tracked?.line('ticket'),
      position: at.findingPosition(),
    };
  });
}
