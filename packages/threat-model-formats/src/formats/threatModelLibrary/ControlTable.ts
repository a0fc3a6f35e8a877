import {
  FindingMitigation,
  FindingStatus,
  Mitigation,
  MitigationStatus,
} from '../../model';
import { Cursor } from '../../reading/Cursor';
import { fingerprint, joinKey, UniqueKeys } from '../../reading/keys';
import { bareWord, readMitigationStatus } from '../../reading/words';

const statuses = new Map<string, MitigationStatus>([
  // Somebody takes it for granted; nobody has looked.
  ['assumed', 'planned'],
  ['active', 'implemented'],
  ['suggested', 'proposed'],
  ['underreview', 'proposed'],
  ['approved', 'planned'],
  ['scheduled', 'planned'],
  ['retired', 'retired'],
  ['wontdo', 'rejected'],
]);

/** Control statuses that say that something is being done. */
const underWay = new Set(['active', 'approved', 'scheduled']);

/** The controls of a file, by the threats they treat. */
export class ControlTable {
  readonly mitigations: Mitigation[] = [];
  private readonly byThreat = new Map<string, FindingMitigation[]>();
  private readonly keys = new UniqueKeys();

  constructor(controls: Cursor[]) {
    controls.forEach(at => this.define(at));
  }

  of(threat: string | undefined): FindingMitigation[] {
    return this.byThreat.get(threat ?? '') ?? [];
  }

  /**
   * A threat has no status of its own. All controls active: mitigated; some
   * active, approved or scheduled: in progress; nothing but controls that will
   * not be done: accepted; else open.
   */
  deriveStatus(threat: string | undefined): FindingStatus {
    const words = this.of(threat).map(({ statusRaw }) =>
      bareWord(statusRaw ?? ''),
    );
    if (words.length === 0) {
      return 'open';
    }
    if (words.every(word => word === 'active')) {
      return 'mitigated';
    }
    if (words.some(word => underWay.has(word))) {
      return 'in_progress';
    }
    return words.every(word => word === 'wontdo') ? 'accepted' : 'open';
  }

  private define(at: Cursor): void {
    const id = at.id('symbolic_name');
    const title =
      at.line('title') ?? at.line('symbolic_name') ?? 'Untitled control';
    const description = at.text('description');
    const preferred = joinKey(id ?? fingerprint(title, description));
    const key = this.keys.claim(preferred);
    if (key !== preferred) {
      at.warn(
        'duplicate-id',
        'Two controls have the same symbolic_name; both were kept, told apart by their order.',
      );
    }
    const status = readMitigationStatus(at, 'status', statuses);
    this.mitigations.push({
      key,
      sourceId: id,
      title,
      description,
      status: status.value,
    });
    const applied: FindingMitigation = {
      mitigationKey: key,
      status: status.value,
      statusRaw: status.raw,
    };
    for (const threat of new Set(at.ids('threats'))) {
      const list = this.byThreat.get(threat);
      if (list) {
        list.push(applied);
      } else {
        this.byThreat.set(threat, [applied]);
      }
    }
  }
}
