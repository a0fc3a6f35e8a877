import { NotFoundError } from '@backstage/errors';
import {
  Endpoints,
  ProductTimeliness,
} from '@product-risk/backstage-plugin-risk-common';
import {
  kaplanMeier,
  openDurations,
  timeliness,
} from '@product-risk/risk-model';
import { Knex } from 'knex';
import { RiskConfig } from '../../config';
import { DecisionStore } from '../../database/DecisionStore';
import { dayNumberOf, dayText } from '../../days';
import { openItems } from '../budgets/openItems';
import { pausesByRisk } from '../budgets/pauses';
import { Caller } from '../Caller';
import { OperationInput, Operations } from '../Operations';
import { plural } from './present/sentences';
import { productRows } from './queries/products';
import { historyOfOpenRisks } from './queries/riskHistory';

interface TimelinessReadsOptions {
  db: Knex;
  config: RiskConfig;
  now: () => Date;
}

const WORST_FIRST = ['critical', 'high', 'medium', 'low'] as const;

function sentenceOf({
  overall,
  medianDays,
  windowDays,
  items,
}: {
  overall: number | undefined;
  medianDays: number | undefined;
  windowDays: number;
  items: number;
}): string {
  if (overall === undefined) {
    return items > 0
      ? 'No rated risk has been open for a whole day yet.'
      : `No rated risk was open in the last ${windowDays} days.`;
  }
  const median =
    medianDays === undefined
      ? 'fewer than half of the risks were closed'
      : `half of the risks are closed within ${plural(medianDays, 'day')}`;
  return `${Math.round(
    overall * 100,
  )} % of the weighted days on which risks were open were within their time; ${median}.`;
}

/** How timely the risks of a product are closed. */
export class TimelinessReads implements Operations<'getTimeliness'> {
  readonly #options: TimelinessReadsOptions;

  constructor(options: TimelinessReadsOptions) {
    this.#options = options;
  }

  /** @throws NotFoundError when the entity is no product. */
  getTimeliness = async (
    { entityRef }: OperationInput<Endpoints['getTimeliness']>,
    _caller: Caller,
  ): Promise<ProductTimeliness> => {
    const { db, config, now } = this.#options;
    const policy = config.budget.timeliness;
    const instant = now();
    const day = dayNumberOf(instant);
    const fromDay = day - policy.windowDays;
    const [product, rows] = await Promise.all([
      productRows(db, [entityRef]),
      historyOfOpenRisks(db, entityRef, dayText(fromDay)),
    ]);
    if (product.length === 0) {
      throw new NotFoundError(`${entityRef} is no product here`);
    }
    const pauses = pausesByRisk(
      await new DecisionStore(db).grantIntervals(
        new Set(rows.map(({ risk_id }) => risk_id)),
      ),
    );
    const { items, unrated } = openItems(
      rows,
      { fromDay, toDay: day },
      riskId => pauses.get(riskId) ?? [],
    );
    const { overall, byLevel } = timeliness(items, { day, policy });
    const { steps, medianDays } = kaplanMeier(openDurations(items, day));
    return {
      productRef: entityRef,
      asOf: instant.toISOString(),
      windowDays: policy.windowDays,
      risks: items.length,
      unrated,
      overall,
      byLevel: WORST_FIRST.map(level => ({
        level,
        dueDays: policy.dueDays[level],
        timeliness: byLevel[level],
      })),
      medianDays,
      survival: [...steps],
      sentence: sentenceOf({
        overall,
        medianDays,
        windowDays: policy.windowDays,
        items: items.length,
      }),
    };
  };
}
