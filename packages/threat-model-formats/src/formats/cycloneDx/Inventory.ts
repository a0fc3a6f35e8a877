import { ModelElement } from '../../model';
import { Cursor } from '../../reading/Cursor';
import { findEntityRef } from '../../reading/entityRef';
import { fingerprint, UniqueKeys } from '../../reading/keys';
import { PackageUrl, parsePackageUrl } from '../../reading/packageUrl';
import { plainLine } from '../../reading/plainText';
import { repositoryUrls } from '../../reading/repositoryUrls';

/** A component or service that a vulnerability affects. */
export interface Affected {
  elementId: string;
  name: string;
  version?: string;
  /** Package URL without version, else the name. */
  package: string;
}

interface Part {
  at: Cursor;
  isService: boolean;
  parent?: Part;
}

function nameOf(at: Cursor): string {
  const group = at.line('group');
  const name = at.line('name') ?? at.line('bom-ref') ?? 'Unnamed component';
  return group ? `${group}/${name}` : name;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * The components and services of a bill of materials. Only those that a
 * vulnerability affects become elements, with what contains them, and the one
 * the bill is about: an inventory is no model of a system.
 */
export class Inventory {
  private readonly byRef = new Map<string, Part>();
  private readonly ids = new UniqueKeys();
  private readonly elementsByPart = new Map<Part, ModelElement>();
  private readonly elsewhere = new Map<string, ModelElement>();
  private readonly packages = new Map<ModelElement, string>();
  private readonly serial: string;

  constructor(bom: Cursor) {
    this.serial = (bom.id('serialNumber') ?? '').replace(/^urn:uuid:/i, '');
    const subject = bom.get('metadata').get('component');
    if (subject.isObject) {
      const part = this.add(subject, false);
      this.elementOf(part);
    }
    this.addAll(bom);
  }

  get elements(): ModelElement[] {
    return [...this.elementsByPart.values(), ...this.elsewhere.values()];
  }

  /**
   * What a reference means: a part of this bill, by its `bom-ref` or a link to
   * this very document; else a part of another document, of which only the
   * link or the package URL is known. Undefined when it means nothing.
   */
  resolve(ref: string): Affected | undefined {
    const link = /^urn:cdx:([0-9a-f-]+)\/[^#]*(?:#(.*))?$/i.exec(ref);
    const isOwn = link?.[1].toLowerCase() === this.serial.toLowerCase();
    const target = link ? decode(link[2] ?? '') : ref;
    const part = link && !isOwn ? undefined : this.byRef.get(target);
    if (part) {
      return this.affected(this.elementOf(part), part.at.line('version'));
    }
    const purl = parsePackageUrl(target);
    if (!purl && (!link || isOwn)) {
      return undefined;
    }
    return this.affected(
      this.elementElsewhere(ref, target, purl),
      purl?.version,
    );
  }

  private affected(element: ModelElement, version?: string): Affected {
    const { id, name, purl } = element;
    let unversioned = this.packages.get(element);
    if (unversioned === undefined) {
      unversioned = parsePackageUrl(purl ?? '')?.unversioned ?? name;
      this.packages.set(element, unversioned);
    }
    return { elementId: id, name, version, package: unversioned };
  }

  private addAll(owner: Cursor, parent?: Part): void {
    for (const [key, isService] of [
      ['components', false],
      ['services', true],
    ] as const) {
      for (const at of owner.get(key).objects()) {
        this.add(at, isService, parent);
      }
    }
  }

  private add(at: Cursor, isService: boolean, parent?: Part): Part {
    const part: Part = { at, isService, parent };
    const ref = at.id('bom-ref');
    if (ref && this.byRef.has(ref)) {
      at.warn(
        'duplicate-id',
        'Two components have the same bom-ref; references mean the first.',
      );
    } else if (ref) {
      this.byRef.set(ref, part);
    }
    this.addAll(at, part);
    return part;
  }

  private elementOf(part: Part): ModelElement {
    const existing = this.elementsByPart.get(part);
    if (existing) {
      return existing;
    }
    const { at, isService, parent } = part;
    const parentId = parent && this.elementOf(parent).id;
    const name = nameOf(at);
    const description = at.text('description');
    const repoUrls = repositoryUrls(
      at
        .get('externalReferences')
        .objects()
        .filter(reference => reference.id('type') === 'vcs')
        .map(reference => reference.id('url')),
    );
    const element: ModelElement = {
      id: this.ids.claim(at.id('bom-ref') ?? fingerprint('component', name)),
      name,
      kind: isService ? 'process' : 'node',
      description: description || undefined,
      outOfScope: false,
      parentId,
      tags: [],
      entityRef: findEntityRef({ name, description }),
      ...(repoUrls.length > 0 && { repoUrls }),
      purl: at.line('purl'),
    };
    this.elementsByPart.set(part, element);
    return element;
  }

  private elementElsewhere(
    ref: string,
    target: string,
    purl: PackageUrl | undefined,
  ): ModelElement {
    const existing = this.elsewhere.get(ref);
    if (existing) {
      return existing;
    }
    const element: ModelElement = {
      id: this.ids.claim(ref),
      name: purl?.name || plainLine(target || ref) || 'Unnamed component',
      kind: 'node',
      outOfScope: false,
      tags: [],
      purl: purl && plainLine(target),
    };
    this.elsewhere.set(ref, element);
    return element;
  }
}
