import { Knex } from 'knex';
import { selectInChunks } from '../../../database/batches';

/**
 * The findings of the open risks in the scope of a session: those of its risks,
 * and those of its product that touch one of its components; without a
 * component it is about the whole product.
 */
export function findingsInScope(
  db: Knex,
  sessionId: string,
): Knex.QueryBuilder<object, { finding_id: string }[]> {
  const scope = () =>
    db('session_member').where({ session_id: sessionId, role: 'scope' });
  return db({ rf: 'risk_finding' })
    .join({ r: 'risk' }, 'r.id', 'rf.risk_id')
    .where('r.state', 'open')
    .where(either =>
      either
        .whereIn(
          'r.id',
          db('session_risk').where({ session_id: sessionId }).select('risk_id'),
        )
        .orWhere(ofProduct =>
          ofProduct
            .whereIn(
              'r.product_ref',
              db('session').where({ id: sessionId }).select('product_ref'),
            )
            .where(touching =>
              touching
                .whereNotExists(scope().select(db.raw('1')))
                .orWhereIn(
                  'r.id',
                  db('risk_entity')
                    .whereIn('entity_ref', scope().select('ref'))
                    .select('risk_id'),
                ),
            ),
        ),
    )
    .select('rf.finding_id');
}

/** Which of some findings are in the scope of a session. */
export async function amongFindingsInScope(
  db: Knex,
  sessionId: string,
  findingIds: Iterable<string>,
): Promise<Set<string>> {
  const rows = await selectInChunks(findingIds, chunk =>
    findingsInScope(db, sessionId).whereIn('rf.finding_id', chunk),
  );
  return new Set(rows.map(({ finding_id }) => finding_id));
}
