import { Knex } from 'knex';
import { DbSnapshotRow } from '../../../database/tables';

/**
 * The snapshots since a day, and the last one before it of each product: they
 * are written only when something changed, so that is where it stood then.
 */
export function sinceLastBefore<Q extends Knex.QueryBuilder>(
  query: Q,
  since: string,
): Q {
  query.whereRaw(
    `day >= coalesce((select max(earlier.day) from snapshot earlier
      where earlier.product_ref = snapshot.product_ref and earlier.day <= ?), ?)`,
    [since, since],
  );
  return query;
}

export type TrendRow = Omit<DbSnapshotRow, 'components' | 'stale'>;

/** What the trends of some products are drawn from, by product and day. */
export async function trendRows(
  db: Knex,
  refs: readonly string[],
  since: string,
): Promise<TrendRow[]> {
  if (refs.length === 0) return [];
  return sinceLastBefore(db('snapshot').whereIn('product_ref', refs), since)
    .select(
      'product_ref',
      'day',
      'exposure',
      'critical',
      'high',
      'medium',
      'low',
      'unrated',
      'modelled',
      'backfilled',
    )
    .orderBy(['product_ref', 'day']);
}
