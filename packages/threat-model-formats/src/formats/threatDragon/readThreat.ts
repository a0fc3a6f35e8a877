import { Finding, FindingStatus, Mitigation, Severity } from '../../model';
import { Cursor } from '../../reading/Cursor';
import { fingerprint, joinKey, UniqueKeys } from '../../reading/keys';
import { readSeverity, readStatus } from '../../reading/words';
import { readCategories } from './categories';
import { withoutPlaceholder } from './placeholders';
import { statuses } from './statuses';

const severities = new Map<string, Severity>([
  ['critical', 'critical'],
  ['high', 'high'],
  ['medium', 'medium'],
  ['low', 'low'],
  // "To be decided": 2.4.0 wrote TBA, later versions TBD.
  ['tbd', 'unknown'],
  ['tba', 'unknown'],
]);

/** Statuses for which the mitigation field holds the reason. */
const reasoned = new Set<FindingStatus>([
  'accepted',
  'transferred',
  'avoided',
  'not_applicable',
]);

/** True when the mitigation's text says why the threat has its status. */
export const isReasoned = (status: FindingStatus) => reasoned.has(status);

/** The status of the mitigation that a threat's text describes. */
export const statusOfText = (status: FindingStatus) =>
  status === 'mitigated' ? ('implemented' as const) : ('proposed' as const);

/** The one mitigation of a threat, which is a text. */
export const mitigationOfText = (
  key: string,
  text: string,
  status: FindingStatus,
): Mitigation => ({
  key: `${key}/mitigation`,
  title: text.split('\n')[0],
  description: text,
  status: statusOfText(status),
});

/** Where a threat stands. */
export interface ThreatContext {
  /** Id of the shape as the file states it: part of the finding's identity. */
  cellId: string;
  elementId: string;
  diagramType?: string;
  /** Version 1 files seldom have threat ids, and lose them on migration. */
  hasStableIds: boolean;
  keys: UniqueKeys;
}

function scoreOf(threat: Cursor): Finding['score'] {
  const raw = threat.line('score');
  const value = Number(raw);
  return raw !== undefined && Number.isFinite(value)
    ? { value, scale: 'custom' }
    : undefined;
}

function keyOf(threat: Cursor, context: ThreatContext, title: string): string {
  const { cellId, hasStableIds, keys } = context;
  const id = threat.id('id');
  if (hasStableIds && !id) {
    threat.warn(
      'missing-id',
      'A threat has no id; it is recognised again by element, type and title.',
    );
  }
  const preferred =
    hasStableIds && id
      ? joinKey(cellId, id)
      : joinKey(cellId, fingerprint(threat.line('type') ?? '', title));
  const key = keys.claim(preferred);
  if (key !== preferred) {
    threat.warn(
      'duplicate-id',
      'Two threats of this element have the same identity; both were kept, told apart by their order.',
    );
  }
  return key;
}

/** One threat of a shape, and the mitigation its text describes. */
export function readThreat(
  threat: Cursor,
  context: ThreatContext,
): { finding: Finding; mitigation?: Mitigation } {
  let title = threat.line('title');
  if (!title) {
    threat.warn('missing-title', 'A threat has no title. Give it one.');
    title = threat.line('type') ?? 'Untitled threat';
  }
  const severity = readSeverity(threat, 'severity', severities);
  const status = readStatus(threat, 'status', statuses, 'open');
  const key = keyOf(threat, context, title);
  const mitigationText = withoutPlaceholder(threat.text('mitigation'));
  const card = [threat.line('cardSuit'), threat.line('cardNumber')];

  const mitigation = mitigationText
    ? mitigationOfText(key, mitigationText, status.value)
    : undefined;

  const finding: Finding = {
    key,
    sourceId: threat.id('id') ?? threat.id('threatId'),
    title,
    description: withoutPlaceholder(threat.text('description')),
    severity: severity.value,
    severityRaw: severity.raw,
    score: scoreOf(threat),
    status: status.value,
    statusRaw: status.raw,
    statusReason:
      mitigationText && isReasoned(status.value) ? mitigationText : undefined,
    reviewed: true,
    categories: readCategories(threat, context.diagramType),
    elementIds: [context.elementId],
    mitigations: mitigation
      ? [{ mitigationKey: mitigation.key, status: mitigation.status }]
      : [],
    tags: card[0] ? [card.filter(Boolean).join(' ')] : [],
    position: threat.findingPosition(),
  };
  return { finding, mitigation };
}
