import { CategoryTriageQuery } from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { DbFindingRow, DbInteger, DbRiskRow } from '../../../database/tables';
import { Keyset, pageByKeyset } from './keyset';
import { findingsInScope } from './sessionScope';

export type TriageRow = Pick<
  DbFindingRow,
  | 'id'
  | 'title'
  | 'description'
  | 'entity_ref'
  | 'stride'
  | 'categories'
  | 'detail'
>;

export type TriageFilter = Pick<
  CategoryTriageQuery,
  'category' | 'method' | 'show' | 'session'
> & {
  /** Whose categories are looked at. */
  frameworks: readonly string[];
};

function filtered(db: Knex, filter: TriageFilter) {
  const { frameworks, category, method, show = 'waiting', session } = filter;
  const having = (state: string | null) => {
    const rows = db({ a: 'category_assignment' })
      .whereRaw('a.finding_id = f.id')
      .whereIn('a.framework', frameworks)
      .whereNot('a.state', 'rejected');
    if (state) rows.where('a.state', state);
    return rows;
  };
  const query = db({ f: 'finding' })
    .whereNull('f.absent_since')
    .whereNot('f.status', 'excluded');
  if (session) query.whereIn('f.id', findingsInScope(db, session));
  if (show === 'uncategorised') return query.whereNotExists(having(null));
  const matching = having(show === 'confirmed' ? 'confirmed' : 'suggested');
  if (category) matching.where('a.category', category);
  if (method) matching.whereIn('a.method', method);
  if (show === 'waiting') {
    matching.whereNotExists(
      db({ c: 'category_assignment' })
        .whereRaw('c.finding_id = a.finding_id')
        .whereRaw('c.framework = a.framework')
        .where('c.state', 'confirmed')
        .select(db.raw('1')),
    );
  }
  return query.whereExists(matching);
}

/** Findings whose categories wait for a person, in the order of their titles. */
export async function triagePage(
  db: Knex,
  { limit, after, ...filter }: TriageFilter & { limit: number; after?: Keyset },
): Promise<Array<TriageRow & { sort_key: string }>> {
  return pageByKeyset(
    filtered(db, filter).select(
      'f.id',
      'f.title',
      'f.description',
      'f.entity_ref',
      'f.stride',
      'f.categories',
      'f.detail',
      db.raw('lower(f.title) as sort_key'),
    ),
    {
      expression: 'lower(f.title)',
      idColumn: 'f.id',
      order: 'asc',
      limit,
      after,
    },
  );
}

export async function countTriage(
  db: Knex,
  filter: TriageFilter,
): Promise<number> {
  const [{ count }] = await filtered(db, filter).count({ count: '*' });
  return Number(count);
}

export type CategoryRiskRow = Pick<
  DbRiskRow,
  'id' | 'title' | 'statement' | 'product_ref' | 'level'
> & { exposure: DbInteger; confirmed: DbInteger };

const assignmentsOfRisk = (db: Knex, categories: readonly string[]) =>
  db({ rf: 'risk_finding' })
    .join({ f: 'finding' }, 'f.id', 'rf.finding_id')
    .join({ a: 'category_assignment' }, 'a.finding_id', 'f.id')
    .whereRaw('rf.risk_id = r.id')
    .whereNull('f.absent_since')
    .whereNot('f.status', 'excluded')
    .whereIn('a.category', categories)
    .whereNot('a.state', 'rejected');

/** Open risks that have one of some categories, rejected ones left out. */
function risksIn(
  db: Knex,
  { categories, product }: { categories: readonly string[]; product?: string },
) {
  const query = db({ r: 'risk' }).where('r.state', 'open');
  if (product) query.where('r.product_ref', product);
  return query.whereExists(
    assignmentsOfRisk(db, categories).select(db.raw('1')),
  );
}

export interface CategoryRiskFilter {
  /** The category and all below it. */
  categories: readonly string[];
  product?: string;
}

export async function categoryRiskPage(
  db: Knex,
  {
    limit,
    after,
    ...filter
  }: CategoryRiskFilter & { limit: number; after?: Keyset },
): Promise<Array<CategoryRiskRow & { sort_key: number }>> {
  return pageByKeyset(
    risksIn(db, filter).select(
      'r.id',
      'r.title',
      'r.statement',
      'r.product_ref',
      'r.level',
      'r.exposure',
      db.raw('r.exposure as sort_key'),
      assignmentsOfRisk(db, filter.categories)
        .where('a.state', 'confirmed')
        .count()
        .as('confirmed'),
    ),
    {
      expression: 'r.exposure',
      idColumn: 'r.id',
      order: 'desc',
      limit,
      after,
    },
  );
}

export async function countCategoryRisks(
  db: Knex,
  filter: CategoryRiskFilter,
): Promise<number> {
  const [{ count }] = await risksIn(db, filter).count({ count: '*' });
  return Number(count);
}

/** Current findings of risks that carry one of some categories. */
export async function findingsOfRisks(
  db: Knex,
  riskIds: readonly string[],
  categories: readonly string[],
): Promise<
  { risk_id: string; finding_id: string; entity_ref: string | null }[]
> {
  if (riskIds.length === 0) return [];
  return db({ rf: 'risk_finding' })
    .join({ f: 'finding' }, 'f.id', 'rf.finding_id')
    .join({ a: 'category_assignment' }, 'a.finding_id', 'f.id')
    .whereIn('rf.risk_id', riskIds)
    .whereIn('a.category', categories)
    .whereNot('a.state', 'rejected')
    .whereNull('f.absent_since')
    .orderBy(['rf.risk_id', 'f.id'])
    .distinct('rf.risk_id', 'f.id as finding_id', 'f.entity_ref');
}
