import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { Knex } from 'knex';
import { RiskConfig } from '../config';
import { CatalogStore } from '../database/CatalogStore';
import { ProductStore } from '../database/ProductStore';
import {
  DbEntityRow,
  DbEntityRelationRow,
  NO_PRODUCT,
  toBoolean,
} from '../database/tables';
import { CatalogChange } from '../services/risks/CatalogMoves';
import { CatalogChangeListener } from './CatalogChangeListener';
import { entityChanges } from './entityChanges';
import { EntityGraph } from './EntityGraph';
import { CONTAINMENT_RELATIONS } from './mirroredRelations';
import { sortUnseen } from './missingEntities';
import { belongsElsewhere, graphOf } from './placeEntities';
import {
  MIRRORED_FIELDS,
  MirroredEntity,
  MirroredRelation,
  projectEntity,
} from './projectEntity';
import { CatalogReading, readCatalog } from './readCatalog';
import { Placement, resolveProducts } from './resolveProducts';

const PAGE_SIZE = 2_000;
const EXAMPLES = 5;

export interface CatalogMirrorOptions {
  database: Knex;
  catalog: Pick<CatalogService, 'streamEntities'>;
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  config: Pick<RiskConfig, 'product' | 'coverage' | 'policy'>;
  listener: CatalogChangeListener;
  logger: LoggerService;
  now: () => Date;
}

/** What one complete sync found, in numbers of entities. */
export interface SyncResult {
  seen: number;
  /** New, or different from what was mirrored. */
  changed: number;
  /** Belong to another product than before, new ones included. */
  moved: number;
  missing: number;
  restored: number;
}

/** A known or new entity that changed, as it was and as it is. */
interface Difference {
  before: DbEntityRow | undefined;
  relationsBefore: MirroredRelation[];
  after: MirroredEntity;
}

/** Everything that is written besides the entities themselves. */
interface Derived {
  graph: EntityGraph;
  /** Where entities belong whose place may have changed. */
  placements: Map<string, Placement>;
  /** Stored rows of the placed and the missing entities. */
  before: Map<string, DbEntityRow>;
  missing: string[];
}

/**
 * Keeps a copy of what the catalog says about products, components and
 * groups, so that no request has to ask the catalog for more than a page.
 *
 * @remarks
 * The catalog is read completely before anything is written, and all of it is
 * written in one transaction: a catalog that fails half-way changes nothing.
 * An unchanged catalog costs its reading and one row.
 */
export class CatalogMirror {
  readonly #options: CatalogMirrorOptions;

  constructor(options: CatalogMirrorOptions) {
    this.#options = options;
  }

  /**
   * @throws ServiceUnavailableError when the catalog is suddenly empty,
   * ConflictError when another node finished a sync meanwhile, and whatever
   * reading the catalog throws. Nothing has changed then.
   */
  async sync(): Promise<SyncResult> {
    const { database, config, now } = this.#options;
    const store = new CatalogStore(database);
    const head = await store.head();
    const heads = await store.heads();
    const reading = await readCatalog(await this.#pages(), heads, entity =>
      projectEntity(entity, config),
    );
    if (reading.seen === 0 && reading.unseen.length > 0) {
      throw new ServiceUnavailableError(
        `The catalog answered with no entities although ${reading.unseen.length} are known`,
      );
    }
    return database.transaction(async trx => {
      const next = JSON.stringify({
        at: now().toISOString(),
        run: (head === undefined ? 0 : runOf(head)) + 1,
      });
      if (!(await new CatalogStore(trx).advanceHead(head, next))) {
        throw new ConflictError(
          'Another node synchronised the catalog at the same time',
        );
      }
      return this.#apply(trx, reading);
    });
  }

  async #pages() {
    const { auth, catalog } = this.#options;
    return catalog.streamEntities(
      {
        fields: MIRRORED_FIELDS,
        pageSize: PAGE_SIZE,
        totalItems: 'exclude',
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
  }

  async #apply(
    trx: Knex.Transaction,
    reading: CatalogReading,
  ): Promise<SyncResult> {
    const store = new CatalogStore(trx);
    const products = new ProductStore(trx);
    const at = this.#options.now().toISOString();

    const missing = await this.#sweep(store, reading, at);
    const changed = [...reading.changed].sort((a, b) =>
      a.ref < b.ref ? -1 : 1,
    );
    if (changed.length === 0 && missing.length === 0) {
      await products.retireAbandoned();
      return {
        seen: reading.seen,
        changed: 0,
        moved: 0,
        missing: 0,
        restored: 0,
      };
    }
    const differences = await differencesOf(store, changed);
    const derived = await derive(store, differences, missing);
    await this.#writeEntities(store, differences, derived, at);
    await writePlaces(store, differences, derived);
    await writeProducts(products, differences, derived);

    const change = catalogChangeOf(differences, derived);
    await this.#options.listener.catalogChanged(trx, change);
    await products.retireAbandoned();
    this.#reportTies(derived);
    return {
      seen: reading.seen,
      changed: changed.length,
      moved: change.moved.length,
      missing: missing.length,
      restored: change.restored.length,
    };
  }

  /** Counts absences; returns the refs that are missing from now on. */
  async #sweep(
    store: CatalogStore,
    { seen, seenAgain, unseen }: CatalogReading,
    at: string,
  ): Promise<string[]> {
    await store.setMissing(seenAgain, { missing_runs: 0 });
    const { missing, waiting } = sortUnseen(unseen, seen + unseen.length);
    for (const [runs, refs] of waiting) {
      await store.setMissing(refs, { missing_runs: runs });
    }
    for (const [runs, refs] of missing) {
      await store.setMissing(refs, { missing_runs: runs, missing_since: at });
    }
    return [...missing.values()].flat().sort();
  }

  async #writeEntities(
    store: CatalogStore,
    differences: readonly Difference[],
    { placements }: Derived,
    at: string,
  ): Promise<void> {
    await store.save(
      differences.map(({ before, after }) =>
        entityRowOf(before, after, placements.get(after.ref), at),
      ),
    );
    const related = differences.filter(
      ({ relationsBefore, after }) =>
        textOf(relationsBefore) !== textOf(after.relations),
    );
    await store.replaceRelations(
      related.flatMap(({ relationsBefore, after }) =>
        relationsBefore.length > 0 ? [after.ref] : [],
      ),
      related.flatMap(({ after }) =>
        after.relations.map(
          ({ type, target }): DbEntityRelationRow => ({
            source_ref: after.ref,
            type,
            target_ref: target,
          }),
        ),
      ),
    );
    // What is seen for the first time did not change: its models are as fresh
    // as their dates.
    await store.appendChanges(
      differences.flatMap(({ before, relationsBefore, after }) =>
        before
          ? entityChanges(
              {
                ref: before.ref,
                type: before.type,
                relations: relationsBefore,
              },
              after,
              at,
            )
          : [],
      ),
    );
  }

  #reportTies({ placements, before }: Derived) {
    const ties = [...placements].filter(
      ([ref, { tie }]) => tie && !toBoolean(before.get(ref)?.product_tie),
    );
    if (ties.length === 0) return;
    const examples = ties
      .slice(0, EXAMPLES)
      .map(([ref, { productRef }]) => `${ref} (counted in ${productRef})`);
    this.#options.logger.warn(
      `${
        ties.length
      } entities are equally near to several products and count in the first by ref: ${examples.join(
        ', ',
      )}${ties.length > EXAMPLES ? ', ...' : ''}. Set spec.system to decide.`,
    );
  }
}

function runOf(head: string): number {
  const value: unknown = JSON.parse(head);
  return typeof value === 'object' &&
    value !== null &&
    'run' in value &&
    typeof value.run === 'number'
    ? value.run
    : 0;
}

const textOf = (relations: readonly MirroredRelation[]) =>
  relations
    .map(({ type, target }) => `${type} ${target}`)
    .sort()
    .join('\n');

async function differencesOf(
  store: CatalogStore,
  changed: readonly MirroredEntity[],
): Promise<Difference[]> {
  const rows = await store.entities(changed.map(({ ref }) => ref));
  const relations = new Map<string, MirroredRelation[]>();
  for (const row of await store.relationsFrom(rows.keys())) {
    const known = relations.get(row.source_ref) ?? [];
    relations.set(row.source_ref, known);
    known.push({ type: row.type, target: row.target_ref });
  }
  return changed.map(after => ({
    before: rows.get(after.ref),
    relationsBefore: relations.get(after.ref) ?? [],
    after,
  }));
}

async function derive(
  store: CatalogStore,
  differences: readonly Difference[],
  missing: readonly string[],
): Promise<Derived> {
  const graph = graphOf(
    await store.present(),
    await store.relationsOfTypes(CONTAINMENT_RELATIONS),
    differences.map(({ after }) => after),
  );
  const placements = resolveProducts(
    graph,
    graph.withDescendants([
      ...missing,
      ...differences
        .filter(({ before, relationsBefore, after }) =>
          belongsElsewhere(before, relationsBefore, after),
        )
        .map(({ after }) => after.ref),
    ]),
  );
  const before = await store.entities([...placements.keys(), ...missing]);
  return { graph, placements, before, missing: [...missing] };
}

function entityRowOf(
  before: DbEntityRow | undefined,
  after: MirroredEntity,
  placement: Placement | undefined,
  at: string,
): DbEntityRow {
  return {
    ref: after.ref,
    kind: after.kind,
    title: after.title,
    type: after.type,
    lifecycle: after.lifecycle,
    owner_ref: after.ownerRef,
    system_ref: after.systemRef,
    product_ref: placement?.productRef ?? before?.product_ref ?? NO_PRODUCT,
    product_tie: placement?.tie ?? toBoolean(before?.product_tie),
    domain_ref: placement ? placement.domainRef : before?.domain_ref ?? null,
    is_product: after.isProduct,
    counts_for_coverage: after.countsForCoverage,
    annotations: JSON.stringify(after.annotations),
    fingerprint: after.fingerprint,
    missing_runs: 0,
    missing_since: null,
    first_seen: before?.first_seen ?? at,
  };
}

/** Places of entities of which nothing else changed, and the closure. */
async function writePlaces(
  store: CatalogStore,
  differences: readonly Difference[],
  { graph, placements, before }: Derived,
): Promise<void> {
  const written = new Set(differences.map(({ after }) => after.ref));
  await store.place(
    [...placements].flatMap(([ref, { productRef, tie, domainRef }]) => {
      const row = before.get(ref);
      return !row ||
        written.has(ref) ||
        (row.product_ref === productRef &&
          toBoolean(row.product_tie) === tie &&
          row.domain_ref === domainRef)
        ? []
        : [
            {
              ref,
              product_ref: productRef,
              product_tie: tie,
              domain_ref: domainRef,
            },
          ];
    }),
  );
  await store.replaceAncestors(placements.keys(), ref =>
    graph.ancestors(ref).map(ancestor => ({
      ancestor: ancestor.ref,
      descendant: ref,
      depth: ancestor.depth,
      relation: ancestor.relation,
    })),
  );
}

async function writeProducts(
  products: ProductStore,
  differences: readonly Difference[],
  { graph, placements, before }: Derived,
): Promise<void> {
  const proposed = new Set<string>();
  const domainOf = (difference: Difference) =>
    (
      placements.get(difference.after.ref) ?? {
        domainRef: difference.before?.domain_ref ?? null,
      }
    ).domainRef;
  await products.propose(
    differences
      .filter(({ after }) => after.isProduct)
      .map(difference => {
        const { after } = difference;
        proposed.add(after.ref);
        return {
          entity_ref: after.ref,
          title: after.title,
          domain_ref: domainOf(difference),
          proposed_owner_ref: after.proposal?.ownerRef ?? null,
          proposed_by: after.proposal?.proposedBy ?? null,
          retired: false,
        };
      }),
  );
  const byDomain = new Map<string | null, string[]>();
  for (const [ref, { domainRef }] of placements) {
    if (
      graph.node(ref)?.isProduct &&
      !proposed.has(ref) &&
      before.get(ref)?.domain_ref !== domainRef
    ) {
      byDomain.set(domainRef, [...(byDomain.get(domainRef) ?? []), ref]);
    }
  }
  for (const [domainRef, refs] of byDomain) {
    await products.setDomain(refs, domainRef);
  }
}

function catalogChangeOf(
  differences: readonly Difference[],
  { placements, before, missing }: Derived,
): CatalogChange {
  const moved: CatalogChange['moved'] = [];
  const coverageChanged = new Set<string>();
  const touch = (row: DbEntityRow | undefined, productRef: string) => {
    coverageChanged.add(productRef);
    coverageChanged.add(row?.product_ref ?? productRef);
  };
  for (const [ref, { productRef }] of placements) {
    const row = before.get(ref);
    const from = row?.product_ref ?? NO_PRODUCT;
    if (from !== productRef) {
      moved.push({ ref, from, to: productRef });
      touch(row, productRef);
    }
  }
  for (const { before: row, after } of differences) {
    const productRef =
      placements.get(after.ref)?.productRef ?? row?.product_ref ?? NO_PRODUCT;
    if (
      row === undefined ||
      row.missing_since !== null ||
      toBoolean(row.counts_for_coverage) !== after.countsForCoverage
    ) {
      touch(row, productRef);
    }
  }
  for (const ref of missing) {
    const row = before.get(ref);
    if (row) coverageChanged.add(row.product_ref);
  }
  return {
    moved,
    missing,
    restored: differences.flatMap(({ before: row, after }) =>
      row && row.missing_since !== null ? [after.ref] : [],
    ),
    coverageChanged: [...coverageChanged].sort(),
    entityRefsChanged: differences.map(({ after }) => after.ref),
  };
}
