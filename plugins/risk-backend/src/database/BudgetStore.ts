import { Knex } from 'knex';
import { selectInChunks } from './batches';
import {
  DbBudgetTargetRow,
  DbRaiseAnswerRow,
  DbTargetRaiseRow,
} from './budgetTables';

/**
 * Targets of products, as they were changed, and raises that wait. What was
 * changed is never rewritten.
 */
export class BudgetStore {
  constructor(private readonly knex: Knex) {}

  /** Every change of the targets of some products, oldest first. */
  async changes(productRefs: Iterable<string>): Promise<DbBudgetTargetRow[]> {
    return selectInChunks(productRefs, chunk =>
      this.knex<DbBudgetTargetRow>('budget_target')
        .whereIn('product_ref', chunk)
        .orderBy(['product_ref', 'id'])
        .select(),
    );
  }

  async append(row: Omit<DbBudgetTargetRow, 'id'>): Promise<void> {
    await this.knex('budget_target').insert(row);
  }

  /** What waits for a second signature, at most one of a product. */
  async raiseOf(productRef: string): Promise<DbTargetRaiseRow | undefined> {
    return this.knex<DbTargetRaiseRow>('budget_target_raise')
      .where({ product_ref: productRef })
      .first();
  }

  /** Every raise that waits, longest first. */
  async waitingRaises(): Promise<DbTargetRaiseRow[]> {
    return this.knex<DbTargetRaiseRow>('budget_target_raise').orderBy([
      'at',
      'id',
    ]);
  }

  /** Raises that one of these refs may sign second, longest waiting first. */
  async raisesToSign(
    { refs, notBy }: { refs: readonly string[]; notBy: string },
    limit: number,
  ): Promise<DbTargetRaiseRow[]> {
    return this.knex<DbTargetRaiseRow>('budget_target_raise')
      .whereIn('second_ref', [...refs])
      .whereNot('actor', notBy)
      .orderBy(['at', 'id'])
      .limit(limit);
  }

  async raisesAskedBy(
    actor: string,
    limit: number,
  ): Promise<DbTargetRaiseRow[]> {
    return this.knex<DbTargetRaiseRow>('budget_target_raise')
      .where({ actor })
      .orderBy(['at', 'id'])
      .limit(limit);
  }

  async addAnswer(row: DbRaiseAnswerRow): Promise<void> {
    await this.knex<DbRaiseAnswerRow>('budget_raise_answer').insert(row);
  }

  /** What became of raises since an instant, newest answer first. */
  async answers(filter: {
    since: string;
    askedBy?: string;
    limit?: number;
  }): Promise<DbRaiseAnswerRow[]> {
    const query = this.knex<DbRaiseAnswerRow>('budget_raise_answer')
      .where('answered_at', '>=', filter.since)
      .orderBy([
        { column: 'answered_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ]);
    if (filter.askedBy !== undefined) query.where('asked_by', filter.askedBy);
    if (filter.limit !== undefined) query.limit(filter.limit);
    return query;
  }

  async addRaise(row: DbTargetRaiseRow): Promise<void> {
    await this.knex('budget_target_raise').insert(row);
  }

  async dropRaise(productRef: string): Promise<void> {
    await this.knex('budget_target_raise')
      .where({ product_ref: productRef })
      .delete();
  }
}
