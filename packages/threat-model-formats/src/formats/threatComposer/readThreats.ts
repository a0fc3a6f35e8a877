import {
  CategoryRef,
  Finding,
  FindingMitigation,
  FindingStatus,
  Severity,
} from '../../model';
import { categoryRef } from '../../reading/categoryNames';
import { Cursor, quote } from '../../reading/Cursor';
import { fingerprint, joinKey, UniqueKeys } from '../../reading/keys';
import { titleFrom } from '../../reading/titleFrom';
import { ReadWord, readSeverity, readStatus } from '../../reading/words';
import { metadataEntry } from './metadata';
import { MitigationLinks } from './MitigationLinks';

const severities = new Map<string, Severity>([
  ['high', 'high'],
  ['medium', 'medium'],
  ['low', 'low'],
  // What the tool shows for "not rated": `-`, bare of its hyphen.
  ['', 'unknown'],
]);

const statuses = new Map<string, FindingStatus>([
  ['threatidentified', 'open'],
  ['threatresolved', 'mitigated'],
  ['threatresolvednotuseful', 'not_applicable'],
]);

const strideByLetter = new Map<string, string>([
  ['S', 'spoofing'],
  ['T', 'tampering'],
  ['R', 'repudiation'],
  ['I', 'information-disclosure'],
  ['D', 'denial-of-service'],
  ['E', 'elevation-of-privilege'],
]);

/** STRIDE letters of the metadata, and of tags such as `STRIDE-S`, as other producers write them. */
function readStride(threat: Cursor, tags: string[]): CategoryRef[] {
  const stated = metadataEntry(threat, 'STRIDE');
  const ids = new Set<string>();
  for (const letter of stated?.lines('value') ?? []) {
    const id = strideByLetter.get(letter.toUpperCase());
    if (id) {
      ids.add(id);
    } else {
      stated
        ?.get('value')
        .warn(
          'unknown-category',
          `The STRIDE letter ${quote(letter)} is none; it was left out.`,
        );
    }
  }
  for (const tag of tags) {
    const letter = /^stride-([stride])$/i.exec(tag)?.[1];
    const id = letter && strideByLetter.get(letter.toUpperCase());
    if (id) {
      ids.add(id);
    }
  }
  return [...ids].map(id => ({ taxonomy: 'STRIDE', id }));
}

/**
 * "Resolved" covers acceptance, too. Where all that was thought of against a
 * threat will not be done, it was accepted.
 */
function readThreatStatus(
  threat: Cursor,
  mitigations: FindingMitigation[],
): { status: ReadWord<FindingStatus>; reason?: string } {
  const status = readStatus(threat, 'status', statuses, 'open');
  const isNothingDone =
    mitigations.length > 0 &&
    mitigations.every(mitigation => mitigation.status === 'rejected');
  if (status.value !== 'mitigated' || !isNothingDone) {
    return { status };
  }
  threat
    .get('status')
    .warn(
      'derived-status',
      'The threat is resolved and none of its mitigations will be done: it counts as accepted, not as mitigated. Check that it is.',
    );
  return {
    status: { ...status, value: 'accepted' },
    reason: 'Derived: resolved, and none of its mitigations will be done.',
  };
}

function readTexts(threat: Cursor): { title: string; description: string } {
  const statement = threat.text('statement');
  const action = threat.line('threatAction');
  const comments = metadataEntry(threat, 'Comments')?.text('value') ?? '';
  const number = threat.line('numericId');
  return {
    title:
      action ||
      titleFrom(statement) ||
      `Threat ${number ?? 'without a statement'}`,
    description: [statement, comments].filter(Boolean).join('\n\n'),
  };
}

/** The threats of a workspace as findings on the model: it has no elements. */
export function readThreats(
  threats: Cursor[],
  links: MitigationLinks,
): Finding[] {
  const keys = new UniqueKeys();
  return threats.map(at => {
    const id = at.id('id');
    const { title, description } = readTexts(at);
    if (!id) {
      at.warn(
        'missing-id',
        'A threat has no id; it is recognised again by its statement.',
      );
    }
    const preferred = joinKey(id ?? fingerprint(title, at.text('statement')));
    const key = keys.claim(preferred);
    if (key !== preferred) {
      at.warn(
        'duplicate-id',
        'Two threats have the same identity; both were kept, told apart by their order.',
      );
    }
    const mitigations = links.of(id);
    const { status, reason } = readThreatStatus(at, mitigations);
    const priority = metadataEntry(at, 'Priority');
    const severity = priority
      ? readSeverity(priority, 'value', severities)
      : { value: 'unknown' as const };
    const tags = at.lines('tags');
    return {
      key,
      sourceId: id,
      title,
      description,
      severity: severity.value,
      severityRaw: severity.raw,
      status: status.value,
      statusRaw: status.raw,
      statusReason: reason,
      reviewed: true,
      categories: [
        ...readStride(at, tags),
        ...at.lines('impactedGoal').map(categoryRef),
      ],
      elementIds: [],
      mitigations,
      tags,
      position: at.findingPosition(),
    };
  });
}
