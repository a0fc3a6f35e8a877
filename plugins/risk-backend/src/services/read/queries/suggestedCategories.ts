import { Knex } from 'knex';
import { DbCategoryAssignmentRow } from '../../../database/categoryTables';
import { groupBy } from '../../groupBy';

export type SourceCategoryRow = Pick<
  DbCategoryAssignmentRow,
  'finding_id' | 'category' | 'framework' | 'state' | 'confidence_milli'
> & { key: string; title: string };

/** Categories of the current findings of a source, the likeliest first. */
export async function categoriesOfSource(
  db: Knex,
  sourceId: string,
): Promise<SourceCategoryRow[]> {
  return db({ a: 'category_assignment' })
    .join({ f: 'finding' }, 'f.id', 'a.finding_id')
    .where('f.source_id', sourceId)
    .whereNull('f.absent_since')
    .whereNot('f.status', 'excluded')
    .orderBy([
      { column: 'f.key' },
      { column: 'a.framework' },
      { column: 'a.confidence_milli', order: 'desc' },
      { column: 'a.category' },
    ])
    .select(
      'a.finding_id',
      'a.category',
      'a.framework',
      'a.state',
      'a.confidence_milli',
      'f.key',
      'f.title',
    );
}

/**
 * The best suggestion for each finding and framework in which nothing is
 * confirmed.
 */
export function bestSuggestions(
  rows: readonly SourceCategoryRow[],
): SourceCategoryRow[] {
  const groups = groupBy(
    rows,
    ({ finding_id, framework }) => `${finding_id} ${framework}`,
  );
  return [...groups.values()].flatMap(group =>
    group.some(({ state }) => state === 'confirmed')
      ? []
      : group.filter(({ state }) => state === 'suggested').slice(0, 1),
  );
}
