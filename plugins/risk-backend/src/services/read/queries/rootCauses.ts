import { Knex } from 'knex';
import { selectInChunks } from '../../../database/batches';
import { DbInteger } from '../../../database/tables';

/** A root cause that makes products affected. */
export interface KnownCauseRow {
  cause: string;
  title: string;
  products: DbInteger;
}

/** Causes behind two products or more in a framework, most products first. */
export async function causesOfProducts(
  db: Knex,
  framework: string,
  limit: number,
): Promise<KnownCauseRow[]> {
  return db({ c: 'product_category_cause' })
    .join({ p: 'product' }, 'p.entity_ref', 'c.product_ref')
    .where('p.retired', false)
    .where('c.category', 'like', `${framework}:%`)
    .groupBy('c.cause')
    .havingRaw('count(distinct c.product_ref) > 1')
    .orderByRaw('count(distinct c.product_ref) desc, c.cause')
    .limit(limit)
    .select(
      'c.cause',
      db.raw('min(c.title) as title'),
      db.raw('count(distinct c.product_ref) as products'),
    );
}

export interface LinkedCauseRow {
  id: string;
  title: string;
  created_by: string;
  created_at: string;
}

/** What people linked, the newest first. */
export async function linkedCauses(
  db: Knex,
  limit: number,
): Promise<LinkedCauseRow[]> {
  return db<LinkedCauseRow>('root_cause')
    .orderBy([{ column: 'created_at', order: 'desc' }, { column: 'id' }])
    .limit(limit);
}

/** Products with a risk that people linked to some root causes. */
export async function productsOfLinks(
  db: Knex,
  ids: readonly string[],
): Promise<{ id: string; product_ref: string }[]> {
  return selectInChunks(ids, chunk =>
    db({ l: 'risk_root_cause' })
      .join({ r: 'risk' }, 'r.id', 'l.risk_id')
      .whereIn('l.root_cause_id', chunk)
      .distinct<{ id: string; product_ref: string }[]>(
        'l.root_cause_id as id',
        'r.product_ref',
      ),
  );
}

/** Where some causes make products affected. */
export async function placesOfCauses(
  db: Knex,
  framework: string,
  causes: readonly string[],
): Promise<{ cause: string; category: string; product_ref: string }[]> {
  return selectInChunks(causes, chunk =>
    db('product_category_cause')
      .whereIn('cause', chunk)
      .where('category', 'like', `${framework}:%`)
      .orderBy(['cause', 'category', 'product_ref'])
      .select('cause', 'category', 'product_ref'),
  );
}
