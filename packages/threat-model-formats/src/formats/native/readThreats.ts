import { ParsedDocument } from '../../format';
import { AcceptanceRequest, Finding, ScanSubject, Severity } from '../../model';
import { Cursor } from '../../reading/Cursor';
import { resolveReference } from '../../reading/ElementIds';
import { fingerprint, joinKey, UniqueKeys } from '../../reading/keys';
import { readDate } from '../../reading/readDate';
import { requireList } from '../../reading/requireList';
import { parseCategory } from './categories';
import { NativeMitigations } from './NativeMitigations';
import { NativeStructure } from './readElements';
import { readRating } from './readRating';
import { checkKeys, keyOfId, linesOf, readWord } from './reading';
import { severityWords, statusWords } from './vocabulary';

/** The findings of a model, and those of each threat by its id. */
export interface NativeThreats {
  findings: Finding[];
  keysByThreat: Map<string, string[]>;
}

function readSeverity(
  threat: Cursor,
): Pick<Finding, 'severity' | 'severityRaw' | 'rating'> {
  const rated = readRating(threat);
  const stated = readWord<Severity>(threat, 'severity', severityWords, {
    code: 'unknown-severity',
    absent: rated?.severity ?? 'unknown',
    unknown: 'unknown',
    consequence: 'the finding counts as unrated',
  });
  if (rated && stated.raw && stated.value !== rated.severity) {
    threat
      .get('severity')
      .warn(
        'contradicting-rating',
        `On the default scale the rating means ${rated.severity}, not what the severity says; the severity counts. State one of the two.`,
      );
  }
  return {
    severity: stated.value,
    severityRaw: threat.get('original').line('severity') ?? stated.raw,
    rating: rated?.rating,
  };
}

function readScore(threat: Cursor): Finding['score'] {
  const score = threat.get('score');
  checkKeys(score, 'score');
  const value = score.number('value');
  return value === undefined
    ? undefined
    : { value, scale: score.line('scale') ?? 'custom' };
}

function readScan(threat: Cursor): ScanSubject | undefined {
  const scan = threat.get('scan');
  checkKeys(scan, 'scan');
  return scan.isObject
    ? {
        rule: scan.line('rule'),
        vulnerability: scan.line('vulnerability'),
        aliases: linesOf(scan, 'aliases'),
        package: scan.line('package'),
      }
    : undefined;
}

function readAcceptance(threat: Cursor): AcceptanceRequest | undefined {
  const acceptance = threat.get('acceptance');
  checkKeys(acceptance, 'acceptance');
  if (!acceptance.isObject) {
    return undefined;
  }
  const reason = acceptance.text('reason');
  if (!reason) {
    acceptance.warn(
      'invalid-item',
      'A request to accept needs a reason in plain words; it was left out.',
    );
    return undefined;
  }
  const until = readDate(acceptance, 'until');
  if (!until && acceptance.line('until')) {
    acceptance
      .get('until')
      .warn(
        'invalid-date',
        'This is no date; the request has no end. Write it as 2027-03-31.',
      );
  }
  return { reason, until };
}

/** What every finding of a threat shares. */
function readShared(
  threat: Cursor,
  id: string,
  mitigations: NativeMitigations,
) {
  const original = threat.get('original');
  checkKeys(original, 'original');
  const status = readWord(threat, 'status', statusWords, {
    code: 'unknown-status',
    absent: 'open',
    unknown: 'unknown',
    consequence: 'the finding counts as open',
  });
  return {
    sourceId: original.id('id') ?? threat.id('id'),
    definitionKey: keyOfId(threat.id('definition') ?? id),
    title: threat.line('title') ?? 'Untitled threat',
    description: threat.text('description'),
    ...readSeverity(threat),
    likelihoodRaw: original.line('likelihood'),
    impactRaw: original.line('impact'),
    score: readScore(threat),
    status: status.value,
    statusRaw: original.line('status') ?? status.raw,
    statusReason: threat.text('reason') || undefined,
    acceptanceRequest: readAcceptance(threat),
    reviewed: threat.get('reviewed').isAbsent || threat.flag('reviewed'),
    categories: linesOf(threat, 'categories').map(parseCategory),
    mitigations: mitigations.readUses(threat, id),
    advice: threat.text('advice') || undefined,
    tags: threat.lines('tags'),
    ticket: threat.line('ticket'),
    scan: readScan(threat),
    position: threat.findingPosition(),
  };
}

function identify(threat: Cursor, ids: UniqueKeys): string {
  const stated = threat.id('id');
  if (!threat.line('title')) {
    threat.warn('missing-title', 'A threat has no title. Give it one.');
  }
  if (!stated) {
    threat.warn(
      'missing-id',
      'A threat has no id; it is recognised again by its title. Give it one.',
    );
  }
  const preferred = stated ?? fingerprint(threat.line('title') ?? '');
  const id = ids.claim(preferred);
  if (stated && id !== preferred) {
    threat.warn(
      'duplicate-id',
      'Two threats have the same id; both were kept, told apart by their order.',
    );
  }
  return id;
}

/**
 * One finding for each element a threat is `on`, or one on the model itself.
 * What it `concerns` besides is shown with it and makes no finding of its own.
 */
export function readThreats(
  document: ParsedDocument,
  root: Cursor,
  structure: NativeStructure,
  mitigations: NativeMitigations,
): NativeThreats {
  const ids = new UniqueKeys();
  const keys = new UniqueKeys();
  const keysByThreat = new Map<string, string[]>();

  const elementsOf = (threat: Cursor, key: string): string[] => {
    const list = threat.get(key);
    const stated = Array.isArray(list.value)
      ? list
          .items()
          .map((_, index) => resolveReference(list, `${index}`, structure.ids))
      : [resolveReference(threat, key, structure.ids)];
    return stated.flatMap(id => id ?? []);
  };

  const keyFor = (
    threat: Cursor,
    id: string,
    elementId: string,
    only: boolean,
  ) => {
    const stated = only ? threat.id('key') : undefined;
    const preferred = stated ? keyOfId(stated) : joinKey(id, elementId);
    const key = keys.claim(preferred);
    if (key !== preferred) {
      threat.warn(
        'duplicate-id',
        'Two findings have the same identity; both were kept, told apart by their order.',
      );
    }
    return key;
  };

  const findings = requireList(
    document,
    root.get('threats'),
    'the threats',
  ).flatMap((threat): Finding[] => {
    checkKeys(threat, 'threat');
    const id = identify(threat, ids);
    const shared = readShared(threat, id, mitigations);
    const on = [...new Set(elementsOf(threat, 'on'))];
    const concerns = elementsOf(threat, 'concerns');
    if (on.length > 1 && threat.id('key')) {
      threat
        .get('key')
        .warn(
          'invalid-item',
          'A key is that of one finding, and this threat is on several elements; it was left out.',
        );
    }
    const owners = on.length > 0 ? on : [''];
    const own = owners.map(elementId => ({
      ...shared,
      key: keyFor(threat, id, elementId, owners.length === 1),
      elementIds: [elementId, ...concerns].filter(
        (element, index, all) => element && all.indexOf(element) === index,
      ),
    }));
    keysByThreat.set(
      id,
      own.map(({ key }) => key),
    );
    return own;
  });
  return { findings, keysByThreat };
}
