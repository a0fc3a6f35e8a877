import { Knex } from 'knex';
import { MS_PER_DAY } from '../../../days';
import { DbInteger, toInteger } from '../../../database/tables';

/** How owners come to their decisions. */

/**
 * Risks that an owner decided about, and those of them for which two or more
 * options had been written down before the decision.
 */
export async function exploredBeforeDeciding(
  db: Knex,
): Promise<{ decidedRisks: number; withOptions: number }> {
  const explored = db('option_effect as oe')
    .join('treatment_option as o', 'o.id', 'oe.option_id')
    .whereRaw('oe.risk_id = dr.risk_id')
    .whereRaw('o.created_at <= d.decided_at')
    .countDistinct('o.id');
  const decided = db('decision as d')
    .join('decision_risk as dr', 'dr.decision_id', 'd.id')
    .whereNotNull('d.decided_at')
    .select('dr.risk_id')
    .select({ options: explored })
    .as('decided');
  const best = db
    .from(decided)
    .groupBy('risk_id')
    .select('risk_id')
    .max({ options: 'options' })
    .as('best');
  const [row]: { risks: DbInteger; with_options: DbInteger | null }[] = await db
    .from(best)
    .select(
      db.raw('count(*) as risks'),
      db.raw('sum(case when options >= 2 then 1 else 0 end) as with_options'),
    );
  return {
    decidedRisks: toInteger(row.risks),
    withOptions: toInteger(row.with_options ?? 0),
  };
}

/**
 * Days from the last session that was held about a risk of a decision to that
 * decision; decisions without such a session are not counted.
 */
export async function sessionsBeforeDeciding(
  db: Knex,
): Promise<{ decisions: number; medianDays?: number }> {
  const rows: { decided_at: string; day: string }[] = await db('decision as d')
    .join('decision_risk as dr', 'dr.decision_id', 'd.id')
    .join('session_risk as sr', 'sr.risk_id', 'dr.risk_id')
    .join('session as s', 's.id', 'sr.session_id')
    .whereNotNull('d.decided_at')
    .where('s.state', 'held')
    .whereNotNull('s.day')
    .whereRaw('s.day <= substr(d.decided_at, 1, 10)')
    .groupBy('d.id', 'd.decided_at')
    .select('d.decided_at')
    .max({ day: 's.day' });
  const days = rows
    .map(
      ({ decided_at, day }) =>
        (Date.parse(decided_at.slice(0, 10)) - Date.parse(day)) / MS_PER_DAY,
    )
    .sort((a, b) => a - b);
  if (days.length === 0) return { decisions: 0 };
  const middle = (days.length - 1) / 2;
  return {
    decisions: days.length,
    medianDays: (days[Math.floor(middle)] + days[Math.ceil(middle)]) / 2,
  };
}
