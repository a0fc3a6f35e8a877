import { Knex } from 'knex';

export interface CauseRow {
  cause: string;
  delta: number | string;
  risks: number | string;
}

/**
 * Why the exposure of a product changed since a day, by cause.
 *
 * @remarks
 * Each row of a risk's history is compared with the one before it, so the sum
 * over all causes is the difference between the two days by construction. A
 * row that places the risk in another product is what leaving this one is made
 * of, whatever its cause was there.
 */
export async function causesOfChange(
  db: Knex,
  productRef: string,
  since: string,
): Promise<CauseRow[]> {
  const steps = db('risk_state')
    .whereIn(
      'risk_id',
      db('risk_state').where({ product_ref: productRef }).select('risk_id'),
    )
    .select('risk_id', 'at')
    .select(
      db.raw(
        `case when product_ref = ? then cause when cause = 'entityRemoved' then cause else 'movedOut' end as cause`,
        [productRef],
      ),
      db.raw(
        `case when product_ref = ? and state <> 'closed' then exposure else 0 end as after_units`,
        [productRef],
      ),
      db.raw(
        `lag(case when product_ref = ? and state <> 'closed' then exposure else 0 end, 1, 0) over (partition by risk_id order by id) as before_units`,
        [productRef],
      ),
    );
  return db
    .from(steps.as('steps'))
    .where('at', '>=', since)
    .whereRaw('after_units <> before_units')
    .groupBy('cause')
    .select(
      'cause',
      db.raw('sum(after_units - before_units) as delta'),
      db.raw('count(distinct risk_id) as risks'),
    );
}
