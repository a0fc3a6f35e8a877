import { Knex } from 'knex';
import { DbBoolean } from '../../../database/tables';

export interface AffectedThenRow {
  product_ref: string;
  category: string;
  affected: DbBoolean;
}

/** What products were affected by at the end of a day, in one framework. */
export async function affectedAt(
  db: Knex,
  framework: string,
  day: string,
): Promise<AffectedThenRow[]> {
  const last = db('category_history')
    .where('day', '<=', day)
    .where('category', 'like', `${framework}:%`)
    .groupBy('product_ref', 'category')
    .select('product_ref', 'category')
    .max({ day: 'day' });
  return db({ h: 'category_history' })
    .join(last.as('l'), join =>
      join
        .on('l.product_ref', 'h.product_ref')
        .on('l.category', 'h.category')
        .on('l.day', 'h.day'),
    )
    .where('h.affected', true)
    .select('h.product_ref', 'h.category', 'h.affected');
}

/**
 * Products that a threat model told something about by the end of a day. What
 * was not known then cannot have changed since.
 */
export async function productsKnownAt(
  db: Knex,
  day: string,
): Promise<Set<string>> {
  const refs: string[] = await db({ a: 'attachment' })
    .join({ e: 'entity' }, 'e.ref', 'a.entity_ref')
    .join({ s: 'source' }, 's.id', 'a.source_id')
    .whereRaw('substr(s.created_at, 1, 10) <= ?', [day])
    .distinct()
    .pluck('e.product_ref');
  return new Set(refs);
}
