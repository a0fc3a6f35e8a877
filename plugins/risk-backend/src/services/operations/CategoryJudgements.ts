import { NotFoundError } from '@backstage/errors';
import {
  Endpoints,
  ProductAssessment,
} from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { DbAssessmentRow } from '../../database/categoryTables';
import { SessionStore } from '../../database/SessionStore';
import { normaliseRef } from '../../http/parseInput';
import { Vocabulary } from '../../frameworksConfig';
import { Caller } from '../Caller';
import { CategoryDecisions } from '../categories/CategoryDecisions';
import { OperationInput, Operations } from '../Operations';
import { categoryLink } from '../read/present/categories';
import { entitiesOfFindings, entitiesOfRisk } from '../read/queries/belonging';
import { amongFindingsInScope } from '../read/queries/sessionScope';
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

  /**
   * Findings that the caller may not see are refused like unknown ones, and in
   * a session those that are out of its scope.
   *
   * @throws NotFoundError when there is no such session
   */
  decideCategories = async (
    { body: { decisions, sessionId } }: Input<'decideCategories'>,
    caller: Caller,
  ) => {
    const { db, categories } = this.#options;
    const ids = [...new Set(decisions.map(({ findingId }) => findingId))];
    const seen = await this.#visibleIds(
      await entitiesOfFindings(db, ids),
      caller,
    );
    const session =
      sessionId === undefined
        ? undefined
        : await this.#inSession(sessionId, seen);
    const refusalOf = (findingId: string): string | undefined => {
      if (!seen.has(findingId)) return 'There is no such finding';
      return session && !session.findings.has(findingId)
        ? 'It belongs to no open risk in the scope of this session'
        : undefined;
    };
    const { decided, refused } = await categories.decide(
      decisions.filter(({ findingId }) => !refusalOf(findingId)),
      caller.actor,
      session?.title,
    );
    return {
      decided,
      refused: [
        ...refused,
        ...decisions.flatMap(({ findingId, category }) => {
          const reason = refusalOf(findingId);
          return reason ? { findingId, category, reason } : [];
        }),
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
    const refs = await Promise.all(
      body.riskIds.map(
        async id => [id, (await entitiesOfRisk(db, id)) ?? []] as const,
      ),
    );
    const seen = await this.#visibleIds(new Map(refs), caller);
    const unknown = body.riskIds.find(id => !seen.has(id));
    if (unknown) {
      throw new NotFoundError(
        `Risk ${unknown} is unknown, or you may not see the entity it belongs to`,
      );
    }
    return categories.link(body, caller.actor);
  };

  async #inSession(id: string, findingIds: Iterable<string>) {
    const { db } = this.#options;
    const session = await new SessionStore(db).find(id);
    if (!session) throw new NotFoundError(`Session ${id} is unknown`);
    return {
      title: session.title,
      findings: await amongFindingsInScope(db, id, findingIds),
    };
  }

  /** Those of which the caller may see one entity at least. */
  async #visibleIds(
    entitiesById: ReadonlyMap<string, readonly string[]>,
    caller: Caller,
  ): Promise<Set<string>> {
    const seen = await this.#options.visible.among(
      [...entitiesById.values()].flat(),
      caller,
    );
    return new Set(
      [...entitiesById].flatMap(([id, refs]) =>
        refs.some(ref => seen.has(ref)) ? [id] : [],
      ),
    );
  }
}
