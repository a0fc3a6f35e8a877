import { randomUUID } from 'crypto';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  Endpoints,
  Initiative,
} from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { insertRows } from '../../database/batches';
import {
  DbInitiativeProductRow,
  DbInitiativeRow,
} from '../../database/categoryTables';
import { toBoolean } from '../../database/tables';
import { Vocabulary } from '../../frameworksConfig';
import { Caller } from '../Caller';
import { groupBy } from '../groupBy';
import { OperationInput, Operations } from '../Operations';
import { Analysis, CategoryAnalysis, levelsOf } from '../read/CategoryAnalysis';
import { compareProducts } from '../read/categoryChanges';
import { categoryLink } from '../read/present/categories';
import { VisibleRisks } from '../read/VisibleRisks';
import { costSentence, effectSentence } from './initiativeSentences';
import { resolveCategory } from './resolveCategory';

interface InitiativesOptions {
  db: Knex;
  vocabulary: Promise<Vocabulary>;
  analysis: CategoryAnalysis;
  visible: VisibleRisks;
  now: () => Date;
}

type Input<K extends keyof Endpoints> = OperationInput<Endpoints[K]>;

const MAX_INITIATIVES = 200;
/** Products that an initiative names; the others are counted. */
const MAX_PRODUCTS = 50;

/** What the organisation does about systemic categories, and whether it works. */
export class Initiatives
  implements
    Operations<'listInitiatives' | 'createInitiative' | 'closeInitiative'>
{
  readonly #options: InitiativesOptions;

  constructor(options: InitiativesOptions) {
    this.#options = options;
  }

  listInitiatives = async (
    _input: Input<'listInitiatives'>,
    caller: Caller,
  ) => {
    const { db } = this.#options;
    const rows: DbInitiativeRow[] = await db<DbInitiativeRow>('initiative')
      .orderBy([
        { column: 'state', order: 'desc' },
        { column: 'created_at', order: 'desc' },
        { column: 'id' },
      ])
      .limit(MAX_INITIATIVES);
    return { items: await this.#present(rows, caller) };
  };

  /**
   * Takes down which products are affected today, to compare with later.
   *
   * @throws InputError unless the category is systemic, which an initiative is
   * for
   */
  createInitiative = async (
    { body }: Input<'createInitiative'>,
    caller: Caller,
  ): Promise<Initiative> => {
    const { db, now } = this.#options;
    const found = await this.#analysis(body.category, { exact: true });
    const { frameworks } = await this.#options.vocabulary;
    const category = resolveCategory(frameworks, body.category).id;
    if (!found.assessments.get(category)?.systemic) {
      throw new InputError(
        `body.category: ${category} is not systemic. Treat it in the products that have it.`,
      );
    }
    const row: DbInitiativeRow = {
      id: randomUUID(),
      title: body.title,
      category,
      sponsor_ref: body.sponsor,
      hypothesis: body.hypothesis,
      cost_each: body.costEach ?? null,
      cost_platform: body.costPlatform ?? null,
      state: 'open',
      created_by: caller.actor,
      created_at: now().toISOString(),
      closed_by: null,
      closed_at: null,
      outcome: null,
    };
    await db.transaction(async trx => {
      await insertRows(trx, 'initiative', [row]);
      await insertRows<DbInitiativeProductRow>(
        trx,
        'initiative_product',
        [...found.cells].flatMap(([ref, cells]) => {
          const cell = cells.get(category);
          return cell
            ? [
                {
                  initiative_id: row.id,
                  product_ref: ref,
                  affected_before: cell.affected,
                  exposure_before: cell.exposure,
                },
              ]
            : [];
        }),
      );
    });
    const [initiative] = await this.#present([row], caller);
    return initiative;
  };

  /** @throws NotFoundError, ConflictError */
  closeInitiative = async (
    { id, body }: Input<'closeInitiative'>,
    caller: Caller,
  ): Promise<Initiative> => {
    const { db, now } = this.#options;
    const row = await db.transaction(async trx => {
      const stored = await trx<DbInitiativeRow>('initiative')
        .where({ id })
        .forUpdate()
        .first();
      if (!stored) throw new NotFoundError(`Initiative ${id} is unknown`);
      if (stored.state === 'closed') {
        throw new ConflictError('This initiative is closed already');
      }
      const closed = {
        state: 'closed' as const,
        closed_by: caller.actor,
        closed_at: now().toISOString(),
        outcome: body.outcome,
      };
      await trx<DbInitiativeRow>('initiative').where({ id }).update(closed);
      return { ...stored, ...closed };
    });
    const [initiative] = await this.#present([row], caller);
    return initiative;
  };

  async #analysis(
    id: string,
    options: { exact?: boolean } = {},
  ): Promise<Analysis> {
    const { frameworks } = await this.#options.vocabulary;
    const { framework, kind, ...category } = resolveCategory(frameworks, id);
    if (!levelsOf(frameworks, framework).includes(kind)) {
      throw new InputError(
        `body.category: ${category.id} is a ${kind}, which no report compares`,
      );
    }
    return this.#options.analysis.analyse(
      { framework, level: kind },
      {},
      options,
    );
  }

  async #present(
    rows: readonly DbInitiativeRow[],
    caller: Caller,
  ): Promise<Initiative[]> {
    const { frameworks } = await this.#options.vocabulary;
    const products = groupBy(
      await this.#options
        .db<DbInitiativeProductRow>('initiative_product')
        .whereIn(
          'initiative_id',
          rows.map(({ id }) => id),
        ),
      ({ initiative_id }) => initiative_id,
    );
    return Promise.all(
      rows.map(async row => {
        const category = frameworks.get(row.category);
        const now = category && (await this.#analysis(row.category));
        const before = products.get(row.id) ?? [];
        const effect = effectOf(row, before, now);
        return {
          id: row.id,
          title: row.title,
          category: categoryLink(frameworks, row.category),
          sponsor: row.sponsor_ref,
          hypothesis: row.hypothesis,
          state: row.state,
          createdAt: row.created_at,
          createdBy: row.created_by,
          closedAt: row.closed_at ?? undefined,
          outcome: row.outcome ?? undefined,
          cost: costOf(row, effect.affectedNow),
          effect,
          ...(await this.#products(row, before, now, caller)),
        };
      }),
    );
  }

  /** Those affected before or now, as far as the caller may see them. */
  async #products(
    { category }: DbInitiativeRow,
    before: readonly DbInitiativeProductRow[],
    analysis: Analysis | undefined,
    caller: Caller,
  ): Promise<Pick<Initiative, 'products' | 'hiddenProducts'>> {
    const concerned = before
      .map(({ product_ref, affected_before }) => ({
        ref: product_ref,
        before: toBoolean(affected_before),
        now: analysis?.cells.get(product_ref)?.get(category)?.affected,
      }))
      .filter(one => one.before || one.now)
      .sort((a, b) => (a.ref < b.ref ? -1 : 1));
    const named = concerned.slice(0, MAX_PRODUCTS);
    const seen = await this.#options.visible.among(
      named.map(({ ref }) => ref),
      caller,
    );
    const products = named.flatMap(({ ref, ...states }) => {
      const product = seen.link(ref);
      return product ? [{ product, ...states }] : [];
    });
    return {
      products,
      hiddenProducts: concerned.length - products.length,
    };
  }
}

function costOf(row: DbInitiativeRow, affected: number): Initiative['cost'] {
  const each = row.cost_each ?? undefined;
  const platform = row.cost_platform ?? undefined;
  const cost = {
    each,
    affected,
    allProducts: each === undefined ? undefined : each * affected,
    platform,
  };
  return { ...cost, sentence: costSentence(cost) };
}

/** Before and after on the same products: those assessed then and now. */
function effectOf(
  { category }: DbInitiativeRow,
  before: readonly DbInitiativeProductRow[],
  now: Analysis | undefined,
): Initiative['effect'] {
  const pairs = before.flatMap(row => {
    const cell = now?.cells.get(row.product_ref)?.get(category);
    return cell
      ? [{ before: toBoolean(row.affected_before), now: cell.affected }]
      : [];
  });
  const effect = {
    ...compareProducts(pairs),
    lost: before.length - pairs.length,
  };
  return { ...effect, sentence: effectSentence(effect) };
}
