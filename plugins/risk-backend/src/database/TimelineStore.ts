import { Knex } from 'knex';
import { insertRows } from './batches';
import { DbDecisionRow } from './decisionTables';
import { toBoolean } from './tables';

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
}

export interface DbTimelineLinkRow {
  from_id: string;
  to_id: string;
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

  async events(
    productRef: string,
    { from, to }: DaySpan,
    limit: number,
  ): Promise<DbTimelineEventRow[]> {
    return this.knex<DbTimelineEventRow>('timeline_event')
      .where({ product_ref: productRef })
      .andWhere('end_day', '>=', from)
      .andWhere('start_day', '<=', to)
      .orderBy(['start_day', 'id'])
      .limit(limit);
  }

  /** Links of which both ends are among some events. */
  async links(ids: readonly string[]): Promise<DbTimelineLinkRow[]> {
    return this.knex<DbTimelineLinkRow>('timeline_link')
      .whereIn('from_id', ids)
      .whereIn('to_id', ids)
      .orderBy(['from_id', 'to_id']);
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

  async unknownAmong(
    productRef: string,
    ids: readonly string[],
  ): Promise<string | undefined> {
    const known = await this.knex<DbTimelineEventRow>('timeline_event')
      .where({ product_ref: productRef })
      .whereIn('id', ids)
      .pluck('id');
    return ids.find(id => !known.includes(id));
  }

  async add(
    event: DbTimelineEventRow,
    links: readonly DbTimelineLinkRow[],
  ): Promise<void> {
    await this.knex('timeline_event').insert(event);
    await insertRows(this.knex, 'timeline_link', links);
  }
}
