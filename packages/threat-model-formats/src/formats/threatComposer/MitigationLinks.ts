import { FindingMitigation, Mitigation, MitigationStatus } from '../../model';
import { Cursor } from '../../reading/Cursor';
import { fingerprint, joinKey, UniqueKeys } from '../../reading/keys';
import { titleFrom } from '../../reading/titleFrom';
import { readMitigationStatus } from '../../reading/words';

const statuses = new Map<string, MitigationStatus>([
  ['mitigationidentified', 'proposed'],
  ['mitigationinprogress', 'in_progress'],
  ['mitigationresolved', 'implemented'],
  ['mitigationresolvedwillnotaction', 'rejected'],
]);

/** What a file says about which mitigation treats which threat. */
export interface LinkSections {
  links: Cursor[];
  threatIds: ReadonlySet<string>;
  /** A mitigation may be linked to an assumption, too, which is no finding. */
  assumptionIds: ReadonlySet<string>;
}

/**
 * The mitigations of a file, and which of them each threat has. Links to what
 * was deleted are normal: Threat Composer leaves them behind.
 */
export class MitigationLinks {
  readonly mitigations: Mitigation[] = [];
  private readonly byId = new Map<string, FindingMitigation>();
  private readonly byThreat = new Map<string, Map<string, FindingMitigation>>();

  constructor(mitigations: Cursor[], sections: LinkSections) {
    const keys = new UniqueKeys();
    mitigations.forEach(at => this.define(at, keys));
    sections.links.forEach(link => this.link(link, sections));
  }

  /** The mitigations of a threat, each once. */
  of(threatId: string | undefined): FindingMitigation[] {
    return [...(this.byThreat.get(threatId ?? '')?.values() ?? [])];
  }

  private define(at: Cursor, keys: UniqueKeys): void {
    const content = at.text('content');
    const id = at.id('id');
    if (!id) {
      at.warn(
        'missing-id',
        'A mitigation has no id; no threat can have it. Export the file again.',
      );
    } else if (this.byId.has(id)) {
      at.warn(
        'duplicate-id',
        'Two mitigations have the same id; both were kept, and threats refer to the first.',
      );
    }
    const key = keys.claim(joinKey(id ?? fingerprint(content)));
    const status = readMitigationStatus(at, 'status', statuses);
    this.mitigations.push({
      key,
      sourceId: id,
      title: titleFrom(content) || 'Untitled mitigation',
      description: content,
      status: status.value,
    });
    if (id && !this.byId.has(id)) {
      this.byId.set(id, {
        mitigationKey: key,
        status: status.value,
        statusRaw: status.raw,
      });
    }
  }

  private link(link: Cursor, sections: LinkSections): void {
    const linked = link.id('linkedId') ?? '';
    const mitigation = this.byId.get(link.id('mitigationId') ?? '');
    const isThreat = sections.threatIds.has(linked);
    if (!mitigation || (!isThreat && !sections.assumptionIds.has(linked))) {
      link.warn(
        'dangling-reference',
        'A link joins a mitigation to something that is not in the file (any more); it was left out.',
      );
    } else if (isThreat) {
      const known = this.byThreat.get(linked) ?? new Map();
      known.set(mitigation.mitigationKey, mitigation);
      this.byThreat.set(linked, known);
    }
  }
}
