import { BudgetSummary } from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { RiskConfig } from '../../config';
import { BudgetStore } from '../../database/BudgetStore';
import { DbBudgetTargetRow } from '../../database/budgetTables';
import { ExposureHistory } from '../../database/ExposureHistory';
import { budgetState, BudgetState } from './budgetState';
import { dayNumberOf, dayText } from './days';
import { exposureParts } from './exposureParts';
import { targetOverTime } from './targets';

export interface ProductBudgetsOptions {
  db: Knex;
  config: Pick<RiskConfig, 'budget'>;
  now: () => Date;
}

function groupByProduct<T extends { product_ref: string }>(
  rows: readonly T[],
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.product_ref);
    if (group) group.push(row);
    else groups.set(row.product_ref, [row]);
  }
  return groups;
}

/** Budgets of many products at once, from the steps that writes keep. */
export class ProductBudgets {
  readonly #options: ProductBudgetsOptions;

  constructor(options: ProductBudgetsOptions) {
    this.#options = options;
  }

  /** Two queries, however many products. */
  async summariesOf(
    productRefs: readonly string[],
  ): Promise<Map<string, BudgetSummary>> {
    const states = await this.statesOf(productRefs);
    return new Map([...states].map(([ref, { summary }]) => [ref, summary]));
  }

  async statesOf(
    productRefs: readonly string[],
  ): Promise<Map<string, BudgetState>> {
    const { db, config, now } = this.#options;
    const day = dayNumberOf(now());
    const { windowDays, graceDays } = config.budget;
    const [steps, changes] = await Promise.all([
      new ExposureHistory(db).steps(
        productRefs,
        dayText(day - windowDays - graceDays),
      ),
      new BudgetStore(db).changes(productRefs),
    ]);
    const stepsOf = groupByProduct(steps);
    const changesOf = groupByProduct<DbBudgetTargetRow>(changes);
    return new Map(
      productRefs.map(ref => [
        ref,
        budgetState({
          parts: exposureParts(stepsOf.get(ref) ?? []),
          target: targetOverTime(changesOf.get(ref) ?? []),
          day,
          policy: config.budget,
        }),
      ]),
    );
  }
}
