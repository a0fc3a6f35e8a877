import { Knex } from 'knex';
import { DbInteger, toInteger } from '../../../database/tables';

/**
 * Whether something is done about a row of `risk`: a mitigation is planned or
 * claimed, or its owner chose options instead of accepting it.
 */
export const TREATMENT_UNDER_WAY = `(
  risk.mitigation_under_way
  or exists (
    select 1 from decision_risk
    join decision on decision.id = decision_risk.decision_id
    where decision_risk.risk_id = risk.id
      and decision.state = 'rejected'
      and decision.chosen_option_ids <> '[]'))`;

/** Open risks under treatment, by product. */
export async function countUnderTreatment(
  db: Knex,
): Promise<Map<string, number>> {
  const rows: { product_ref: string; count: DbInteger }[] = await db('risk')
    .where('risk.state', 'open')
    .whereRaw(TREATMENT_UNDER_WAY)
    .groupBy('risk.product_ref')
    .select('risk.product_ref')
    .count({ count: '*' });
  return new Map(
    rows.map(({ product_ref, count }) => [product_ref, toInteger(count)]),
  );
}
