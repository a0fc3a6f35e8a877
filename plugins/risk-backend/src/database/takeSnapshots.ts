import { Knex } from 'knex';
import { inChunks } from './batches';
import { DbSnapshotRow } from './tables';

const NUMBERS = [
  'exposure',
  'critical',
  'high',
  'medium',
  'low',
  'unrated',
  'components',
  'modelled',
  'stale',
];

const COLUMNS = [...NUMBERS, 'backfilled'];

interface Written {
  day: string;
  backfilled: boolean;
  productRefs?: readonly string[];
}

async function write(
  knex: Knex,
  { day, backfilled, productRefs }: Written,
): Promise<void> {
  const differs = NUMBERS.map(name => `last.${name} <> r.${name}`).join(' or ');
  const among = productRefs
    ? `and r.product_ref in (${productRefs.map(() => '?').join(', ')})`
    : '';
  await knex.raw(
    `insert into snapshot (product_ref, day, ${COLUMNS.join(', ')})
     select r.product_ref, ?, ${NUMBERS.map(name => `r.${name}`).join(', ')},
            cast(? as boolean)
     from product_rollup r
     left join snapshot last on last.product_ref = r.product_ref
       and last.day = (
         select max(newest.day) from snapshot newest
         where newest.product_ref = r.product_ref and newest.day <= ?)
     where (last.product_ref is null or ${differs}) ${among}
     on conflict (product_ref, day) do update
     set ${COLUMNS.map(name => `${name} = excluded.${name}`).join(', ')}`,
    [day, backfilled, day, ...(productRefs ?? [])],
  );
}

/**
 * Writes the numbers of a day for those products whose numbers differ from
 * their last snapshot. Within one day the last call counts.
 *
 * @remarks
 * One statement, so that it sees all products at one moment and moves no row
 * through this process.
 *
 * @param day - UTC, `YYYY-MM-DD`
 */
export async function takeSnapshots(knex: Knex, day: string): Promise<void> {
  await write(knex, { day, backfilled: false });
}

/**
 * Writes the numbers that some products have after a version from their
 * history was brought in, on the day of that version.
 *
 * @remarks
 * Nothing was imported live yet, so what stands on later days says that
 * nothing is known: it goes, or the trend would fall back to it.
 *
 * @param day - UTC, `YYYY-MM-DD`
 */
export async function takeSnapshotsAsOf(
  knex: Knex,
  day: string,
  productRefs: readonly string[],
): Promise<void> {
  await inChunks(productRefs, async chunk => {
    await knex<DbSnapshotRow>('snapshot')
      .whereIn('product_ref', chunk)
      .andWhere('day', '>', day)
      .delete();
    await write(knex, { day, backfilled: true, productRefs: chunk });
  });
}
