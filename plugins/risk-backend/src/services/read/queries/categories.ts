import { Knex } from 'knex';
import {
  DbAssessmentRow,
  DbProductCategoryRow,
} from '../../../database/categoryTables';
import { DbInteger } from '../../../database/tables';

/** What of products a report of categories is limited to. */
export interface ProductScope {
  domain?: string;
  type?: string;
  lifecycle?: string;
}

export interface ScopedProductRow {
  ref: string;
  title: string;
  type: string | null;
  lifecycle: string | null;
  risks_open: DbInteger | null;
}

/** Every product in scope, by title. */
export async function scopedProducts(
  db: Knex,
  { domain, type, lifecycle }: ProductScope,
): Promise<ScopedProductRow[]> {
  const query = db({ p: 'product' })
    .leftJoin({ e: 'entity' }, 'e.ref', 'p.entity_ref')
    .leftJoin({ r: 'product_rollup' }, 'r.product_ref', 'p.entity_ref')
    .where('p.retired', false)
    .orderByRaw('lower(p.title), p.entity_ref')
    .select(
      'p.entity_ref as ref',
      'p.title',
      'e.type',
      'e.lifecycle',
      'r.risks_open',
    );
  if (domain) query.where('p.domain_ref', domain);
  if (type) query.where('e.type', type);
  if (lifecycle) query.where('e.lifecycle', lifecycle);
  return query;
}

/** Types and lifecycles that products have, to choose from. */
export async function productFilters(db: Knex) {
  const of = (column: 'type' | 'lifecycle'): Promise<string[]> =>
    db({ p: 'product' })
      .join({ e: 'entity' }, 'e.ref', 'p.entity_ref')
      .where('p.retired', false)
      .whereNotNull(`e.${column}`)
      .distinct()
      .orderBy(`e.${column}`)
      .limit(100)
      .pluck(`e.${column}`);
  return { types: await of('type'), lifecycles: await of('lifecycle') };
}

/** Counters of all products in the categories of one framework and kind. */
export async function cellsOf(
  db: Knex,
  framework: string,
  kind: string,
): Promise<DbProductCategoryRow[]> {
  return db<DbProductCategoryRow>('product_category').where({
    framework,
    kind,
  });
}

/** Categories in which a product has open risks, confirmed ones. */
export async function openCategoriesOf(
  db: Knex,
  productRef: string,
): Promise<string[]> {
  return db<DbProductCategoryRow>('product_category')
    .where({ product_ref: productRef })
    .andWhere('confirmed', '>', 0)
    .pluck('category');
}

export async function allAssessments(
  db: Knex,
): Promise<Pick<DbAssessmentRow, 'product_ref' | 'method' | 'category'>[]> {
  return db<DbAssessmentRow>('assessment').select(
    'product_ref',
    'method',
    'category',
  );
}

export interface SharedCauseRow {
  product_ref: string;
  category: string;
  cause: string;
  title: string;
}

/** Causes in a framework that stand behind two products or more. */
export async function sharedCauses(
  db: Knex,
  framework: string,
): Promise<SharedCauseRow[]> {
  const shared = db('product_category_cause')
    .where('category', 'like', `${framework}:%`)
    .groupBy('category', 'cause')
    .havingRaw('count(*) > 1')
    .select('category', 'cause');
  return db({ c: 'product_category_cause' })
    .join(shared.as('s'), join =>
      join.on('s.category', 'c.category').on('s.cause', 'c.cause'),
    )
    .orderBy(['c.category', 'c.cause', 'c.product_ref'])
    .select('c.product_ref', 'c.category', 'c.cause', 'c.title');
}

/** Causes that products of one category share, behind most products first. */
export async function causesOfCategory(
  db: Knex,
  category: string,
  limit: number,
): Promise<{ cause: string; products: DbInteger }[]> {
  return db('product_category_cause')
    .where({ category })
    .groupBy('cause')
    .havingRaw('count(*) > 1')
    .orderByRaw('count(*) desc, cause')
    .limit(limit)
    .select('cause', db.raw('count(*) as products'));
}

/** Changes whenever any counter does. */
export async function countersMark(db: Knex): Promise<string> {
  const [row] = await db('product_category_total').select(
    db.raw('count(*) as n'),
    db.raw('sum(revision) as revision'),
  );
  const [products] = await db({ p: 'product' })
    .leftJoin({ e: 'entity' }, 'e.ref', 'p.entity_ref')
    .select(
      db.raw('count(*) as n'),
      db.raw('sum(case when p.retired then 1 else 0 end) as retired'),
    );
  return [row.n, row.revision, products.n, products.retired].join(' ');
}

export async function qualityTotals(db: Knex, enabled: readonly string[]) {
  const [totals] = await db({ t: 'product_category_total' })
    .join({ p: 'product' }, 'p.entity_ref', 't.product_ref')
    .where('p.retired', false)
    .select(
      db.raw('sum(t.findings) as findings'),
      db.raw('sum(t.uncategorised) as uncategorised'),
      db.raw('sum(t.waiting) as waiting'),
    );
  const [retired] = await db('category_assignment')
    .whereNotIn('framework', enabled)
    .count({ count: '*' });
  return { ...totals, retired: retired.count };
}

/** How many products were affected at the end of each day with a change. */
export async function categoryTrend(
  db: Knex,
  category: string,
): Promise<{ day: string; delta: DbInteger }[]> {
  const steps = db('category_history')
    .where({ category })
    .select(
      'day',
      db.raw(
        '(case when affected then 1 else 0 end) - lag(case when affected then 1 else 0 end, 1, 0) over (partition by product_ref order by day) as delta',
      ),
    );
  return db
    .from(steps.as('steps'))
    .groupBy('day')
    .orderBy('day')
    .select('day')
    .sum({ delta: 'delta' });
}
