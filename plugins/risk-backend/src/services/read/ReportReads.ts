import {
  Endpoints,
  ProductSummary,
  Report,
  TrendPoint,
} from '@product-risk/backstage-plugin-risk-common';
import { unitsToPoints } from '@product-risk/risk-model';
import { Knex } from 'knex';
import { dayAfter, dayOf } from '../../days';
import { RiskConfig } from '../../config';
import { toInteger } from '../../database/tables';
import { Caller } from '../Caller';
import { OperationInput, Operations } from '../Operations';
import { csvLine } from './csv';
import { cutPage, cutVisible, SEARCH_LIMIT } from './page';
import { headlineOf } from './present/headline';
import {
  coverageOf,
  exposuresOf,
  levelCountsOf,
  removedOf,
} from './present/rollup';
import { ProductSummaries } from './ProductSummaries';
import { decodeCursor, Keyset } from './queries/keyset';
import { countProducts, productPage, ProductRow } from './queries/products';
import {
  dailyChanges,
  DailyChangeRow,
  domainTotals,
  noProductRow,
  organisationTotals,
  ProductCountsRow,
  productCounts,
} from './queries/report';
import { VisibleRisks } from './VisibleRisks';

interface ReportReadsOptions {
  db: Knex;
  config: RiskConfig;
  summaries: ProductSummaries;
  visible: VisibleRisks;
  now: () => Date;
}

type Input<K extends keyof Endpoints> = OperationInput<Endpoints[K]>;

const TREND_DAYS = 90;
const EXPORT_BATCH = 200;

const keysetOf = (row: ProductRow & { sort_key: string | number }): Keyset => ({
  key: row.sort_key,
  id: row.entity_ref,
});

function productsOf(row: ProductCountsRow): Report['products'] {
  const total = toInteger(row.total);
  const assessed = toInteger(row.assessed);
  const byLevel = {
    critical: toInteger(row.critical),
    high: toInteger(row.high),
    medium: toInteger(row.medium),
    low: toInteger(row.low),
  };
  const rated = byLevel.critical + byLevel.high + byLevel.medium + byLevel.low;
  const ownerConfirmed = toInteger(row.owner_confirmed);
  const ownerProposed = toInteger(row.owner_proposed);
  return {
    total,
    assessed,
    byWorst: {
      ...byLevel,
      none: assessed - rated,
      notAssessed: total - assessed,
    },
    ownerConfirmed,
    ownerProposed,
    ownerMissing: total - ownerConfirmed - ownerProposed,
  };
}

function trendOf(
  changes: readonly DailyChangeRow[],
  since: string,
  today: string,
  current: number | undefined,
): TrendPoint[] {
  const points = new Map<string, TrendPoint>();
  let exposure = 0;
  let assessed = false;
  for (const change of changes) {
    exposure += toInteger(change.delta);
    assessed = assessed || toInteger(change.assessed) > 0;
    const day = change.day < since ? since : change.day;
    points.set(day, {
      day,
      ...(assessed && { exposure }),
      ...(toInteger(change.backfilled) > 0 && { backfilled: true }),
    });
  }
  points.set(
    today,
    current === undefined ? { day: today } : { day: today, exposure: current },
  );
  return [...points.values()];
}

const header = [
  'product',
  'title',
  'domain',
  'owner',
  'owner state',
  'assessed',
  'exposure points',
  'worst level',
  'critical',
  'high',
  'medium',
  'low',
  'unrated',
  'chance of a severe event',
  'components',
  'modelled',
  'stale',
  'not reviewed',
  'failed sources',
  'budget',
  'target points',
  'spent share',
  'runs out on',
  'recovers on',
];

/** Numbers of a product that nothing is known about stay empty. */
function csvProduct(product: ProductSummary): string {
  const { assessed, exposures, risks, coverage, severe, budget } = product;
  const known = (value: number) => (assessed ? value : undefined);
  return csvLine([
    product.entity?.ref ?? '',
    product.entity?.title ?? 'No product',
    product.domain?.title,
    product.owner.ref,
    product.owner.state,
    assessed ? 'yes' : 'no',
    known(unitsToPoints(exposures.current)),
    product.worst,
    known(risks.critical),
    known(risks.high),
    known(risks.medium),
    known(risks.low),
    known(risks.unrated),
    severe.probability,
    coverage.components,
    coverage.modelled,
    coverage.stale,
    known(coverage.notReviewed),
    coverage.failedSources,
    budget?.state,
    budget?.target === undefined ? undefined : unitsToPoints(budget.target),
    budget?.spentShare,
    budget?.runsOutOn,
    budget?.recoversOn,
  ]);
}

/** What the organisation's report shows. */
export class ReportReads
  implements Operations<'getReport' | 'listProducts' | 'exportProducts'>
{
  readonly #options: ReportReadsOptions;

  constructor(options: ReportReadsOptions) {
    this.#options = options;
  }

  getReport = async (
    _input: Input<'getReport'>,
    caller: Caller,
  ): Promise<Report> => {
    const { db, config, summaries, visible, now } = this.#options;
    const instant = now();
    const since = dayAfter(instant, -TREND_DAYS);
    const [totals, counts, domains, noProduct, changes] = await Promise.all([
      organisationTotals(db),
      productCounts(db),
      domainTotals(db),
      noProductRow(db).then(row => summaries.noProduct(row)),
      dailyChanges(db, since),
    ]);
    const seen = await visible.among(
      domains.map(({ domain_ref }) => domain_ref),
      caller,
    );
    const exposures = exposuresOf(totals);
    const products = productsOf(counts);
    const risks = levelCountsOf(totals);
    const coverage = coverageOf(totals);
    const somethingKnown = products.assessed > 0 || noProduct.assessed;
    return {
      asOf: instant.toISOString(),
      policyVersion: config.policyVersion,
      headline: headlineOf({ products, exposures, risks, coverage }),
      products,
      exposures,
      removed: removedOf(exposures),
      risks,
      coverage,
      domains: domains.map(row => ({
        domain: seen.link(row.domain_ref),
        hidden: row.domain_ref !== null && !seen.has(row.domain_ref),
        products: toInteger(row.products),
        exposures: exposuresOf(row),
        risks: levelCountsOf(row),
        coverage: coverageOf(row),
      })),
      noProduct,
      trend: trendOf(
        changes,
        since,
        dayOf(instant),
        somethingKnown ? exposures.current : undefined,
      ),
    };
  };

  listProducts = async (
    { cursor, limit, ...request }: Input<'listProducts'>,
    caller: Caller,
  ) => {
    const { db, summaries, visible } = this.#options;
    const after = cursor ? decodeCursor(cursor) : undefined;
    if (request.search) {
      const hits = await productPage(db, { ...request, limit: SEARCH_LIMIT });
      const seen = await visible.among(
        hits.map(({ entity_ref }) => entity_ref),
        caller,
      );
      const { rows, ...page } = cutVisible(
        hits.filter(({ entity_ref }) => seen.has(entity_ref)),
        limit,
        keysetOf,
        after,
      );
      const { summaries: items } = await summaries.of(rows, caller);
      return { ...page, items, hidden: 0 };
    }
    const [found, totalItems] = await Promise.all([
      productPage(db, { ...request, limit: limit + 1, after }),
      countProducts(db, request),
    ]);
    const { rows, nextCursor } = cutPage(found, limit, keysetOf);
    const { summaries: products } = await summaries.of(rows, caller);
    const items = products.filter(({ hidden }) => !hidden);
    return {
      items,
      nextCursor,
      totalItems,
      hidden: products.length - items.length,
    };
  };

  exportProducts = async (
    request: Input<'exportProducts'>,
    caller: Caller,
  ): Promise<AsyncIterable<string>> => this.#csv(request, caller);

  async *#csv(
    request: Input<'exportProducts'>,
    caller: Caller,
  ): AsyncGenerator<string> {
    const { db, summaries } = this.#options;
    yield csvLine(header);
    let after: Keyset | undefined;
    for (;;) {
      const rows = await productPage(db, {
        ...request,
        limit: EXPORT_BATCH,
        after,
      });
      const { summaries: products } = await summaries.of(rows, caller);
      yield products
        .filter(({ hidden }) => !hidden)
        .map(csvProduct)
        .join('');
      if (rows.length < EXPORT_BATCH) return;
      after = keysetOf(rows[rows.length - 1]);
    }
  }
}
