import { Knex } from 'knex';

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
  const differs = NUMBERS.map(name => `last.${name} <> r.${name}`).join(' or ');
  await knex.raw(
    `insert into snapshot (product_ref, day, ${NUMBERS.join(', ')})
     select r.product_ref, ?, ${NUMBERS.map(name => `r.${name}`).join(', ')}
     from product_rollup r
     left join snapshot last on last.product_ref = r.product_ref
       and last.day = (
         select max(newest.day) from snapshot newest
         where newest.product_ref = r.product_ref and newest.day <= ?)
     where last.product_ref is null or ${differs}
     on conflict (product_ref, day) do update
     set ${NUMBERS.map(name => `${name} = excluded.${name}`).join(', ')}`,
    [day, day],
  );
}
