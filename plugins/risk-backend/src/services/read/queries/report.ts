import { Knex } from 'knex';
import {
  DbInteger,
  DbProductRollupRow,
  NO_PRODUCT,
} from '../../../database/tables';
import { absentNumbers, Maybe, Summed } from '../present/rollup';
import { ProductRow } from './products';
import { sinceLastBefore } from './snapshots';

const summed = [
  'exposure',
  'exposure_inherent',
  'exposure_projected',
  'exposure_verified_only',
  'critical',
  'high',
  'medium',
  'low',
  'unrated',
  'confirmed',
  'findings_open',
  'findings_in_progress',
  'findings_claimed',
  'findings_verified',
  'findings_accepted',
  'findings_excluded',
  'not_reviewed',
  'components',
  'modelled',
  'stale',
  'failed_sources',
  'risks_open',
] as const satisfies ReadonlyArray<keyof DbProductRollupRow>;

export type Totals = Summed<Pick<DbProductRollupRow, (typeof summed)[number]>>;

const sums = (db: Knex) =>
  summed.map(column => db.raw('sum(??) as ??', [`rollup.${column}`, column]));

/** Everything, what belongs to no product included. */
export async function organisationTotals(db: Knex): Promise<Totals> {
  const [totals] = await db({ rollup: 'product_rollup' }).select(...sums(db));
  return totals;
}

export type DomainRow = Totals & {
  domain_ref: string | null;
  products: DbInteger;
};

/** Most domains that the report lists. */
const DOMAIN_LIMIT = 200;

/** Sums over the products of each domain, largest first. */
export async function domainTotals(db: Knex): Promise<DomainRow[]> {
  return db('product')
    .leftJoin(
      { rollup: 'product_rollup' },
      'rollup.product_ref',
      'product.entity_ref',
    )
    .where('product.retired', false)
    .groupBy('product.domain_ref')
    .select('product.domain_ref', db.raw('count(*) as products'), ...sums(db))
    .orderByRaw(
      'coalesce(sum(rollup.exposure), 0) desc, product.domain_ref asc',
    )
    .limit(DOMAIN_LIMIT);
}

export interface ProductCountsRow {
  total: DbInteger;
  assessed: DbInteger | null;
  critical: DbInteger | null;
  high: DbInteger | null;
  medium: DbInteger | null;
  low: DbInteger | null;
  owner_confirmed: DbInteger | null;
  owner_proposed: DbInteger | null;
}

/** SQL twin of `isAssessed`. */
const ASSESSED = `(rollup.modelled + rollup.critical + rollup.high + rollup.medium + rollup.low + rollup.unrated
  + rollup.findings_open + rollup.findings_in_progress + rollup.findings_claimed + rollup.findings_verified
  + rollup.findings_accepted + rollup.findings_excluded + rollup.not_reviewed) > 0`;

const sumWhen = (db: Knex, condition: string, name: string) =>
  db.raw(`sum(case when ${condition} then 1 else 0 end) as ??`, [name]);

export async function productCounts(db: Knex): Promise<ProductCountsRow> {
  const [row] = await db('product')
    .leftJoin(
      { rollup: 'product_rollup' },
      'rollup.product_ref',
      'product.entity_ref',
    )
    .where('product.retired', false)
    .select(
      db.raw('count(*) as total'),
      sumWhen(db, ASSESSED, 'assessed'),
      sumWhen(db, 'rollup.critical > 0', 'critical'),
      sumWhen(db, 'rollup.critical = 0 and rollup.high > 0', 'high'),
      sumWhen(
        db,
        'rollup.critical = 0 and rollup.high = 0 and rollup.medium > 0',
        'medium',
      ),
      sumWhen(
        db,
        'rollup.critical = 0 and rollup.high = 0 and rollup.medium = 0 and rollup.low > 0',
        'low',
      ),
      sumWhen(db, 'product.owner_ref is not null', 'owner_confirmed'),
      sumWhen(
        db,
        // An owner that the catalog does not know answers for nothing.
        `product.owner_ref is null and exists (select 1 from entity as owner
          where owner.ref = product.proposed_owner_ref and owner.missing_since is null)`,
        'owner_proposed',
      ),
    );
  return row;
}

/** The numbers of what belongs to no product. */
export async function noProductRow(db: Knex): Promise<ProductRow> {
  const rollup: DbProductRollupRow | undefined = await db<DbProductRollupRow>(
    'product_rollup',
  )
    .where({ product_ref: NO_PRODUCT })
    .first();
  const absent: Maybe<DbProductRollupRow> = {
    product_ref: NO_PRODUCT,
    ...absentNumbers,
    components: null,
    modelled: null,
    stale: null,
    failed_sources: null,
    risks_open: null,
  };
  return {
    ...(rollup ?? absent),
    entity_ref: NO_PRODUCT,
    title: 'No product',
    domain_ref: null,
  };
}

export interface DailyChangeRow {
  day: string;
  delta: DbInteger;
  assessed: DbInteger;
  /** Whether the history of a model has a part in it. */
  backfilled: DbInteger;
}

/**
 * By how much the organisation's exposure changed on each day with a change,
 * beginning with where every product stood at the start.
 *
 * @remarks
 * A snapshot is written only when a product changed, so the days of products
 * do not line up and their sums would not mean anything; their changes do.
 */
export async function dailyChanges(
  db: Knex,
  since: string,
): Promise<DailyChangeRow[]> {
  const steps = sinceLastBefore(db('snapshot'), since).select(
    'day',
    db.raw(
      'exposure - lag(exposure, 1, 0) over (partition by product_ref order by day) as delta',
    ),
    db.raw(
      'case when modelled + critical + high + medium + low + unrated > 0 then 1 else 0 end as assessed',
    ),
    db.raw('case when backfilled then 1 else 0 end as backfilled'),
  );
  return db
    .from(steps.as('steps'))
    .groupBy('day')
    .select('day')
    .sum({ delta: 'delta' })
    .max({ assessed: 'assessed', backfilled: 'backfilled' })
    .orderBy('day');
}
