import { ParsedDocument } from '../../format';
import { FindingMitigation, Mitigation, MitigationStatus } from '../../model';
import { Cursor } from '../../reading/Cursor';
import { fingerprint, joinKey, UniqueKeys } from '../../reading/keys';
import { leastAdvanced } from '../../reading/mitigationProgress';
import { requireList } from '../../reading/requireList';
import { ReadWord } from '../../reading/words';
import { checkKeys, keyOfId, readFraction, readWord } from './reading';
import { mitigationStates } from './vocabulary';

interface Entry {
  mitigation: Omit<Mitigation, 'status'>;
  /** Holds against every threat that does not say otherwise. */
  stated?: ReadWord<MitigationStatus>;
  effect?: number;
  uses: MitigationStatus[];
}

function readState(at: Cursor): ReadWord<MitigationStatus> | undefined {
  return at.get('state').isAbsent
    ? undefined
    : readWord(at, 'state', mitigationStates, {
        code: 'unknown-status',
        absent: 'proposed',
        unknown: 'unknown',
        consequence: 'the mitigation has no effect',
      });
}

/** Mitigations, defined once for several threats or in the threat they treat. */
export class NativeMitigations {
  private readonly entries: Entry[] = [];
  private readonly byId = new Map<string, Entry>();
  private readonly keys = new UniqueKeys();

  constructor(document: ParsedDocument, root: Cursor) {
    requireList(document, root.get('mitigations'), 'the mitigations').forEach(
      at => {
        checkKeys(at, 'mitigation');
        const id = at.id('id');
        if (!id) {
          at.warn(
            'missing-id',
            'A mitigation has no id: no threat can refer to it. Give it one.',
          );
        }
        this.define(at, id);
      },
    );
  }

  /** How the mitigations of a threat stand against it. */
  readUses(threat: Cursor, threatId: string): FindingMitigation[] {
    const uses = threat
      .get('mitigations')
      .items()
      .flatMap(use =>
        use.isObject ? this.readUse(use, threatId) : this.refer(use),
      );
    const seen = new Set<string>();
    return uses.filter(({ mitigationKey }) => {
      const isNew = !seen.has(mitigationKey);
      if (!isNew) {
        threat
          .get('mitigations')
          .warn(
            'duplicate-id',
            'A threat names one mitigation twice; the first mention counts.',
          );
      }
      seen.add(mitigationKey);
      return isNew;
    });
  }

  list(): Mitigation[] {
    return this.entries.map(({ mitigation, stated, uses }) => ({
      ...mitigation,
      status: stated?.value ?? leastAdvanced(uses),
    }));
  }

  private define(at: Cursor, id: string | undefined, scope = ''): Entry {
    const title = at.line('title') ?? at.line('id') ?? 'Untitled mitigation';
    const description = at.text('description');
    const preferred =
      id === undefined
        ? joinKey(scope, fingerprint(title, description))
        : keyOfId(id);
    const key = this.keys.claim(preferred);
    if (id && key !== preferred) {
      at.warn(
        'duplicate-id',
        'Two mitigations have the same id; both were kept, and threats refer to the first.',
      );
    }
    const entry: Entry = {
      mitigation: {
        key,
        sourceId: at.id('originalId') ?? id,
        title,
        description,
        owner: at.line('owner'),
      },
      stated: readState(at),
      effect: readFraction(at, 'effect'),
      uses: [],
    };
    this.entries.push(entry);
    if (id && !this.byId.has(id)) {
      this.byId.set(id, entry);
    }
    return entry;
  }

  private refer(use: Cursor): FindingMitigation[] {
    const id =
      typeof use.value === 'string' || typeof use.value === 'number'
        ? String(use.value).trim()
        : '';
    if (!id) {
      use.warn(
        'invalid-item',
        'A mitigation of a threat is neither an id nor an object; it was left out.',
      );
      return [];
    }
    const entry = this.find(use, id);
    return entry ? [this.use(entry)] : [];
  }

  private readUse(use: Cursor, threatId: string): FindingMitigation[] {
    checkKeys(use, 'mitigationUse');
    const id = use.id('mitigation');
    if (!id && !use.line('title')) {
      use.warn(
        'invalid-item',
        'A mitigation of a threat has neither the id of one (mitigation) nor a title; it was left out.',
      );
      return [];
    }
    const originalState = use.line('originalState');
    if (!id) {
      const entry = this.define(use, undefined, threatId);
      return [this.use(entry, entry.stated, entry.effect, originalState)];
    }
    const entry = this.find(use.get('mitigation'), id);
    return entry
      ? [
          this.use(
            entry,
            readState(use),
            readFraction(use, 'effect'),
            originalState,
          ),
        ]
      : [];
  }

  private find(at: Cursor, id: string): Entry | undefined {
    const entry = this.byId.get(id);
    if (!entry) {
      at.warn(
        'dangling-reference',
        'The mitigation this refers to is not in the file; it was left out. Define it under mitigations.',
      );
    }
    return entry;
  }

  private use(
    entry: Entry,
    state: ReadWord<MitigationStatus> | undefined = entry.stated,
    effect: number | undefined = entry.effect,
    originalState?: string,
  ): FindingMitigation {
    const status = state?.value ?? 'proposed';
    entry.uses.push(status);
    return {
      mitigationKey: entry.mitigation.key,
      status,
      statusRaw: originalState ?? state?.raw,
      riskReduction: effect,
    };
  }
}
