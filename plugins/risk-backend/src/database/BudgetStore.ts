import { Knex } from 'knex';
import { selectInChunks } from './batches';
import { DbBudgetTargetRow } from './budgetTables';

/** Targets of products, as they were changed. Nothing is ever rewritten. */
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
}
