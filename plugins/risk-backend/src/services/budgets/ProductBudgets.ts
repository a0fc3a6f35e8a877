import { BudgetSummary } from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { RiskConfig } from '../../config';
import { BackfillStore } from '../../database/BackfillStore';
import { BudgetStore } from '../../database/BudgetStore';
import { DbBudgetTargetRow } from '../../database/budgetTables';
import { ExposureHistory } from '../../database/ExposureHistory';
import { BudgetStanding, BudgetState } from '../decisions/BudgetState';
import { budgetState, BudgetState as ReckonedState } from './budgetState';
import { dayNumberOf, dayText } from '../../days';
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
export class ProductBudgets implements BudgetState {
  readonly #options: ProductBudgetsOptions;

  constructor(options: ProductBudgetsOptions) {
    this.#options = options;
  }

  /** Two queries, however many products, and two more where one alerts. */
  async summariesOf(
    productRefs: readonly string[],
  ): Promise<Map<string, BudgetSummary>> {
    const states = await this.statesOf(productRefs);
    return new Map([...states].map(([ref, { summary }]) => [ref, summary]));
  }

  /** Whether further acceptances in a product need a second signer. */
  async standingOf(productRef: string): Promise<BudgetStanding> {
    const summary = (await this.summariesOf([productRef])).get(productRef);
    switch (summary?.state) {
      case 'exhausted':
        return 'exhausted';
      case 'within':
      case 'running-out':
        return 'within';
      default:
        return 'none';
    }
  }

  async statesOf(
    productRefs: readonly string[],
  ): Promise<Map<string, ReckonedState>> {
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
    const stateOf = (ref: string, watchedFrom?: number) =>
      budgetState({
        parts: exposureParts(stepsOf.get(ref) ?? []),
        target: targetOverTime(changesOf.get(ref) ?? []),
        day,
        watchedFrom,
        policy: config.budget,
      });
    const states = new Map(productRefs.map(ref => [ref, stateOf(ref)]));
    const alerting = productRefs.filter(ref => states.get(ref)?.summary.alert);
    for (const [ref, from] of await this.#watchedFrom(alerting, day)) {
      states.set(ref, stateOf(ref, from));
    }
    return states;
  }

  /** Of products with a history from before they were watched. */
  async #watchedFrom(
    productRefs: readonly string[],
    today: number,
  ): Promise<Map<string, number>> {
    const store = new BackfillStore(this.#options.db);
    const refs = await store.productsWithHistory(productRefs);
    const live =
      refs.length > 0 ? await store.firstLive(refs) : new Map<string, string>();
    return new Map(
      refs.map(ref => {
        const at = live.get(ref);
        return [ref, at === undefined ? today : dayNumberOf(new Date(at))];
      }),
    );
  }
}
