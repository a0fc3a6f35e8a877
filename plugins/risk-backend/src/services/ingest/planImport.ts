import { otherWord } from '@product-risk/threat-model-formats';
import { DbFindingRow, toBoolean } from '../../database/tables';
import { IncomingFinding } from './incoming';

/** What is stored about a finding that an import may change. */
export type StoredFinding = Pick<
  DbFindingRow,
  | 'id'
  | 'key'
  | 'model_id'
  | 'definition_key'
  | 'native_id'
  | 'entity_ref'
  | 'element_id'
  | 'title'
  | 'description'
  | 'severity'
  | 'severity_raw'
  | 'stated_rating'
  | 'acceptance'
  | 'status'
  | 'stated_status'
  | 'status_raw'
  | 'status_reason'
  | 'reviewed'
  | 'triage'
  | 'review_group'
  | 'categories'
  | 'detail'
  | 'content_hash'
  | 'absent_since'
>;

/** A stored finding and what the file says about it now. */
export interface FindingUpdate {
  stored: StoredFinding;
  incoming: IncomingFinding;
  /** What differs, in words for people. */
  fields: string[];
}

/** What an import would do to the findings of its source. */
export interface ImportPlan {
  created: IncomingFinding[];
  changed: FindingUpdate[];
  /** Absent until now; changed or not. */
  reopened: FindingUpdate[];
  absent: StoredFinding[];
  unchanged: { stored: StoredFinding; incoming: IncomingFinding }[];
}

type Comparison = (stored: StoredFinding, incoming: IncomingFinding) => boolean;

/** `High` and `high` are one word for the same thing. */
const isSameWord = (
  [a, rawA]: [canonical: string, raw: string | null],
  [b, rawB]: [canonical: string, raw: string | null],
) =>
  a === b &&
  otherWord(rawA ?? undefined, a) === otherWord(rawB ?? undefined, b);

const same: [field: string, comparison: Comparison][] = [
  ['title', (a, b) => a.title === b.title],
  ['description', (a, b) => a.description === b.description],
  [
    'severity',
    (a, b) =>
      isSameWord([a.severity, a.severity_raw], [b.severity, b.severity_raw]),
  ],
  ['rating', (a, b) => a.stated_rating === b.stated_rating],
  ['acceptance', (a, b) => a.acceptance === b.acceptance],
  [
    'status',
    (a, b) =>
      isSameWord(
        [a.stated_status, a.status_raw],
        [b.stated_status, b.status_raw],
      ) && a.status_reason === b.status_reason,
  ],
  ['reviewed', (a, b) => toBoolean(a.reviewed) === b.reviewed],
  ['categories', (a, b) => a.categories === b.categories],
  ['element', (a, b) => a.element_id === b.element_id],
];

function changedFields(
  stored: StoredFinding,
  incoming: IncomingFinding,
): string[] {
  const fields: string[] = [];
  if (stored.content_hash !== incoming.content_hash) {
    fields.push(
      ...same
        .filter(([, isSame]) => !isSame(stored, incoming))
        .map(([field]) => field),
    );
    // The hash covers what is compared above and the mitigations.
    if (fields.length === 0) fields.push('mitigations');
  }
  // A definition of its own, where there was none, groups it with nothing new.
  if (
    stored.definition_key !== null &&
    stored.definition_key !== incoming.definition_key
  ) {
    fields.push('definition');
  }
  if (stored.entity_ref !== incoming.entity_ref) fields.push('entity');
  return fields;
}

/**
 * Plans an import: compares what a source said before with what it says now,
 * by key. Pure. Nothing is ever deleted: what the file does not name any more
 * becomes absent.
 */
export function planImport(
  stored: readonly StoredFinding[],
  incoming: readonly IncomingFinding[],
): ImportPlan {
  const plan: ImportPlan = {
    created: [],
    changed: [],
    reopened: [],
    absent: [],
    unchanged: [],
  };
  const rest = new Map(stored.map(finding => [finding.key, finding]));
  for (const finding of incoming) {
    const before = rest.get(finding.key);
    if (!before) {
      plan.created.push(finding);
      continue;
    }
    rest.delete(finding.key);
    const fields = changedFields(before, finding);
    if (before.absent_since !== null) {
      plan.reopened.push({ stored: before, incoming: finding, fields });
    } else if (fields.length > 0) {
      plan.changed.push({ stored: before, incoming: finding, fields });
    } else {
      plan.unchanged.push({ stored: before, incoming: finding });
    }
  }
  plan.absent.push(
    ...[...rest.values()].filter(({ absent_since }) => absent_since === null),
  );
  return plan;
}

/** Number of findings by what the plan does to them. */
export function planCounts(plan: ImportPlan) {
  return {
    created: plan.created.length,
    changed: plan.changed.length,
    reopened: plan.reopened.length,
    absent: plan.absent.length,
    unchanged: plan.unchanged.length,
  };
}
