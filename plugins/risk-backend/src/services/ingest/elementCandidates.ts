import { ModelElement } from '@product-risk/threat-model-formats';
import { pathIn, repositoryOfLink, SourceFolder } from './sourceFolder';

/** An entity that an element may stand for, and what speaks for it. */
export interface ElementCandidate {
  entityRef: string;
  by: 'repository' | 'name';
}

/** An entity of the mirror that elements may stand for. */
export interface MappableEntity {
  ref: string;
  title: string;
  /** In the system or product of what names the source: names are looked for here. */
  near: boolean;
  /**
   * What names the source, or a part of it. Any other is only ever proposed:
   * its readers need not be those of what names the source, and whoever writes
   * a catalog file can name any repository as its own.
   */
  within: boolean;
  /** Where its source lies, as the catalog says. */
  folder?: SourceFolder;
}

/** The entities that the elements of one document may stand for. */
export class MappableEntities {
  readonly #byName = new Map<string, Set<string>>();
  readonly #within: ReadonlySet<string>;
  readonly #withFolder: { ref: string; folder: SourceFolder }[];
  readonly #homes: ReadonlySet<string>;

  /**
   * @param homes - repositories of the entities that name the source: paths in
   * the document are meant to lie in one of them
   */
  constructor(
    entities: readonly MappableEntity[] = [],
    homes: ReadonlySet<string> = new Set(),
  ) {
    this.#homes = homes;
    this.#within = new Set(
      entities.filter(({ within }) => within).map(({ ref }) => ref),
    );
    this.#withFolder = entities.flatMap(({ ref, folder }) =>
      folder ? { ref, folder } : [],
    );
    for (const { ref, title, near } of entities) {
      if (!near) continue;
      for (const name of [ref.slice(ref.indexOf('/') + 1), title]) {
        const key = normalName(name);
        if (key === '') continue;
        this.#byName.set(key, (this.#byName.get(key) ?? new Set()).add(ref));
      }
    }
  }

  /** Whether a single candidate is taken without asking. */
  isWithin(entityRef: string): boolean {
    return this.#within.has(entityRef);
  }

  /**
   * The entities that an element may stand for: those whose source it lies in,
   * else those of its name. In order of refs.
   */
  candidatesOf(
    element: Pick<ModelElement, 'name' | 'kind' | 'repoUrls' | 'sourcePaths'>,
  ): ElementCandidate[] {
    if (element.kind === 'flow' || element.kind === 'boundary') return [];
    const byPlace = this.#byPlace(element);
    if (byPlace.length > 0) {
      return byPlace.map(entityRef => ({ entityRef, by: 'repository' }));
    }
    const named = this.#byName.get(normalName(element.name)) ?? [];
    return [...named].sort().map(entityRef => ({ entityRef, by: 'name' }));
  }

  #byPlace({
    repoUrls = [],
    sourcePaths = [],
  }: Pick<ModelElement, 'repoUrls' | 'sourcePaths'>): string[] {
    const places = [
      ...repoUrls.flatMap(url => repositoryOfLink(url) ?? []),
      ...sourcePaths.flatMap(path =>
        [...this.#homes].map(repository => ({
          repository,
          folder: path.replace(/^\.?\/+/, ''),
        })),
      ),
    ];
    const found = new Set(places.flatMap(place => this.#nearestTo(place)));
    return [...found].sort();
  }

  /** The entities in the deepest folder that a place lies in. */
  #nearestTo(place: SourceFolder): string[] {
    const around = this.#withFolder.filter(({ folder }) =>
      pathIn(folder, place),
    );
    const depth = Math.max(...around.map(({ folder }) => folder.folder.length));
    return around
      .filter(({ folder }) => folder.folder.length === depth)
      .map(({ ref }) => ref);
  }
}

/** A name without case, accents and what joins its words. */
function normalName(name: string): string {
  return name
    .normalize('NFKD')
    .toLocaleLowerCase('en-US')
    .replace(/[^\p{L}\p{N}]/gu, '');
}
