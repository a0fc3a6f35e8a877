import { Knex } from 'knex';
import { refreshStaleness } from '../../catalog/staleness';
import { RiskConfig } from '../../config';
import { chunksOf } from '../../database/batches';
import { ExposureHistory } from '../../database/ExposureHistory';
import { RiskStore } from '../../database/RiskStore';
import { RollupStore } from '../../database/RollupStore';
import { decideAgain } from '../promotion/decideAgain';
import { PromotionRules } from '../promotion/PromotionRules';
import { CategoryLedger } from '../categories/CategoryLedger';
import { RiskLedger } from '../risks/RiskLedger';

export interface RollupServiceOptions {
  database: Knex;
  config: RiskConfig;
  risks: RiskLedger;
  categories: Pick<CategoryLedger, 'recount'>;
  now: () => Date;
}

const PAGE = 500;
const POLICY_VERSION = 'policyVersion';

/**
 * Keeps the numbers of entities and products up to date by writes, so that no
 * read adds findings up. What it costs depends on the products affected and
 * not on the size of the organisation.
 */
export class RollupService {
  constructor(private readonly options: RollupServiceOptions) {}

  /**
   * Recomputes some products and entities, and the products of these
   * entities, within the caller's transaction. Belongs at its end: the rows of
   * the products stay locked until it commits.
   *
   * @returns the products
   */
  async recompute(
    trx: Knex.Transaction,
    affected: { products: Iterable<string>; entities: Iterable<string> },
  ): Promise<string[]> {
    const store = new RollupStore(trx);
    const entities = [...new Set(affected.entities)];
    const products = [
      ...new Set([
        ...affected.products,
        ...(await store.productsOfEntities(entities)),
      ]),
    ];
    const at = this.options.now().toISOString();
    await store.lockProducts(products, at);
    await store.recomputeEntities(entities, at);
    await this.#refreshStaleness(trx, entities);
    await store.recomputeProducts(products, {
      at,
      severeImpactCenti: this.options.config.scale.severeImpactCenti,
    });
    await new ExposureHistory(trx).follow(products, at);
    await this.options.categories.recount(trx, products);
    return products;
  }

  /**
   * Recomputes every risk and roll-up when the policy differs from the one
   * that the stored numbers follow. Goes page by page, each in a transaction
   * of its own, and can be repeated after an interruption.
   *
   * @returns whether there was anything to do
   */
  async rebuildAll(): Promise<boolean> {
    const { database, config } = this.options;
    const stored = await database('meta')
      .where({ key: POLICY_VERSION })
      .first<{ value: string } | undefined>('value');
    if (stored?.value === config.policyVersion) return false;

    await this.#rebuildPromotions();
    let riskId: string | undefined;
    do {
      const page = await new RiskStore(database).idsAfter(riskId, PAGE);
      if (page.length > 0) await this.#rebuildRisks(page);
      riskId = page.length === PAGE ? page[page.length - 1] : undefined;
    } while (riskId !== undefined);

    const rollups = new RollupStore(database);
    let entityRef: string | undefined;
    do {
      const page = await rollups.entityRefsAfter(entityRef, PAGE);
      await this.#rebuildEntities(page);
      entityRef = page.length === PAGE ? page[page.length - 1] : undefined;
    } while (entityRef !== undefined);
    for (const page of chunksOf(await rollups.productRefs(), PAGE)) {
      await database.transaction(trx =>
        this.recompute(trx, { products: page, entities: [] }),
      );
    }

    await database('meta')
      .insert({ key: POLICY_VERSION, value: config.policyVersion })
      .onConflict('key')
      .merge();
    return true;
  }

  async #rebuildPromotions() {
    let findingId: string | undefined;
    do {
      findingId = await this.#decideAgainAfter(findingId);
    } while (findingId !== undefined);
  }

  /** @returns the last finding of the page when more may follow */
  async #decideAgainAfter(findingId: string | undefined) {
    const { database, config, risks, now } = this.options;
    return database.transaction(async trx => {
      const { changedIds, lastId } = await decideAgain(
        trx,
        new PromotionRules(config.promote),
        now().toISOString(),
        findingId,
        PAGE,
      );
      await risks.settle(trx, {
        findingIds: changedIds,
        actor: 'system',
        cause: 'policyChanged',
      });
      return lastId;
    });
  }

  async #rebuildRisks(riskIds: string[]) {
    await this.options.database.transaction(trx =>
      this.options.risks.settle(trx, {
        riskIds,
        actor: 'system',
        cause: 'policyChanged',
      }),
    );
  }

  async #rebuildEntities(entityRefs: string[]) {
    await this.options.database.transaction(async trx => {
      const store = new RollupStore(trx);
      const at = this.options.now().toISOString();
      await store.lockProducts(await store.productsOfEntities(entityRefs), at);
      await store.recomputeEntities(entityRefs, at);
      await this.#refreshStaleness(trx, entityRefs);
    });
  }

  async #refreshStaleness(trx: Knex.Transaction, entityRefs: string[]) {
    await refreshStaleness(trx, entityRefs, {
      now: this.options.now(),
      staleAfterDays: this.options.config.policy.staleAfterDays,
    });
  }
}
