import { Cursor } from './Cursor';
import { fingerprint, UniqueKeys } from './keys';

/**
 * Ids of the elements of one section of a file. Sections may repeat each
 * other's ids; in the model every id is unique.
 */
export class ElementIds {
  private readonly byStated = new Map<string, string>();

  constructor(
    private readonly section: string,
    private readonly used: UniqueKeys,
  ) {}

  /** The model's id for an element that states the given one, or none. */
  claim(at: Cursor, stated: string | undefined, name: string): string {
    if (!stated) {
      at.warn(
        'missing-id',
        'An element has no id; it is recognised again by its name.',
      );
      return this.used.claim(fingerprint(this.section, name));
    }
    const id = this.used.claim(stated);
    if (this.byStated.has(stated)) {
      at.warn(
        'duplicate-id',
        'Two elements have the same id; both were kept, and references mean the first.',
      );
    } else {
      this.byStated.set(stated, id);
    }
    return id;
  }

  find(stated: string): string | undefined {
    return this.byStated.get(stated);
  }
}

function find(stated: string, sections: ElementIds[]): string | undefined {
  for (const section of sections) {
    const id = section.find(stated);
    if (id) {
      return id;
    }
  }
  return undefined;
}

const warnDangling = (at: Cursor) =>
  at.warn(
    'dangling-reference',
    'The element this refers to is not in the file; the reference was left out.',
  );

/** The element a reference names, in the first section that knows it; a dangling one warns. */
export function resolveReference(
  at: Cursor,
  key: string,
  ...sections: ElementIds[]
): string | undefined {
  const stated = at.id(key);
  if (!stated) {
    return undefined;
  }
  const id = find(stated, sections);
  if (!id) {
    warnDangling(at.get(key));
  }
  return id;
}

/** The elements a list of references names, each once; dangling ones warn. */
export function resolveReferences(
  list: Cursor,
  ...sections: ElementIds[]
): string[] {
  const ids = new Set<string>();
  for (const item of list.items()) {
    const stated = typeof item.value === 'string' ? item.value.trim() : '';
    const id = find(stated, sections);
    if (id) {
      ids.add(id);
    } else {
      warnDangling(item);
    }
  }
  return [...ids];
}
