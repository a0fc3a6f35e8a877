import { NotFoundError } from '@backstage/errors';
import { Explanation } from '@product-risk/backstage-plugin-risk-common';
import {
  budgetedExposure,
  exposureBudget,
  formatPoints,
  Step,
} from '@product-risk/risk-model';
import { Knex } from 'knex';
import { RiskConfig } from '../../config';
import { toInteger } from '../../database/tables';
import { dayNumber, dayNumberOf, dayText, dayWords } from '../../days';
import { ProductBudgets } from '../budgets/ProductBudgets';
import { Caller } from '../Caller';
import { metricWords } from './present/metrics';
import { isRiskVisible } from './present/risks';
import { plural } from './present/sentences';
import { entityRefsOfRisks } from './queries/findings';
import { productRows } from './queries/products';
import { ExposureRow, exposureHistory } from './queries/riskHistory';
import { risksByIds } from './queries/risks';
import { VisibleRisks } from './VisibleRisks';

interface BudgetExplanationOptions {
  db: Knex;
  config: RiskConfig;
  visible: VisibleRisks;
  budgets: ProductBudgets;
  now: () => Date;
}

interface Spent {
  riskId: string;
  /** In 1/10 000 point days. */
  value: number;
}

/** Exposure of one risk over time; the last value of a day stands for it. */
function stepsOf(rows: readonly ExposureRow[]): Step[] {
  const days = new Map<number, number>();
  for (const { at, exposure, state } of rows) {
    days.set(dayNumber(at), state === 'closed' ? 0 : toInteger(exposure));
  }
  return [...days].map(([fromDay, exposureUnits]) => ({
    fromDay,
    exposureUnits,
  }));
}

/** Says which risks spent the budget of a product. */
export class BudgetExplanation {
  readonly #options: BudgetExplanationOptions;

  constructor(options: BudgetExplanationOptions) {
    this.#options = options;
  }

  /**
   * What each risk spent of the window. Inputs, hidden ones and the rest add
   * up to what is spent exactly.
   *
   * @throws NotFoundError when the entity is no product
   */
  async explain(
    productRef: string,
    limit: number,
    caller: Caller,
  ): Promise<Explanation> {
    const { db, config, visible, budgets, now } = this.#options;
    const day = dayNumberOf(now());
    const { windowDays, graceDays } = config.budget;
    const [product, states, history] = await Promise.all([
      productRows(db, [productRef]),
      budgets.statesOf([productRef]),
      exposureHistory(db, productRef, dayText(day - windowDays)),
    ]);
    const state = states.get(productRef);
    if (product.length === 0 || !state) {
      throw new NotFoundError(`${productRef} is no product here`);
    }
    const total = exposureBudget({
      exposure: state.exposure,
      target: [{ fromDay: day, exposureUnits: 0 }],
      day,
      windowDays,
    }).spentUnitDays;
    const spent = this.#spentBy(history, day);
    const listed = spent.slice(0, limit);
    const ids = listed.map(({ riskId }) => riskId);
    const [risks, refsOfRisks] = await Promise.all([
      risksByIds(db, ids),
      entityRefsOfRisks(db, ids),
    ]);
    const refsOf = (riskId: string) => refsOfRisks.get(riskId) ?? [];
    const seen = await visible.among(
      [productRef, ...ids.flatMap(refsOf)],
      caller,
    );
    const shown = listed.filter(({ riskId }) =>
      isRiskVisible(refsOf(riskId), seen),
    );
    const hidden = listed.filter(one => !shown.includes(one));
    const sum = (rows: readonly Spent[]) =>
      rows.reduce((units, { value }) => units + value, 0);
    const share = (value: number) =>
      total > 0 ? { share: Math.min(1, Math.max(0, value / total)) } : {};
    const part = (count: number, value: number) =>
      count > 0 || value !== 0 ? { count, value, ...share(value) } : undefined;
    const words = metricWords.budget;
    const known = state.exposure.length > 0;
    const joiningDay = day - graceDays;
    const joining = history.filter(
      row =>
        row.assessed_day !== null && dayNumber(row.assessed_day) > joiningDay,
    );
    return {
      metric: 'budget',
      subject: seen.link(productRef),
      title: words.title,
      sentence: known
        ? `${formatPoints(
            total,
          )} point days were spent in ${windowDays} days. ${
            state.summary.sentence
          }`
        : state.summary.sentence,
      formula: words.formula,
      unit: words.unit,
      value: known ? total : undefined,
      asOf: now().toISOString(),
      policyVersion: config.policyVersion,
      inputs: shown.map(({ riskId, value }) => {
        const { entities, hidden: hiddenEntities } = seen.split(refsOf(riskId));
        const risk = risks.get(riskId);
        return {
          label: risk?.title ?? riskId,
          riskId,
          findingId: risk?.finding_id ?? undefined,
          entities,
          hiddenEntities,
          level: risk?.level ?? undefined,
          value,
          ...share(value),
          ...(risk?.state === 'closed' && {
            note: 'closed; what it spent leaves the window in time',
          }),
        };
      }),
      rest: part(
        spent.length - listed.length,
        total - sum(shown) - sum(hidden),
      ),
      hidden: part(hidden.length, sum(hidden)),
      excluded: [...new Set(joining.map(row => row.assessed_day ?? ''))].map(
        assessed => {
          const risksOfDay = new Set(
            joining
              .filter(row => row.assessed_day === assessed)
              .map(row => row.risk_id),
          );
          return {
            label: plural(risksOfDay.size, 'risk'),
            count: risksOfDay.size,
            reason: `newly assessed; joins the budget on ${dayWords(
              dayNumber(assessed) + graceDays,
              day,
            )}`,
          };
        },
      ),
    };
  }

  #spentBy(history: readonly ExposureRow[], day: number): Spent[] {
    const { windowDays, graceDays } = this.#options.config.budget;
    const byRisk = new Map<string, ExposureRow[]>();
    for (const row of history) {
      byRisk.set(row.risk_id, [...(byRisk.get(row.risk_id) ?? []), row]);
    }
    return [...byRisk]
      .map(([riskId, rows]) => ({
        riskId,
        value: exposureBudget({
          exposure: budgetedExposure(
            [
              {
                id: riskId,
                assessedFromDay: dayNumber(rows[0].assessed_day ?? rows[0].at),
                steps: stepsOf(rows),
              },
            ],
            rows[0].assessed_day === null ? 0 : graceDays,
          ),
          target: [{ fromDay: day, exposureUnits: 0 }],
          day,
          windowDays,
        }).spentUnitDays,
      }))
      .filter(({ value }) => value > 0)
      .sort((a, b) => b.value - a.value || (a.riskId < b.riskId ? -1 : 1));
  }
}
