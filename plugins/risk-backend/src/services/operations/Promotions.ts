import {
  Endpoints,
  ReviewPage,
} from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { Caller } from '../Caller';
import { OperationInput, Operations } from '../Operations';
import { PromotionService } from '../promotion/PromotionService';
import { cutPage } from '../read/page';
import {
  presentReviewGroup,
  presentSeverities,
} from '../read/present/reviewGroups';
import { decodeCursor } from '../read/queries/keyset';
import {
  countReviewGroups,
  exampleFindings,
  notReviewedBySeverity,
  reviewGroupPage,
} from '../read/queries/reviewGroups';
import { toInteger } from '../../database/tables';

/** What promotions need of the service that records them. */
export type Promoting = Pick<PromotionService, 'promote' | 'withdraw'>;

interface PromotionsOptions {
  db: Knex;
  promotions: Promoting;
}

type Input<K extends keyof Endpoints> = OperationInput<Endpoints[K]>;

/** What machines found on an entity, and what people make of it. */
export class Promotions
  implements
    Operations<'listNotReviewed' | 'promoteFindings' | 'withdrawPromotions'>
{
  readonly #options: PromotionsOptions;

  constructor(options: PromotionsOptions) {
    this.#options = options;
  }

  listNotReviewed = async ({
    cursor,
    limit,
    ...filter
  }: Input<'listNotReviewed'>): Promise<ReviewPage> => {
    const { db } = this.#options;
    const [found, totalItems, notReviewed] = await Promise.all([
      reviewGroupPage(db, {
        ...filter,
        limit: limit + 1,
        after: cursor ? decodeCursor(cursor) : undefined,
      }),
      countReviewGroups(db, filter),
      notReviewedBySeverity(db, filter.entityRef),
    ]);
    const { rows, nextCursor } = cutPage(found, limit, row => ({
      key: toInteger(row.sort_key),
      id: row.review_group,
    }));
    const examples = new Map(
      (
        await exampleFindings(
          db,
          rows.map(({ example_id }) => example_id),
        )
      ).map(example => [example.id, example]),
    );
    return {
      items: rows.flatMap(row => {
        const example = examples.get(row.example_id);
        return example ? [presentReviewGroup(row, example)] : [];
      }),
      nextCursor,
      totalItems,
      hidden: 0,
      notReviewed: presentSeverities(notReviewed),
    };
  };

  promoteFindings = (
    { entityRef, body }: Input<'promoteFindings'>,
    { actor }: Caller,
  ) => this.#options.promotions.promote({ entityRef, ...body }, actor);

  withdrawPromotions = (
    { entityRef, body }: Input<'withdrawPromotions'>,
    { actor }: Caller,
  ) => this.#options.promotions.withdraw({ entityRef, ...body }, actor);
}
