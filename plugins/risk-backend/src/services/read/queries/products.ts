import { ProductsQuery } from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import {
  DbProductRollupRow,
  DbProductRow,
  DbProductSevereRow,
} from '../../../database/tables';
import { Maybe } from '../present/rollup';
import { Keyset, pageByKeyset, whereTextIn } from './keyset';

/** A product with its numbers, null before its first roll-up. */
export type ProductRow = Pick<
  DbProductRow,
  'entity_ref' | 'title' | 'domain_ref'
> &
  Maybe<DbProductRollupRow>;

const MILLION = 1_000_000;

/**
 * What products sort by. P(severe) grows with the sum of -ln(1 - p), which is
 * kept to nine digits so that it compares alike on every page.
 */
const sortExpressions: Record<ProductsQuery['sort'], string> = {
  exposure: 'coalesce(rollup.exposure, -1)',
  title: 'lower(product.title)',
  unrated: 'coalesce(rollup.unrated, 0)',
  coverage: `case when coalesce(rollup.components, 0) = 0 then -1 else rollup.modelled * ${MILLION} / rollup.components end`,
  severe: `coalesce((
    select cast(round(sum(severe.count * -ln(1 - (case when severe.probability_micro >= ${MILLION} then ${
    MILLION - 1
  } else severe.probability_micro end) / ${MILLION}.0)) * 1000000000) as bigint)
    from product_severe severe
    where severe.product_ref = product.entity_ref), 0)`,
};

const rows = (db: Knex) =>
  db('product')
    .leftJoin(
      { rollup: 'product_rollup' },
      'rollup.product_ref',
      'product.entity_ref',
    )
    .where('product.retired', false);

const columns = [
  'rollup.*',
  'product.entity_ref',
  'product.title',
  'product.domain_ref',
];

export type ProductFilter = Pick<
  ProductsQuery,
  'search' | 'domain' | 'owner' | 'level'
>;

const worstFirst = ['critical', 'high', 'medium', 'low'] as const;

function whereWorst(
  query: Knex.QueryBuilder,
  level: NonNullable<ProductFilter['level']>[number],
) {
  query.where(`rollup.${level}`, '>', 0);
  if (level === 'unrated') return;
  for (const worse of worstFirst.slice(0, worstFirst.indexOf(level))) {
    query.where(`rollup.${worse}`, 0);
  }
}

function filtered(db: Knex, { search, domain, owner, level }: ProductFilter) {
  const query = rows(db);
  if (search) whereTextIn(query, ['product.title'], search);
  if (domain) query.where('product.domain_ref', domain);
  if (owner) {
    query.whereRaw(
      'coalesce(product.owner_ref, product.proposed_owner_ref) = ?',
      [owner],
    );
  }
  if (level) {
    query.andWhere(either => {
      for (const one of level) either.orWhere(each => whereWorst(each, one));
    });
  }
  return query;
}

export interface ProductPageRequest extends ProductFilter {
  sort: ProductsQuery['sort'];
  order: ProductsQuery['order'];
  limit: number;
  after?: Keyset;
}

/** One page of products, with the value each is sorted by. */
export async function productPage(
  db: Knex,
  { sort, order, limit, after, ...filter }: ProductPageRequest,
): Promise<Array<ProductRow & { sort_key: string | number }>> {
  const expression = sortExpressions[sort];
  return pageByKeyset(
    filtered(db, filter).select(
      ...columns,
      db.raw(`${expression} as sort_key`),
    ),
    { expression, idColumn: 'product.entity_ref', order, limit, after },
  );
}

export async function countProducts(
  db: Knex,
  filter: ProductFilter,
): Promise<number> {
  const [{ count }] = await filtered(db, filter).count({ count: '*' });
  return Number(count);
}

export async function productRows(
  db: Knex,
  refs: readonly string[],
): Promise<ProductRow[]> {
  if (refs.length === 0) return [];
  return rows(db)
    .whereIn('product.entity_ref', refs)
    .select(...columns)
    .orderByRaw(
      `${sortExpressions.exposure} desc, rollup.unrated desc, product.entity_ref asc`,
    );
}

export async function severeRows(
  db: Knex,
  refs: readonly string[],
): Promise<DbProductSevereRow[]> {
  if (refs.length === 0) return [];
  return db<DbProductSevereRow>('product_severe').whereIn('product_ref', refs);
}
