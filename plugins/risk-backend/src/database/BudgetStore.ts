import { Knex } from 'knex';
import { selectInChunks } from './batches';
import { DbBudgetTargetRow, DbTargetRaiseRow } from './budgetTables';

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

  async addRaise(row: DbTargetRaiseRow): Promise<void> {
    await this.knex('budget_target_raise').insert(row);
  }

  async dropRaise(productRef: string): Promise<void> {
    await this.knex('budget_target_raise')
      .where({ product_ref: productRef })
      .delete();
  }
}
