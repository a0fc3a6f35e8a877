import { Knex } from 'knex';
import { selectInChunks } from '../../../database/batches';
import {
  DbFindingRow,
  DbInteger,
  DbMitigationRow,
  DbRiskRow,
  toInteger,
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
  urgency: DbInteger;
  by_exposure: DbInteger;
  by_title: string;
  product_ref: string;
  level: DbRiskRow['level'];
  model_title: string;
  updated_at: string;
}

const UPDATED = 'coalesce(m.stated_at, m.content_changed_at)';

/** The best state of a finding's treatments: 0 none, up to 3 verified. */
const TREATED = `coalesce((select max(case t.state when 'verified' then 3
    when 'claimed' then 2 when 'planned' then 1 else 0 end)
  from mitigation t where t.finding_id = f.id and t.absent_since is null), 0)`;

/** What lacks a treatment first; what a file calls settled after what is open. */
const URGENCY = `(2 * ${TREATED}
  + case when f.status in ('open', 'in_progress') then 0 else 1 end)`;

const BY_EXPOSURE = '-coalesce(r.exposure, 0)';

/** Enough to read a list by, and bounded, as it becomes part of a cursor. */
const BY_TITLE = 'lower(substr(f.title, 1, 120))';

/** Where a page of evidence ends. */
export const evidenceKey = (row: EvidenceRow): Keyset => ({
  key: [toInteger(row.urgency), toInteger(row.by_exposure), row.by_title],
  id: row.id,
});

/**
 * Current findings that carry one of the categories, rejected ones left out.
 *
 * @remarks
 * From the assignments to the findings: the other way round, SQLite looks at
 * each finding there is.
 */
function informing(db: Knex, { categories }: EvidenceFilter) {
  const carrying = db('category_assignment')
    .whereIn('category', [...categories])
    .whereNot('state', 'rejected')
    .distinct('finding_id');
  return db(carrying.as('a'))
    .join({ f: 'finding' }, 'f.id', 'a.finding_id')
    .join({ m: 'threat_model' }, 'm.id', 'f.model_id')
    .join({ e: 'entity' }, 'e.ref', 'f.entity_ref')
    .whereNull('f.absent_since')
    .whereNot('f.status', 'excluded');
}

/**
 * What a control owner has to look at first: findings without a treatment, then
 * with a planned, a claimed, a verified one; the largest exposure first.
 */
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
        'r.level',
        'm.title as model_title',
        db.raw(`${UPDATED} as updated_at`),
        db.raw(`${URGENCY} as urgency`),
        db.raw(`${BY_EXPOSURE} as by_exposure`),
        db.raw(`${BY_TITLE} as by_title`),
      ),
    {
      expression: [URGENCY, BY_EXPOSURE, BY_TITLE],
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
  const count = (condition: string) =>
    `sum(case when ${condition} then 1 else 0 end)`;
  const found = informing(db, filter).select(
    db.raw(`${UPDATED} as updated_at`),
    db.raw(`${TREATED} as treated`),
  );
  // Materialised: what is summed up three times is looked up once.
  const [row] = await db
    .withMaterialized('found', found)
    .from('found')
    .select<EvidenceTotals[]>(
      db.raw('count(*) as findings'),
      db.raw(`${count('treated = 3')} as verified`),
      db.raw(`${count('treated = 2')} as claimed`),
      db.raw(`${count('treated = 1')} as planned`),
      db.raw(`${count('updated_at < ?')} as stale`, [staleBefore]),
      db.raw(`min(updated_at) as oldest`),
      db.raw(`max(updated_at) as newest`),
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
