import { ParsedDocument } from '../../format';
import { FindingMitigation, Mitigation, MitigationStatus } from '../../model';
import { Cursor } from '../../reading/Cursor';
import { fingerprint, joinKey, UniqueKeys } from '../../reading/keys';
import { leastAdvanced } from '../../reading/mitigationProgress';
import { fractionOf } from '../../reading/percentage';
import { requireList } from '../../reading/requireList';
import { readMitigationState } from './states';

interface Entry {
  mitigation: Mitigation;
  riskReduction?: number;
  states: MitigationStatus[];
}

/** Mitigations are defined once and stand differently against each threat. */
export class MitigationTable {
  private readonly entries: Entry[] = [];
  private readonly byId = new Map<string, Entry>();
  private readonly keys = new UniqueKeys();

  constructor(
    document: ParsedDocument,
    root: Cursor,
    private readonly projectId: string,
  ) {
    requireList(document, root.get('mitigations'), 'the mitigations').forEach(
      at => this.define(at),
    );
  }

  /** How a mitigation stands against the finding that requires it. */
  apply(instance: Cursor): FindingMitigation | undefined {
    const id = instance.id('mitigation');
    if (!id) {
      instance.warn(
        'invalid-item',
        'A mitigation of a threat names none; it was left out. Add its id.',
      );
      return undefined;
    }
    const entry = this.byId.get(id) ?? this.defineMissing(id, instance);
    const state = readMitigationState(instance);
    entry.states.push(state.value);
    return {
      mitigationKey: entry.mitigation.key,
      status: state.value,
      statusRaw: state.raw,
      riskReduction: entry.riskReduction,
    };
  }

  list(): Mitigation[] {
    return this.entries.map(({ mitigation, states }) => ({
      ...mitigation,
      status: leastAdvanced(states),
    }));
  }

  private define(at: Cursor): void {
    const id = at.id('id');
    const title = at.line('name') ?? at.line('id') ?? 'Untitled mitigation';
    const description = at.text('description');
    const preferred = joinKey(
      this.projectId,
      id ?? fingerprint(title, description),
    );
    const key = this.keys.claim(preferred);
    if (id && this.byId.has(id)) {
      at.warn(
        'duplicate-id',
        'Two mitigations have the same id; both were kept, and threats refer to the first.',
      );
    }
    const entry: Entry = {
      mitigation: { key, sourceId: id, title, description, status: 'proposed' },
      riskReduction: readRiskReduction(at),
      states: [],
    };
    this.entries.push(entry);
    if (id && !this.byId.has(id)) {
      this.byId.set(id, entry);
    }
  }

  private defineMissing(id: string, instance: Cursor): Entry {
    instance.warn(
      'dangling-reference',
      'A threat refers to a mitigation that the file does not define; only its id is known.',
    );
    const entry: Entry = {
      mitigation: {
        key: this.keys.claim(joinKey(this.projectId, id)),
        sourceId: id,
        title: instance.line('mitigation') ?? 'Undefined mitigation',
        description: '',
        status: 'proposed',
      },
      states: [],
    };
    this.entries.push(entry);
    this.byId.set(id, entry);
    return entry;
  }
}

/** `riskReduction` is a percentage in the file, a fraction in the model. */
function readRiskReduction(at: Cursor): number | undefined {
  const percentage = at.number('riskReduction');
  if (percentage !== undefined && (percentage < 0 || percentage > 100)) {
    at.get('riskReduction').warn(
      'out-of-range',
      'A risk reduction goes from 0 to 100; the value was left out.',
    );
    return undefined;
  }
  return percentage === undefined ? undefined : fractionOf(percentage);
}
