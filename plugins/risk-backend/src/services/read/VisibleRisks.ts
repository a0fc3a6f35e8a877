import { ServiceUnavailableError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { EntityLink } from '@product-risk/backstage-plugin-risk-common';
import { TITLE_FIELDS, titleOf } from '../../catalog/titleOf';
import { Caller } from '../Caller';

const FIELDS = ['kind', 'metadata.namespace', ...TITLE_FIELDS];

/** The entities of one page that the caller may see. */
export class VisibleEntities {
  readonly #links: ReadonlyMap<string, EntityLink>;

  constructor(links: ReadonlyMap<string, EntityLink>) {
    this.#links = links;
  }

  has(ref: string): boolean {
    return this.#links.has(ref);
  }

  /** Undefined: unknown, or not for the caller to know. */
  link(ref: string | null | undefined): EntityLink | undefined {
    return ref ? this.#links.get(ref) : undefined;
  }

  /** Those of the given refs that may be named, and how many may not. */
  split(refs: readonly string[]): { entities: EntityLink[]; hidden: number } {
    const entities = refs.flatMap(ref => this.#links.get(ref) ?? []);
    return { entities, hidden: refs.length - entities.length };
  }
}

/**
 * The one filter that everything which names entities passes through: the
 * catalog decides, with the credentials of the caller.
 */
export class VisibleRisks {
  readonly #catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
  /** What one request was told already; a caller lives no longer than that. */
  readonly #told = new WeakMap<Caller, Map<string, EntityLink | undefined>>();

  constructor(catalog: Pick<CatalogService, 'getEntitiesByRefs'>) {
    this.#catalog = catalog;
  }

  /** One catalog call, however many refs a page has; none for none. */
  async among(
    refs: Iterable<string | null | undefined>,
    caller: Caller,
  ): Promise<VisibleEntities> {
    const distinct = [...new Set(refs)].filter(
      (ref): ref is string => typeof ref === 'string' && ref !== '',
    );
    const told = this.#told.get(caller) ?? new Map();
    this.#told.set(caller, told);
    const asked = distinct.filter(ref => !told.has(ref));
    if (asked.length > 0) await this.#ask(asked, caller, told);
    return new VisibleEntities(
      new Map(
        distinct.flatMap(ref => {
          const link = told.get(ref);
          return link ? [[ref, link] as const] : [];
        }),
      ),
    );
  }

  async #ask(
    refs: string[],
    { credentials }: Caller,
    told: Map<string, EntityLink | undefined>,
  ): Promise<void> {
    const { items } = await this.#catalog
      .getEntitiesByRefs({ entityRefs: refs, fields: FIELDS }, { credentials })
      .catch(error => {
        // The status that the catalog answered with is not ours to answer.
        throw new ServiceUnavailableError(
          'The catalog cannot be asked what you may see; try again in a moment',
          error,
        );
      });
    items.forEach((entity, index) => {
      const ref = refs[index];
      told.set(ref, entity && { ref, title: titleOf(entity) });
    });
  }
}
