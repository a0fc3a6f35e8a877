import { Knex } from 'knex';
import { insertRows, selectInChunks } from './batches';
import { DbDecisionRow } from './decisionTables';
import { DbRiskRow, toBoolean } from './tables';

export interface DbTimelineEventRow {
  id: string;
  product_ref: string;
  lane: 'product' | 'engineering' | 'security' | 'risk' | 'compliance';
  kind: 'release' | 'milestone' | 'review' | 'audit' | 'fix';
  title: string;
  start_day: string;
  end_day: string;
  created_by: string;
  created_at: string;
  revision: number;
  updated_by: string | null;
  updated_at: string | null;
}

export interface DbTimelineLinkRow {
  from_id: string;
  to_id: string;
}

export interface DbTimelineEventRiskRow {
  event_id: string;
  risk_id: string;
}

export interface DbTimelineEventCategoryRow {
  event_id: string;
  category: string;
}

/** What belongs to an event besides its own row. */
export interface TimelineEventParts {
  /** Events that have to be over before. */
  after: readonly string[];
  riskIds: readonly string[];
  /** Ids of the vocabulary. */
  categories: readonly string[];
}

/** UTC days, both included. */
export interface DaySpan {
  from: string;
  to: string;
}

export interface ImportDayRow {
  day: string;
  count: number;
  /** Older versions, brought in as of that day. */
  backfilled: boolean;
}

/** What people put on timelines, and what else happened to a product. */
export class TimelineStore {
  constructor(private readonly knex: Knex) {}

  /** Those that are not over before a day, the first ones first. */
  async events(
    productRef: string,
    from: string,
    limit: number,
  ): Promise<DbTimelineEventRow[]> {
    return this.#events()
      .where({ product_ref: productRef })
      .andWhere('end_day', '>=', from)
      .orderBy(['start_day', 'id'])
      .limit(limit);
  }

  async lock(id: string): Promise<DbTimelineEventRow | undefined> {
    return this.#events().where({ id }).forUpdate().first();
  }

  /** Links of which both ends are among some events. */
  async links(ids: readonly string[]): Promise<DbTimelineLinkRow[]> {
    const known = new Set(ids);
    const rows = await selectInChunks(ids, chunk =>
      this.knex<DbTimelineLinkRow>('timeline_link')
        .whereIn('from_id', chunk)
        .orderBy(['from_id', 'to_id'])
        .select(),
    );
    return rows.filter(({ to_id }) => known.has(to_id));
  }

  /** Every link between events of a product. */
  async linksOfProduct(productRef: string): Promise<DbTimelineLinkRow[]> {
    return this.knex<DbTimelineLinkRow>({ l: 'timeline_link' })
      .join({ e: 'timeline_event' }, 'e.id', 'l.from_id')
      .where('e.product_ref', productRef)
      .select('l.from_id', 'l.to_id');
  }

  /** Risks of some events that are in the product still. */
  async risks(
    productRef: string,
    ids: readonly string[],
  ): Promise<DbTimelineEventRiskRow[]> {
    return selectInChunks(ids, chunk =>
      this.knex({ er: 'timeline_event_risk' })
        .join({ r: 'risk' }, 'r.id', 'er.risk_id')
        .where('r.product_ref', productRef)
        .whereIn('er.event_id', chunk)
        .orderBy(['er.event_id', 'er.risk_id'])
        .select<DbTimelineEventRiskRow[]>('er.event_id', 'er.risk_id'),
    );
  }

  async categories(
    ids: readonly string[],
  ): Promise<DbTimelineEventCategoryRow[]> {
    return selectInChunks(ids, chunk =>
      this.knex<DbTimelineEventCategoryRow>('timeline_event_category')
        .whereIn('event_id', chunk)
        .orderBy(['event_id', 'category'])
        .select(),
    );
  }

  /** Annotations of the entities of a product that contain a text. */
  async annotations(
    productRef: string,
    containing: string,
  ): Promise<{ ref: string; annotations: string }[]> {
    return this.knex('entity')
      .where({ product_ref: productRef })
      .whereNull('missing_since')
      .andWhere('annotations', 'like', `%${containing}%`)
      .orderBy('ref')
      .select('ref', 'annotations');
  }

  /** Days on which files changed something in a product, and how many. */
  async importDays(
    productRef: string,
    { from, to }: DaySpan,
  ): Promise<ImportDayRow[]> {
    const rows = await this.knex({ i: 'import' })
      .whereIn(
        'i.source_id',
        this.knex({ a: 'attachment' })
          .join({ e: 'entity' }, 'e.ref', 'a.entity_ref')
          .where('e.product_ref', productRef)
          .select('a.source_id'),
      )
      .whereIn('i.status', ['applied', 'released'])
      .andWhere('i.at', '>=', from)
      .andWhere('i.at', '<', `${to}T24`)
      .groupByRaw('substr(i.at, 1, 10), i.backfilled_at is not null')
      .orderByRaw('substr(i.at, 1, 10), i.backfilled_at is not null')
      .select(
        this.knex.raw('substr(i.at, 1, 10) as day'),
        this.knex.raw('count(*) as count'),
        this.knex.raw('i.backfilled_at is not null as backfilled'),
      );
    return rows.map(row => ({
      day: row.day,
      count: Number(row.count),
      backfilled: toBoolean(row.backfilled),
    }));
  }

  /** Decisions of a product of which any day lies in between, newest first. */
  async decisions(
    productRef: string,
    { from, to }: DaySpan,
    limit: number,
  ): Promise<DbDecisionRow[]> {
    const columns = ['requested_at', 'decided_at', 'ended_at', 'expiry'];
    return this.knex<DbDecisionRow>('decision')
      .where({ product_ref: productRef })
      .andWhere(any => {
        for (const column of columns) {
          any.orWhereBetween(column, [from, `${to}T24`]);
        }
      })
      .orderBy([{ column: 'requested_at', order: 'desc' }, 'id'])
      .limit(limit);
  }

  /** The newest decisions of a product to treat instead of accepting. */
  async treating(productRef: string, limit: number): Promise<DbDecisionRow[]> {
    return this.knex<DbDecisionRow>('decision')
      .where({ product_ref: productRef, state: 'rejected' })
      .andWhereNot('chosen_option_ids', '[]')
      .orderBy([{ column: 'decided_at', order: 'desc' }, 'id'])
      .limit(limit);
  }

  /** Risks of some decisions that are open and in the product still. */
  async openRisksOf(
    productRef: string,
    decisionIds: readonly string[],
  ): Promise<Map<string, string[]>> {
    const rows = await selectInChunks(decisionIds, chunk =>
      this.knex<DbRiskRow>({ r: 'risk' })
        .join({ dr: 'decision_risk' }, 'dr.risk_id', 'r.id')
        .where({ 'r.product_ref': productRef, 'r.state': 'open' })
        .whereIn('dr.decision_id', chunk)
        .orderBy(['dr.decision_id', 'r.id'])
        .select<{ decision_id: string; id: string }[]>(
          'dr.decision_id',
          'r.id',
        ),
    );
    const open = new Map<string, string[]>();
    for (const { decision_id, id } of rows) {
      open.set(decision_id, [...(open.get(decision_id) ?? []), id]);
    }
    return open;
  }

  async unknownAmong(
    productRef: string,
    ids: readonly string[],
  ): Promise<string | undefined> {
    const known = await this.#events()
      .where({ product_ref: productRef })
      .whereIn('id', ids)
      .pluck('id');
    return ids.find(id => !known.includes(id));
  }

  async add(
    event: DbTimelineEventRow,
    parts: TimelineEventParts,
  ): Promise<void> {
    await this.#events().insert(event);
    await this.#addParts(event.id, parts);
  }

  /** Replaces what an event is, and what belongs to it. */
  async change(
    id: string,
    values: Partial<DbTimelineEventRow>,
    parts: TimelineEventParts,
  ): Promise<void> {
    await this.#events().where({ id }).update(values);
    await this.knex('timeline_link').where({ to_id: id }).delete();
    for (const table of ['timeline_event_risk', 'timeline_event_category']) {
      await this.knex(table).where({ event_id: id }).delete();
    }
    await this.#addParts(id, parts);
  }

  async remove(id: string): Promise<void> {
    await this.#events().where({ id }).delete();
  }

  async #addParts(
    id: string,
    { after, riskIds, categories }: TimelineEventParts,
  ): Promise<void> {
    await insertRows<DbTimelineLinkRow>(
      this.knex,
      'timeline_link',
      after.map(from_id => ({ from_id, to_id: id })),
    );
    await insertRows<DbTimelineEventRiskRow>(
      this.knex,
      'timeline_event_risk',
      riskIds.map(risk_id => ({ event_id: id, risk_id })),
    );
    await insertRows<DbTimelineEventCategoryRow>(
      this.knex,
      'timeline_event_category',
      categories.map(category => ({ event_id: id, category })),
    );
  }

  #events() {
    return this.knex<DbTimelineEventRow>('timeline_event');
  }
}
