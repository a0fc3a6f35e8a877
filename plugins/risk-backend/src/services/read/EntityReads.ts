import { Knex } from 'knex';
import { EntityRisk, Owner } from '@product-risk/backstage-plugin-risk-common';
import { RiskConfig } from '../../config';
import { toBoolean, toInteger } from '../../database/tables';
import { Caller } from '../Caller';
import { OperationInput, Operations } from '../Operations';
import { Endpoints } from '@product-risk/backstage-plugin-risk-common';
import { cutPage } from './page';
import { presentFinding } from './present/findings';
import {
  presentImport,
  presentSource,
  readSourceError,
} from './present/imports';
import { presentModel, readStaleReasons } from './present/models';
import { presentOwner } from './present/owners';
import {
  exposuresOf,
  findingCountsOf,
  assessedFindings,
  levelCountsOf,
  ratedCount,
  worstOf,
} from './present/rollup';
import {
  EntityNumbersRow,
  entityNumbers,
  numbersBeforeMirrored,
} from './queries/entities';
import {
  countFindings,
  entityRefsOfRisks,
  findingPage,
  mitigationsOf,
} from './queries/findings';
import { decodeCursor } from './queries/keyset';
import { modelsOfEntity } from './queries/models';
import {
  attachmentsOf,
  countImports,
  importPage,
  lastImports,
  sourcesOfEntity,
} from './queries/sources';
import { Owners } from './Owners';
import { VisibleRisks } from './VisibleRisks';

interface EntityReadsOptions {
  db: Knex;
  config: RiskConfig;
  visible: VisibleRisks;
  owners: Owners;
  now: () => Date;
}

type Input<K extends keyof Endpoints> = OperationInput<Endpoints[K]>;

const NO_OWNER: Owner = { state: 'none' };

/** Whether a model covers the entity at all. */
const isAssessed = (row: EntityNumbersRow) =>
  (row.models ?? 0) > 0 ||
  ratedCount(levelCountsOf(row)) + (row.unrated ?? 0) > 0 ||
  assessedFindings(findingCountsOf(row)) > 0;

/** What the tab of an entity shows. */
export class EntityReads
  implements
    Operations<
      | 'getEntityRisk'
      | 'listEntityFindings'
      | 'listEntitySources'
      | 'listEntityImports'
    >
{
  readonly #options: EntityReadsOptions;

  constructor(options: EntityReadsOptions) {
    this.#options = options;
  }

  getEntityRisk = async (
    { entityRef }: Input<'getEntityRisk'>,
    caller: Caller,
  ): Promise<EntityRisk> => {
    const { db, config, visible, owners, now } = this.#options;
    const mirrored = await entityNumbers(db, entityRef);
    const row = mirrored ?? numbersBeforeMirrored(entityRef);
    const productRef = row.product_ref;
    const [models, sources, ownerByProduct] = await Promise.all([
      modelsOfEntity(db, entityRef),
      sourcesOfEntity(db, entityRef),
      owners.ownerOf(productRef ? [productRef] : []),
    ]);
    const troubled = sources.filter(
      ({ state }) => state === 'failed' || state === 'quarantined',
    );
    const heldBack = await lastImports(
      db,
      troubled.map(({ id }) => id),
    );
    const owner = ownerByProduct.get(productRef) ?? NO_OWNER;
    const seen = await visible.among(
      [entityRef, productRef, owner.ref],
      caller,
    );
    const product = seen.link(productRef);
    const risks = levelCountsOf(row);
    const findings = findingCountsOf(row);
    return {
      entity: seen.link(entityRef) ?? { ref: entityRef, title: entityRef },
      asOf: now().toISOString(),
      policyVersion: config.policyVersion,
      pending: !mirrored,
      assessed: isAssessed(row),
      missing: row.missing_since !== null,
      product: product && {
        ...product,
        owner: presentOwner(owner, seen),
        exposure: toInteger(row.product_exposure),
      },
      productTie: toBoolean(row.product_tie),
      isProduct: toBoolean(row.is_product),
      exposure: exposuresOf(row),
      share: toInteger(row.share),
      worst: worstOf(risks),
      risks,
      confirmed: row.confirmed ?? 0,
      findings,
      models: models.map(model =>
        presentModel(model, readStaleReasons(row.stale_reasons)),
      ),
      failedSources: troubled.map(({ id, location, state, error }) => ({
        id,
        location,
        state: state === 'quarantined' ? 'quarantined' : 'failed',
        error: readSourceError(error),
        importId: heldBack.find(
          ({ source_id, status }) =>
            source_id === id && status === 'quarantined',
        )?.id,
      })),
    };
  };

  listEntityFindings = async (
    { cursor, limit, ...request }: Input<'listEntityFindings'>,
    caller: Caller,
  ) => {
    const { db, visible } = this.#options;
    const [found, totalItems] = await Promise.all([
      findingPage(db, {
        ...request,
        limit: limit + 1,
        after: cursor ? decodeCursor(cursor) : undefined,
      }),
      countFindings(db, request),
    ]);
    const { rows, nextCursor } = cutPage(found, limit, row => ({
      key: row.sort_key,
      id: row.id,
    }));
    const [mitigations, riskEntities] = await Promise.all([
      mitigationsOf(
        db,
        rows.map(({ id }) => id),
      ),
      entityRefsOfRisks(
        db,
        rows.flatMap(({ risk_id }) => risk_id ?? []),
      ),
    ]);
    const seen = await visible.among(
      [request.entityRef, ...[...riskEntities.values()].flat()],
      caller,
    );
    const context = { mitigations, riskEntities, visible: seen };
    return {
      items: rows.map(row => presentFinding(row, context)),
      nextCursor,
      totalItems,
      hidden: 0,
    };
  };

  listEntitySources = async (
    { entityRef }: Input<'listEntitySources'>,
    caller: Caller,
  ) => {
    const { db, visible } = this.#options;
    const sources = await sourcesOfEntity(db, entityRef);
    const ids = sources.map(({ id }) => id);
    const [attachments, imports] = await Promise.all([
      attachmentsOf(db, ids),
      lastImports(db, ids),
    ]);
    const seen = await visible.among(
      attachments.map(({ entity_ref }) => entity_ref),
      caller,
    );
    return {
      items: sources.map(source =>
        presentSource(source, {
          attachments: attachments.filter(
            ({ source_id }) => source_id === source.id,
          ),
          lastImport: imports.find(({ source_id }) => source_id === source.id),
          visible: seen,
          entityRef,
        }),
      ),
    };
  };

  listEntityImports = async ({
    entityRef,
    cursor,
    limit,
  }: Input<'listEntityImports'>) => {
    const { db } = this.#options;
    const [found, totalItems] = await Promise.all([
      importPage(db, entityRef, {
        limit: limit + 1,
        after: cursor ? decodeCursor(cursor) : undefined,
      }),
      countImports(db, entityRef),
    ]);
    const { rows, nextCursor } = cutPage(found, limit, row => ({
      key: row.at,
      id: row.id,
    }));
    return {
      items: rows.map(presentImport),
      nextCursor,
      totalItems,
      hidden: 0,
    };
  };
}
