import { NotFoundError } from '@backstage/errors';
import {
  Endpoints,
  ProductAssessment,
} from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { DbAssessmentRow } from '../../database/categoryTables';
import { normaliseRef } from '../../http/parseInput';
import { Vocabulary } from '../../frameworksConfig';
import { Caller } from '../Caller';
import { CategoryDecisions } from '../categories/CategoryDecisions';
import { OperationInput, Operations } from '../Operations';
import { categoryLink } from '../read/present/categories';
import { entitiesOfFinding, entitiesOfRisk } from '../read/queries/belonging';
import { VisibleRisks } from '../read/VisibleRisks';

interface CategoryJudgementsOptions {
  db: Knex;
  vocabulary: Promise<Vocabulary>;
  categories: Pick<CategoryDecisions, 'decide' | 'state' | 'link'>;
  visible: VisibleRisks;
}

type Input<K extends keyof Endpoints> = OperationInput<Endpoints[K]>;

/** What people say about categories, answered as it is now. */
export class CategoryJudgements
  implements
    Operations<
      | 'decideCategories'
      | 'stateAssessment'
      | 'getProductAssessment'
      | 'linkRootCause'
    >
{
  readonly #options: CategoryJudgementsOptions;

  constructor(options: CategoryJudgementsOptions) {
    this.#options = options;
  }

  /** Findings that the caller may not see are refused like unknown ones. */
  decideCategories = async (
    { body: { decisions } }: Input<'decideCategories'>,
    caller: Caller,
  ) => {
    const { db, categories } = this.#options;
    const ids = [...new Set(decisions.map(({ findingId }) => findingId))];
    const seen = await this.#visibleIds(
      ids,
      id => entitiesOfFinding(db, id),
      caller,
    );
    const { decided, refused } = await categories.decide(
      decisions.filter(({ findingId }) => seen.has(findingId)),
      caller.actor,
    );
    return {
      decided,
      refused: [
        ...refused,
        ...decisions
          .filter(({ findingId }) => !seen.has(findingId))
          .map(({ findingId, category }) => ({
            findingId,
            category,
            reason: 'There is no such finding',
          })),
      ],
    };
  };

  /** @throws NotFoundError */
  stateAssessment = async (
    { body }: Input<'stateAssessment'>,
    caller: Caller,
  ): Promise<ProductAssessment> => {
    const product = normaliseRef(body.product);
    await this.#options.categories.state({ ...body, product }, caller.actor);
    return this.getProductAssessment({ entityRef: product }, caller);
  };

  /** @throws NotFoundError */
  getProductAssessment = async (
    { entityRef }: Input<'getProductAssessment'>,
    caller: Caller,
  ): Promise<ProductAssessment> => {
    const { db, visible } = this.#options;
    const { frameworks } = await this.#options.vocabulary;
    const product = (await visible.among([entityRef], caller)).link(entityRef);
    if (!product) throw new NotFoundError(`${entityRef} is no product`);
    const rows = await db<DbAssessmentRow>('assessment')
      .where({ product_ref: entityRef })
      .orderBy(['method', 'category']);
    return {
      product,
      methods: rows.map(row => ({
        method: row.method,
        category: row.category
          ? categoryLink(frameworks, row.category)
          : undefined,
        at: row.at,
        by: row.assessed_by ?? undefined,
        note: row.note || undefined,
      })),
    };
  };

  /** @throws NotFoundError when one of the risks is not for the caller. */
  linkRootCause = async ({ body }: Input<'linkRootCause'>, caller: Caller) => {
    const { db, categories } = this.#options;
    const seen = await this.#visibleIds(
      body.riskIds,
      id => entitiesOfRisk(db, id),
      caller,
    );
    const unknown = body.riskIds.find(id => !seen.has(id));
    if (unknown) {
      throw new NotFoundError(
        `Risk ${unknown} is unknown, or you may not see the entity it belongs to`,
      );
    }
    return categories.link(body, caller.actor);
  };

  async #visibleIds(
    ids: readonly string[],
    entitiesOf: (id: string) => Promise<string[] | undefined>,
    caller: Caller,
  ): Promise<Set<string>> {
    const refs = await Promise.all(
      ids.map(async id => [id, (await entitiesOf(id)) ?? []] as const),
    );
    const seen = await this.#options.visible.among(
      refs.flatMap(([, of]) => of),
      caller,
    );
    return new Set(
      refs.flatMap(([id, of]) => (of.some(ref => seen.has(ref)) ? [id] : [])),
    );
  }
}
