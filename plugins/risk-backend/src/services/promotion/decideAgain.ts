import { Knex } from 'knex';
import { FindingStore } from '../../database/FindingStore';
import { DbFindingRow } from '../../database/tables';
import { decidePromotions } from './decidePromotions';
import { PromotionRules } from './PromotionRules';

/**
 * Asks the rules again about one page of the findings that nobody reviewed.
 *
 * @returns which of them are promoted now and were not, or the other way
 * round; and the last one of the page when more may follow
 */
export async function decideAgain(
  trx: Knex.Transaction,
  rules: PromotionRules,
  at: string,
  afterId: string | undefined,
  limit: number,
): Promise<{ changedIds: string[]; lastId?: string }> {
  const query = trx<DbFindingRow>('finding')
    .where({ reviewed: false })
    .orderBy('id')
    .limit(limit);
  if (afterId !== undefined) query.andWhere('id', '>', afterId);
  const before = await query;
  const decided = await decidePromotions(trx, before, rules, at);
  const changed = decided.filter(
    (row, index) =>
      row.promotion !== before[index].promotion ||
      row.promoted_by !== before[index].promoted_by,
  );
  await new FindingStore(trx).save(changed);
  return {
    changedIds: changed.map(({ id }) => id),
    lastId: before.length === limit ? before[limit - 1].id : undefined,
  };
}
