import { Knex } from 'knex';
import { DbDecisionRow } from '../../database/decisionTables';

/** What is told of a decision beside the risk that it is about. */
export type DecisionOfRisk = Pick<
  DbDecisionRow,
  | 'state'
  | 'expiry'
  | 'requested_by'
  | 'requested_at'
  | 'decided_by'
  | 'decided_at'
>;

/** Most decisions about one risk that are told. */
const MAX_DECISIONS = 5;

/** What people asked and decided about a risk, the newest first. */
export async function decisionsOfRisk(
  knex: Knex,
  riskId: string | null,
): Promise<DecisionOfRisk[]> {
  if (riskId === null) return [];
  return knex<DbDecisionRow>({ d: 'decision' })
    .join({ dr: 'decision_risk' }, 'dr.decision_id', 'd.id')
    .where('dr.risk_id', riskId)
    .andWhere(either =>
      either.where('d.origin', 'person').orWhereNot('d.state', 'requested'),
    )
    .orderBy([{ column: 'd.requested_at', order: 'desc' }, 'd.id'])
    .limit(MAX_DECISIONS)
    .select<DecisionOfRisk[]>(
      'd.state',
      'd.expiry',
      'd.requested_by',
      'd.requested_at',
      'd.decided_by',
      'd.decided_at',
    );
}
