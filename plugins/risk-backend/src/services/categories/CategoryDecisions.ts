import { randomUUID } from 'crypto';
import { NotFoundError } from '@backstage/errors';
import {
  AssessmentStatement,
  CategoryDecisions as DecisionsInput,
  CategoryDecisionsResult,
  RootCauseLink,
} from '@product-risk/backstage-plugin-risk-common';
import { Category, CategoryError } from '@product-risk/category-frameworks';
import { Knex } from 'knex';
import { insertRows, upsertRows } from '../../database/batches';
import {
  DbAssessmentRow,
  DbCategoryAssignmentRow,
  STATEMENT,
} from '../../database/categoryTables';
import { CategoryStore } from '../../database/CategoryStore';
import { FindingStore } from '../../database/FindingStore';
import { Vocabulary } from '../../frameworksConfig';
import { RollupService } from '../rollup/RollupService';
import { CategoryLedger } from './CategoryLedger';
import { resolveCategory } from './resolveCategory';

export interface CategoryDecisionsOptions {
  database: Knex;
  vocabulary: Promise<Vocabulary>;
  rollup: RollupService;
  now: () => Date;
}

type Decision = DecisionsInput['decisions'][number];

/** What people say about categories. Survives imports and new data. */
export class CategoryDecisions {
  constructor(private readonly options: CategoryDecisionsOptions) {}

  /**
   * Confirms or rejects categories of findings, all that can be in one
   * transaction. The last of two decisions about the same counts.
   *
   * @param session - title of the session in which they are decided
   */
  async decide(
    decisions: readonly Decision[],
    actor: string,
    session?: string,
  ): Promise<CategoryDecisionsResult> {
    const { frameworks } = await this.options.vocabulary;
    const refused: CategoryDecisionsResult['refused'] = [];
    const wanted = new Map<string, Decision & { to: Category }>();
    for (const decision of decisions) {
      const { findingId, category } = decision;
      try {
        const to = frameworks.resolve(category);
        wanted.set(`${findingId} ${to.id}`, { ...decision, to });
      } catch (error) {
        if (!(error instanceof CategoryError)) throw error;
        refused.push({ findingId, category, reason: error.message });
      }
    }
    const decided = await this.options.database.transaction(async trx => {
      const store = new CategoryStore(trx);
      const ids = new Set([...wanted.values()].map(one => one.findingId));
      const known = new Set(
        (await store.findingsByIds(ids)).map(({ id }) => id),
      );
      const stored = await store.assignmentsOf(known);
      const possible = [...wanted.values()].filter(({ findingId }) =>
        known.has(findingId),
      );
      for (const { findingId, category } of wanted.values()) {
        if (!known.has(findingId)) {
          refused.push({
            findingId,
            category,
            reason: 'There is no such finding',
          });
        }
      }
      await this.#write(trx, possible, stored, { actor, session });
      await new CategoryLedger(this.options).assign(trx, known);
      await this.options.rollup.recompute(trx, {
        products: await store.productsOfFindings(known),
        entities: [],
      });
      return possible.length;
    });
    return { decided, refused };
  }

  /**
   * States that a product was assessed for a category, or withdraws it.
   *
   * @throws NotFoundError, InputError
   */
  async state(
    { product, category, assessed, note }: AssessmentStatement,
    actor: string,
  ): Promise<void> {
    const { frameworks } = await this.options.vocabulary;
    const to = resolveCategory(frameworks, category);
    await this.options.database.transaction(async trx => {
      const found = await trx('product')
        .where({ entity_ref: product, retired: false })
        .first('entity_ref');
      if (!found) throw new NotFoundError(`${product} is no product`);
      const key = { product_ref: product, method: STATEMENT, category: to.id };
      if (assessed) {
        const row: DbAssessmentRow = {
          ...key,
          at: this.#now(),
          assessed_by: actor,
          note,
        };
        await upsertRows(
          trx,
          'assessment',
          [row],
          ['product_ref', 'method', 'category'],
        );
      } else {
        await trx('assessment').where(key).delete();
      }
      await this.options.rollup.recompute(trx, {
        products: [product],
        entities: [],
      });
    });
  }

  /**
   * Says that one root cause is behind several risks.
   *
   * @throws NotFoundError
   */
  async link(
    { title, riskIds }: RootCauseLink,
    actor: string,
  ): Promise<{ id: string; linked: number }> {
    const ids = [...new Set(riskIds)];
    return this.options.database.transaction(async trx => {
      const risks: { id: string; product_ref: string }[] = await trx('risk')
        .whereIn('id', ids)
        .select('id', 'product_ref');
      const known = new Set(risks.map(({ id }) => id));
      const unknown = ids.find(id => !known.has(id));
      if (unknown) throw new NotFoundError(`Risk ${unknown} is unknown`);
      const id = randomUUID();
      await trx('root_cause').insert({
        id,
        title,
        created_by: actor,
        created_at: this.#now(),
      });
      await insertRows(
        trx,
        'risk_root_cause',
        ids.map(riskId => ({
          risk_id: riskId,
          root_cause_id: id,
          linked_by: actor,
        })),
      );
      await this.options.rollup.recompute(trx, {
        products: risks.map(({ product_ref }) => product_ref),
        entities: [],
      });
      return { id, linked: ids.length };
    });
  }

  async #write(
    trx: Knex.Transaction,
    decisions: readonly (Decision & { to: Category })[],
    stored: readonly DbCategoryAssignmentRow[],
    { actor, session }: { actor: string; session?: string },
  ) {
    const at = this.#now();
    const { frameworks } = await this.options.vocabulary;
    const rows = new Map(
      stored.map(row => [`${row.finding_id} ${row.category}`, row]),
    );
    const changed = new Map<string, DbCategoryAssignmentRow>();
    for (const { findingId, to, decision } of decisions) {
      const key = `${findingId} ${to.id}`;
      const before = rows.get(key);
      changed.set(key, {
        finding_id: findingId,
        category: to.id,
        framework: to.framework,
        method: before?.method ?? 'person',
        confidence_milli: before?.confidence_milli ?? 1_000,
        derived_from: before?.derived_from ?? JSON.stringify([to.id]),
        state: decision === 'confirm' ? 'confirmed' : 'rejected',
        assigned_by: actor,
        assigned_at: at,
        data_version: frameworks.dataVersion,
      });
      // What was confirmed by itself gives way to what a person confirms.
      for (const other of stored) {
        const otherKey = `${other.finding_id} ${other.category}`;
        if (
          other.finding_id === findingId &&
          other.framework === to.framework &&
          other.assigned_by === null &&
          other.state === 'confirmed' &&
          !changed.has(otherKey)
        ) {
          changed.set(otherKey, { ...other, state: 'suggested' });
        }
      }
    }
    await upsertRows(
      trx,
      'category_assignment',
      [...changed.values()],
      ['finding_id', 'category'],
    );
    await new FindingStore(trx).addEvents(
      decisions.map(({ findingId, to, decision }) => ({
        finding_id: findingId,
        at,
        kind:
          decision === 'confirm' ? 'category-confirmed' : 'category-rejected',
        actor,
        import_id: null,
        detail: JSON.stringify({ category: to.id, session }),
      })),
    );
  }

  #now() {
    return this.options.now().toISOString();
  }
}
