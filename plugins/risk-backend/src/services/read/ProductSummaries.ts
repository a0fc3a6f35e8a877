import { probabilityOfSevere } from '@product-risk/risk-model';
import {
  BudgetSummary,
  Owner,
  ProductSummary,
  Severe,
} from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { dayAfter, dayOf } from '../../days';
import { DbProductSevereRow } from '../../database/tables';
import { ProductBudgets } from '../budgets/ProductBudgets';
import { Caller } from '../Caller';
import { Owners } from './Owners';
import {
  coverageOf,
  exposuresOf,
  findingCountsOf,
  assessedFindings,
  levelCountsOf,
  ratedCount,
  worstOf,
} from './present/rollup';
import { presentOwner } from './present/owners';
import { productSentence } from './present/sentences';
import { changeOf, trendOf } from './present/trend';
import { ProductRow, severeRows } from './queries/products';
import { TrendRow, trendRows } from './queries/snapshots';
import { VisibleEntities, VisibleRisks } from './VisibleRisks';

interface ProductSummariesOptions {
  db: Knex;
  owners: Owners;
  budgets: Pick<ProductBudgets, 'summariesOf'>;
  visible: VisibleRisks;
  now: () => Date;
}

const NO_OWNER: Owner = { state: 'none' };

/** Everything that several products need beside their rows. */
interface Context {
  severe: Map<string, DbProductSevereRow[]>;
  trends: Map<string, TrendRow[]>;
  owners: Map<string, Owner>;
  budgets: Map<string, BudgetSummary>;
  since: string;
  today: string;
}

function groupBy<T>(items: T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** Whether anything at all is known about a product. */
export function isAssessed(row: ProductRow): boolean {
  const { modelled } = coverageOf(row);
  const counts = levelCountsOf(row);
  return (
    modelled > 0 ||
    ratedCount(counts) + counts.unrated > 0 ||
    assessedFindings(findingCountsOf(row)) > 0
  );
}

function severeOf(row: ProductRow, histogram: DbProductSevereRow[]): Severe {
  const confirmed = row.confirmed ?? 0;
  return {
    ...(confirmed > 0 && {
      probability: probabilityOfSevere(
        histogram.map(({ probability_micro, count }) => ({
          probabilityMicro: probability_micro,
          count,
        })),
      ),
    }),
    confirmed,
    rated: ratedCount(levelCountsOf(row)),
  };
}

/**
 * Turns product rows into what lists show. Six queries and one catalog call,
 * however many products.
 */
export class ProductSummaries {
  readonly #options: ProductSummariesOptions;

  constructor(options: ProductSummariesOptions) {
    this.#options = options;
  }

  /**
   * @param alsoVisible - refs that the caller of this method wants to know
   * about, answered by the same catalog call
   */
  async of(
    rows: ProductRow[],
    caller: Caller,
    {
      trendDays = 30,
      alsoVisible = [],
    }: { trendDays?: number; alsoVisible?: readonly string[] } = {},
  ): Promise<{ summaries: ProductSummary[]; visible: VisibleEntities }> {
    const { db, owners, budgets, now } = this.#options;
    const refs = rows.map(row => row.entity_ref);
    const instant = now();
    const since = dayAfter(instant, -trendDays);
    const [severe, trends, ownerByProduct, budgetByProduct] = await Promise.all(
      [
        severeRows(db, refs),
        trendRows(db, refs, since),
        owners.ownerOf(refs),
        budgets.summariesOf(refs),
      ],
    );
    const visible = await this.#options.visible.among(
      [
        ...refs,
        ...rows.map(row => row.domain_ref),
        ...[...ownerByProduct.values()].map(owner => owner.ref),
        ...alsoVisible,
      ],
      caller,
    );
    const context: Context = {
      severe: groupBy(severe, row => row.product_ref),
      trends: groupBy(trends, row => row.product_ref),
      owners: ownerByProduct,
      budgets: budgetByProduct,
      since,
      today: dayOf(instant),
    };
    return {
      summaries: rows.map(row => this.#summary(row, context, visible)),
      visible,
    };
  }

  /** The row "No product": the same numbers, nobody's. */
  async noProduct(row: ProductRow): Promise<ProductSummary> {
    const { db, now } = this.#options;
    const instant = now();
    const since = dayAfter(instant, -30);
    const [severe, trends] = await Promise.all([
      severeRows(db, [row.entity_ref]),
      trendRows(db, [row.entity_ref], since),
    ]);
    return this.#summary(
      row,
      {
        severe: new Map([[row.entity_ref, severe]]),
        trends: new Map([[row.entity_ref, trends]]),
        owners: new Map(),
        budgets: new Map(),
        since,
        today: dayOf(instant),
      },
      new VisibleEntities(new Map()),
    );
  }

  #summary(
    row: ProductRow,
    { severe, trends, owners, budgets, since, today }: Context,
    visible: VisibleEntities,
  ): ProductSummary {
    const ref = row.entity_ref;
    const assessed = isAssessed(row);
    const exposures = exposuresOf(row);
    const risks = levelCountsOf(row);
    const coverage = coverageOf(row);
    const trend = trendOf(trends.get(ref) ?? [], {
      since,
      today,
      current: assessed ? exposures.current : undefined,
    });
    return {
      entity: visible.link(ref),
      hidden: ref !== '' && !visible.has(ref),
      domain: visible.link(row.domain_ref),
      owner: presentOwner(owners.get(ref) ?? NO_OWNER, visible),
      assessed,
      exposures,
      worst: worstOf(risks),
      risks,
      severe: severeOf(row, severe.get(ref) ?? []),
      coverage,
      change: changeOf(trend),
      budget: budgets.get(ref),
      trend,
      sentence: productSentence(assessed, risks, coverage),
    };
  }
}
