import { Knex } from 'knex';
import { selectInChunks } from '../../../database/batches';
import {
  DbFindingRow,
  DbInteger,
  DbMitigationRow,
  DbRiskRow,
} from '../../../database/tables';
import { Keyset, pageByKeyset } from './keyset';

export interface EvidenceFilter {
  /** The category and all below it. */
  categories: readonly string[];
}

export interface EvidenceRow
  extends Pick<
    DbFindingRow,
    'id' | 'title' | 'entity_ref' | 'status' | 'last_seen'
  > {
  sort_key: string;
  product_ref: string;
  level: DbRiskRow['level'];
  model_title: string;
  updated_at: string;
}

const UPDATED = 'coalesce(m.stated_at, m.content_changed_at)';

/** Current findings that carry one of the categories, rejected ones left out. */
function informing(db: Knex, { categories }: EvidenceFilter) {
  return db({ f: 'finding' })
    .join({ m: 'threat_model' }, 'm.id', 'f.model_id')
    .join({ e: 'entity' }, 'e.ref', 'f.entity_ref')
    .whereNull('f.absent_since')
    .whereNot('f.status', 'excluded')
    .whereExists(
      db({ a: 'category_assignment' })
        .whereRaw('a.finding_id = f.id')
        .whereIn('a.category', [...categories])
        .whereNot('a.state', 'rejected')
        .select(db.raw('1')),
    );
}

/** Findings in the order of their products. */
export async function evidencePage(
  db: Knex,
  {
    limit,
    after,
    ...filter
  }: EvidenceFilter & { limit: number; after?: Keyset },
): Promise<EvidenceRow[]> {
  return pageByKeyset(
    informing(db, filter)
      .leftJoin({ rf: 'risk_finding' }, 'rf.finding_id', 'f.id')
      .leftJoin({ r: 'risk' }, 'r.id', 'rf.risk_id')
      .select(
        'f.id',
        'f.title',
        'f.entity_ref',
        'f.status',
        'f.last_seen',
        'e.product_ref',
        'e.product_ref as sort_key',
        'r.level',
        'm.title as model_title',
        db.raw(`${UPDATED} as updated_at`),
      ),
    {
      expression: 'e.product_ref',
      idColumn: 'f.id',
      order: 'asc',
      limit,
      after,
    },
  );
}

export interface EvidenceTotals {
  findings: DbInteger;
  verified: DbInteger | null;
  claimed: DbInteger | null;
  planned: DbInteger | null;
  stale: DbInteger | null;
  oldest: string | null;
  newest: string | null;
}

/** All of it in numbers; each finding by the best state of its treatments. */
export async function evidenceTotals(
  db: Knex,
  filter: EvidenceFilter,
  staleBefore: string,
): Promise<EvidenceTotals> {
  const treated = (state: string) =>
    `exists (select 1 from mitigation t where t.finding_id = f.id
      and t.absent_since is null and t.state = '${state}')`;
  const count = (condition: string) =>
    `sum(case when ${condition} then 1 else 0 end)`;
  const [row] = await informing(db, filter).select<EvidenceTotals[]>(
    db.raw('count(*) as findings'),
    db.raw(`${count(treated('verified'))} as verified`),
    db.raw(
      `${count(
        `${treated('claimed')} and not ${treated('verified')}`,
      )} as claimed`,
    ),
    db.raw(
      `${count(
        `${treated('planned')} and not ${treated('claimed')} and not ${treated(
          'verified',
        )}`,
      )} as planned`,
    ),
    db.raw(`${count(`${UPDATED} < ?`)} as stale`, [staleBefore]),
    db.raw(`min(${UPDATED}) as oldest`),
    db.raw(`max(${UPDATED}) as newest`),
  );
  return row;
}

/** What is done about some findings, as far as sources still report it. */
export async function treatmentsOfFindings(
  db: Knex,
  findingIds: readonly string[],
): Promise<
  (Pick<DbMitigationRow, 'finding_id' | 'title' | 'verified_at'> & {
    state: 'planned' | 'claimed' | 'verified';
  })[]
> {
  return selectInChunks(findingIds, chunk =>
    db('mitigation')
      .whereNot('state', 'none')
      .whereIn('finding_id', chunk)
      .whereNull('absent_since')
      .orderBy(['finding_id', 'key'])
      .select('finding_id', 'title', 'state', 'verified_at'),
  );
}
