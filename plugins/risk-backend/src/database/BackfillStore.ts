import { Knex } from 'knex';
import { selectInChunks } from './batches';
import { DbImportRow, DbSnapshotRow } from './tables';

/** Outcomes that made a file count, or would have, had it said anything new. */
const COUNTED: readonly DbImportRow['status'][] = [
  'applied',
  'unchanged',
  'released',
  'quarantined',
];

const earlier = (a: string | undefined, b: string) =>
  a !== undefined && a < b ? a : b;

const later = (a: string | undefined, b: string) =>
  a !== undefined && a > b ? a : b;

/** Where the history of products that was brought in meets what was watched. */
export class BackfillStore {
  constructor(private readonly knex: Knex) {}

  /** When something of some products was first imported live. */
  async firstLive(productRefs: Iterable<string>): Promise<Map<string, string>> {
    const first = new Map<string, string>();
    const rows = await selectInChunks(productRefs, async chunk =>
      (
        await Promise.all(
          ['attachment', 'finding'].map(table =>
            this.knex({ e: 'entity' })
              .join({ of: table }, 'of.entity_ref', 'e.ref')
              .join({ i: 'import' }, 'i.source_id', 'of.source_id')
              .whereIn('e.product_ref', chunk)
              .whereNull('i.backfilled_at')
              .whereIn('i.status', COUNTED)
              .groupBy('e.product_ref')
              .select<{ ref: string; at: string }[]>(
                'e.product_ref as ref',
                this.knex.raw('min(i.at) as at'),
              ),
          ),
        )
      ).flat(),
    );
    for (const { ref, at } of rows) first.set(ref, earlier(first.get(ref), at));
    return first;
  }

  /** Up to when the history of some products is written. */
  async historyUntil(
    productRefs: Iterable<string>,
  ): Promise<Map<string, string>> {
    const until = new Map<string, string>();
    const rows = await selectInChunks(productRefs, async chunk => {
      const [states, imports] = await Promise.all([
        this.knex('risk_state')
          .whereIn('product_ref', chunk)
          .groupBy('product_ref')
          .select<{ ref: string; at: string }[]>(
            'product_ref as ref',
            this.knex.raw('max(at) as at'),
          ),
        this.knex({ e: 'entity' })
          .join({ a: 'attachment' }, 'a.entity_ref', 'e.ref')
          .join({ i: 'import' }, 'i.source_id', 'a.source_id')
          .whereIn('e.product_ref', chunk)
          .whereNotNull('i.backfilled_at')
          .groupBy('e.product_ref')
          .select<{ ref: string; at: string }[]>(
            'e.product_ref as ref',
            this.knex.raw('max(i.at) as at'),
          ),
      ]);
      return [...states, ...imports];
    });
    for (const { ref, at } of rows) until.set(ref, later(until.get(ref), at));
    return until;
  }

  /** The record of a version that was brought in before. */
  async recorded(
    sourceId: string,
    version: { at: string; contentHash: string },
  ): Promise<DbImportRow | undefined> {
    return this.knex<DbImportRow>('import')
      .where({
        source_id: sourceId,
        at: version.at,
        content_hash: version.contentHash,
      })
      .whereNotNull('backfilled_at')
      .orderBy('seq')
      .first();
  }

  /** Whether older versions are all that was imported from a source. */
  async isHistory(sourceId: string): Promise<boolean> {
    const rows = await this.knex<DbImportRow>('import')
      .where({ source_id: sourceId })
      .whereIn('status', COUNTED)
      .select('backfilled_at');
    return (
      rows.length > 0 &&
      rows.every(({ backfilled_at }) => backfilled_at !== null)
    );
  }

  /** Sources of some entities that are nothing but a history. */
  async historiesOf(entityRefs: Iterable<string>): Promise<string[]> {
    const candidates = await selectInChunks(entityRefs, chunk =>
      this.knex({ a: 'attachment' })
        .join({ i: 'import' }, 'i.source_id', 'a.source_id')
        .whereIn('a.entity_ref', chunk)
        .whereNull('a.detached_at')
        .whereNotNull('i.backfilled_at')
        .distinct<{ id: string }[]>('a.source_id as id'),
    );
    const histories: string[] = [];
    for (const { id } of candidates) {
      if (await this.isHistory(id)) histories.push(id);
    }
    return histories;
  }

  /** Those of some products with a trend from before they were watched. */
  async productsWithHistory(productRefs: Iterable<string>): Promise<string[]> {
    return selectInChunks(productRefs, chunk =>
      this.knex<DbSnapshotRow>('snapshot')
        .whereIn('product_ref', chunk)
        .where('backfilled', true)
        .distinct()
        .pluck('product_ref'),
    );
  }
}
