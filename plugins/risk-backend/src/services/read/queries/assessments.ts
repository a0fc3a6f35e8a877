import { Knex } from 'knex';
import { DbAssessmentRow } from '../../../database/categoryTables';
import { Keyset, pageByKeyset } from './keyset';

export interface AssessmentFilter {
  product?: string;
  /** Either of both is enough. */
  covering?: { methods: readonly string[]; categories: readonly string[] };
}

const ID = "(a.method || ' ' || a.category)";

function filtered(db: Knex, { product, covering }: AssessmentFilter) {
  const query = db({ a: 'assessment' })
    .join({ p: 'product' }, 'p.entity_ref', 'a.product_ref')
    .where('p.retired', false);
  if (product) query.where('a.product_ref', product);
  if (covering) {
    query.where(either =>
      either
        .where(byMethod =>
          byMethod
            .where('a.category', '')
            .whereIn('a.method', [...covering.methods]),
        )
        .orWhereIn('a.category', [...covering.categories]),
    );
  }
  return query;
}

/** What products were assessed for, in the order of their refs. */
export async function assessmentPage(
  db: Knex,
  {
    limit,
    after,
    ...filter
  }: AssessmentFilter & { limit: number; after?: Keyset },
): Promise<Array<DbAssessmentRow & { id: string }>> {
  return pageByKeyset(
    filtered(db, filter).select('a.*', db.raw(`${ID} as id`)),
    {
      expression: 'a.product_ref',
      idColumn: ID,
      order: 'asc',
      limit,
      after,
    },
  );
}

export async function countAssessments(
  db: Knex,
  filter: AssessmentFilter,
): Promise<number> {
  const [{ count }] = await filtered(db, filter).count({ count: '*' });
  return Number(count);
}
