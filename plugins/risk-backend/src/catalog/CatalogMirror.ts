import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { Knex } from 'knex';
import { RiskConfig } from '../config';
import { annotatedDates } from './annotatedDates';
import { CatalogStore } from '../database/CatalogStore';
import { ProductStore } from '../database/ProductStore';
import { toBoolean } from '../database/tables';
import { CatalogChangeListener } from './CatalogChangeListener';
import { catalogChangeOf } from './catalogChangeOf';
import {
  Derived,
  derive,
  differencesOf,
  namesOtherModels,
} from './differences';
import { sortUnseen } from './missingEntities';
import {
  MIRRORED_FIELDS,
  MirroredEntity,
  projectEntity,
} from './projectEntity';
import { CatalogReading, readCatalog } from './readCatalog';
import { writeEntities, writePlaces, writeProducts } from './writeMirror';

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
  /** Name other threat models than before, new entities included. */
  reannotated: number;
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
        reannotated: 0,
      };
    }
    const differences = await differencesOf(store, changed);
    const derived = await derive(store, differences, missing);
    await writeEntities(store, differences, derived, at);
    await writePlaces(store, differences, derived);
    await writeProducts(products, differences, derived);

    const change = catalogChangeOf(differences, derived);
    await this.#options.listener.catalogChanged(trx, change);
    await products.retireAbandoned();
    this.#reportTies(derived);
    this.#reportAnnotations(changed);
    return {
      seen: reading.seen,
      changed: changed.length,
      moved: change.moved.length,
      missing: missing.length,
      restored: change.restored.length,
      reannotated: differences.filter(namesOtherModels).length,
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

  /** Dates that cannot be read; their timelines say so, too. */
  #reportAnnotations(changed: readonly MirroredEntity[]) {
    const problems = changed.flatMap(
      ({ ref, annotations }) => annotatedDates(ref, annotations).problems,
    );
    for (const problem of problems.slice(0, EXAMPLES)) {
      this.#options.logger.warn(problem);
    }
    if (problems.length > EXAMPLES) {
      this.#options.logger.warn(
        `${problems.length - EXAMPLES} more annotations state no date`,
      );
    }
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
