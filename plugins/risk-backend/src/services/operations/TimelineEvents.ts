import { randomUUID } from 'crypto';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  Endpoints,
  Timeline,
  TimelineEventInput,
} from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { Vocabulary } from '../../frameworksConfig';
import {
  DbTimelineEventRow,
  TimelineEventParts,
  TimelineStore,
} from '../../database/TimelineStore';
import { Caller } from '../Caller';
import { resolveCategory } from '../categories/resolveCategory';
import { OperationInput, Operations } from '../Operations';
import { isRiskVisible } from '../read/present/risks';
import { entityRefsOfRisks } from '../read/queries/findings';
import { productRows } from '../read/queries/products';
import { TimelineReads } from '../read/TimelineReads';
import { VisibleRisks } from '../read/VisibleRisks';
import { requireNoCircle } from '../timeline/requireNoCircle';
import { ProductBelongings } from '../treatment/ProductBelongings';
import { requireRevision } from './Sessions';

interface TimelineEventsOptions {
  db: Knex;
  visible: VisibleRisks;
  vocabulary: Promise<Vocabulary>;
  belongings: Pick<ProductBelongings, 'requireRisks'>;
  timelineReads: Pick<TimelineReads, 'getTimeline'>;
  now: () => Date;
}

type Input<K extends keyof Endpoints> = OperationInput<Endpoints[K]>;

const rowOf = (body: TimelineEventInput) => ({
  lane: body.lane,
  kind: body.kind,
  title: body.title,
  start_day: body.startDay,
  end_day: body.endDay ?? body.startDay,
});

const fixesRisks = ({ kind }: Pick<TimelineEventInput, 'kind'>) =>
  kind === 'fix' || kind === 'release';

const unknownEvent = (id: string) =>
  new NotFoundError(`Timeline event ${id} is unknown`);

/** What people put on the timelines of products. */
export class TimelineEvents
  implements
    Operations<
      'addTimelineEvent' | 'updateTimelineEvent' | 'removeTimelineEvent'
    >
{
  readonly #options: TimelineEventsOptions;

  constructor(options: TimelineEventsOptions) {
    this.#options = options;
  }

  /** @throws NotFoundError, InputError */
  addTimelineEvent = async (
    { entityRef, body }: Input<'addTimelineEvent'>,
    caller: Caller,
  ): Promise<Timeline> => {
    const { db, now } = this.#options;
    const [product] = await productRows(db, [entityRef]);
    if (!product) throw new NotFoundError(`${entityRef} is no product here`);
    const parts = await this.#partsOf(entityRef, body, [], caller);
    const id = randomUUID();
    await db.transaction(async trx => {
      const store = new TimelineStore(trx);
      await requireFitting(store, { id, productRef: entityRef }, parts);
      await store.add(
        {
          id,
          product_ref: entityRef,
          ...rowOf(body),
          created_by: caller.actor,
          created_at: now().toISOString(),
          revision: 1,
          updated_by: null,
          updated_at: null,
        },
        parts,
      );
    });
    return this.#options.timelineReads.getTimeline({ entityRef }, caller);
  };

  /** @throws NotFoundError, InputError, ConflictError */
  updateTimelineEvent = async (
    { id, body }: Input<'updateTimelineEvent'>,
    caller: Caller,
  ): Promise<Timeline> => {
    const { db, now } = this.#options;
    const stored = await db<DbTimelineEventRow>('timeline_event')
      .where({ id })
      .first();
    if (!stored) throw unknownEvent(id);
    const entityRef = stored.product_ref;
    const { shown, hidden } = await this.#risksOf(stored, caller);
    const parts = await this.#partsOf(entityRef, body, shown, caller);
    await db.transaction(async trx => {
      const store = new TimelineStore(trx);
      const row = await store.lock(id);
      if (!row) throw unknownEvent(id);
      requireRevision(row, body.revision);
      await requireFitting(store, { id, productRef: entityRef }, parts);
      await store.change(
        id,
        {
          ...rowOf(body),
          updated_by: caller.actor,
          updated_at: now().toISOString(),
          revision: row.revision + 1,
        },
        {
          ...parts,
          // What the caller may not see is not taken away by leaving it out.
          riskIds: fixesRisks(body)
            ? [...new Set([...parts.riskIds, ...hidden])]
            : [],
        },
      );
    });
    return this.#options.timelineReads.getTimeline({ entityRef }, caller);
  };

  /** @throws NotFoundError, ConflictError */
  removeTimelineEvent = async (
    { id, body }: Input<'removeTimelineEvent'>,
    caller: Caller,
  ): Promise<Timeline> => {
    const entityRef = await this.#options.db.transaction(async trx => {
      const store = new TimelineStore(trx);
      const row = await store.lock(id);
      if (!row) throw unknownEvent(id);
      requireRevision(row, body.revision);
      await store.remove(id);
      return row.product_ref;
    });
    return this.#options.timelineReads.getTimeline({ entityRef }, caller);
  };

  /** The parts that a request names, checked. */
  async #partsOf(
    productRef: string,
    body: TimelineEventInput,
    /** Risks that the event has already, wherever they moved since. */
    has: readonly string[],
    caller: Caller,
  ): Promise<TimelineEventParts> {
    const { db, belongings } = this.#options;
    if (body.endDay !== undefined && body.endDay < body.startDay) {
      throw new InputError('body.endDay: must not be before body.startDay');
    }
    const riskIds = [...new Set(body.riskIds)];
    if (riskIds.length > 0 && !fixesRisks(body)) {
      throw new InputError(
        `body.riskIds: only a fix or a release ends risks, and this is a ${body.kind}`,
      );
    }
    await belongings.requireRisks(
      db,
      {
        productRef,
        riskIds: riskIds.filter(risk => !has.includes(risk)),
        path: 'body.riskIds',
      },
      caller,
    );
    return {
      after: [...new Set(body.after)],
      riskIds,
      categories: await this.#categoriesOf(body),
    };
  }

  async #categoriesOf({ kind, categories }: TimelineEventInput) {
    if (categories.length === 0) return [];
    if (kind !== 'audit') {
      throw new InputError(
        `body.categories: only an audit looks at categories, and this is a ${kind}`,
      );
    }
    const { frameworks } = await this.#options.vocabulary;
    return [
      ...new Set(categories.map(id => resolveCategory(frameworks, id).id)),
    ];
  }

  async #risksOf({ id, product_ref }: DbTimelineEventRow, caller: Caller) {
    const { db, visible } = this.#options;
    const rows = await new TimelineStore(db).risks(product_ref, [id]);
    const refs = await entityRefsOfRisks(
      db,
      rows.map(({ risk_id }) => risk_id),
    );
    const seen = await visible.among([...refs.values()].flat(), caller);
    const isShown = (risk: string) => isRiskVisible(refs.get(risk) ?? [], seen);
    const ids = [...refs.keys()];
    return {
      shown: ids.filter(isShown),
      hidden: ids.filter(risk => !isShown(risk)),
    };
  }
}

/**
 * @throws InputError when an event comes after one that is none of the product
 * or that comes after itself
 */
async function requireFitting(
  store: TimelineStore,
  { id, productRef }: { id: string; productRef: string },
  { after }: Pick<TimelineEventParts, 'after'>,
): Promise<void> {
  const wrong = await store.unknownAmong(productRef, after);
  if (wrong) {
    throw new InputError(
      `body.after: ${wrong} is no event of ${productRef} that somebody put there`,
    );
  }
  requireNoCircle(id, after, await store.linksOfProduct(productRef));
}
