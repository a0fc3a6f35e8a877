import { ReviewGroup } from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { DbFindingRow, DbInteger, toInteger } from '../../../database/tables';
import { Keyset, likeAnywhere, pageByKeyset } from './keyset';

type Severity = ReviewGroup['severity'];

/** Worst first; an unknown severity may be any of them. */
export const severities = [
  'critical',
  'high',
  'medium',
  'low',
  'info',
  'unknown',
] as const satisfies readonly Severity[];

export type SeverityColumns = Record<Severity, DbInteger | null>;

/** All findings of one review group on one entity. */
export interface ReviewGroupRow extends SeverityColumns {
  review_group: string;
  findings: DbInteger;
  waiting: DbInteger;
  promoted: DbInteger;
  sources: DbInteger;
  example_id: string;
  sort_key: DbInteger;
}

export interface ReviewFilter {
  entityRef: string;
  state?: ReviewGroup['state'][];
  severity?: Severity[];
  search?: string;
}

const countIf = (condition: string, name: string) =>
  `sum(case when ${condition} then 1 else 0 end) as ${name}`;

const severitySums = severities.map(severity =>
  countIf(`finding.severity = '${severity}'`, severity),
);

// Groups by their worst severity, the largest of each first; within 32 bit.
const worstSql = `max(case finding.severity ${severities
  .map((severity, index) => `when '${severity}' then ${10 - index}`)
  .join(' ')} else 0 end)`;
const SORT_KEY = `${worstSql} * 100000000 + count(*)`;

const stateSql = `case
  when sum(case when finding.promotion is null then 1 else 0 end) > 0 then 'waiting'
  when sum(case when finding.promotion in ('promoted', 'rule') then 1 else 0 end) > 0 then 'promoted'
  else 'withdrawn' end`;

const EVIDENCES_NO_RISK = `coalesce(finding.promotion, '') not in ('promoted', 'rule')`;

/** What counts as not reviewed, promoted or not. */
const findings = (
  db: Knex,
  of: { 'finding.entity_ref': string } | { 'finding.source_id': string },
) =>
  db('finding')
    .where({ ...of, 'finding.reviewed': false })
    .whereNull('finding.absent_since')
    .whereNot('finding.status', 'excluded')
    .whereNotNull('finding.review_group');

function grouped(
  db: Knex,
  { entityRef, state, severity, search }: ReviewFilter,
) {
  const query = findings(db, { 'finding.entity_ref': entityRef })
    .groupBy('finding.review_group')
    .select(
      'finding.review_group',
      db.raw(
        [
          ...severitySums,
          'count(*) as findings',
          countIf('finding.promotion is null', 'waiting'),
          countIf(`finding.promotion in ('promoted', 'rule')`, 'promoted'),
          'count(distinct finding.source_id) as sources',
          'min(cast(finding.id as varchar(36))) as example_id',
          `${SORT_KEY} as sort_key`,
          `${stateSql} as state`,
        ].join(', '),
      ),
    );
  if (search) {
    const pattern = likeAnywhere(search);
    query.havingRaw(
      `sum(case when lower(finding.title) like ? escape '\\' or lower(finding.review_group) like ? escape '\\' then 1 else 0 end) > 0`,
      [pattern, pattern],
    );
  }
  const groups = db.from(query.as('reviewed_together'));
  if (state) groups.whereIn('state', state);
  if (severity) {
    groups.where(either => {
      for (const word of severities.filter(one => severity.includes(one))) {
        either.orWhere(word, '>', 0);
      }
    });
  }
  return groups;
}

export async function reviewGroupPage(
  db: Knex,
  { limit, after, ...filter }: ReviewFilter & { limit: number; after?: Keyset },
): Promise<ReviewGroupRow[]> {
  return pageByKeyset(grouped(db, filter).select('*'), {
    expression: 'sort_key',
    idColumn: 'review_group',
    order: 'desc',
    limit,
    after,
  });
}

export async function countReviewGroups(
  db: Knex,
  filter: ReviewFilter,
): Promise<number> {
  const [{ count }] = await grouped(db, filter).count({ count: '*' });
  return Number(count);
}

/** Findings that evidence no risk, by severity. */
export async function notReviewedBySeverity(
  db: Knex,
  entityRef: string,
): Promise<SeverityColumns | undefined> {
  return findings(db, { 'finding.entity_ref': entityRef })
    .whereRaw(EVIDENCES_NO_RISK)
    .first<SeverityColumns | undefined>(db.raw(severitySums.join(', ')));
}

/** The same of what one source reports, and how much of it evidences a risk. */
export async function notReviewedOfSource(
  db: Knex,
  sourceId: string,
): Promise<{
  severities: SeverityColumns | undefined;
  groups: number;
  promoted: number;
}> {
  const ofSource = () => findings(db, { 'finding.source_id': sourceId });
  const row = await ofSource()
    .whereRaw(EVIDENCES_NO_RISK)
    .first<(SeverityColumns & { groups: DbInteger }) | undefined>(
      db.raw(
        [
          ...severitySums,
          'count(distinct finding.review_group) as groups',
        ].join(', '),
      ),
    );
  const [{ count }] = await ofSource()
    .whereIn('finding.promotion', ['promoted', 'rule'])
    .count({ count: '*' });
  return {
    severities: row,
    groups: toInteger(row?.groups),
    promoted: Number(count),
  };
}

/** A finding that stands for its group. */
export type ExampleRow = Pick<
  DbFindingRow,
  | 'id'
  | 'title'
  | 'description'
  | 'detail'
  | 'promotion'
  | 'promoted_by'
  | 'promoted_at'
  | 'promotion_reason'
> & { element_name: string | null; format: string; location: string };

export async function exampleFindings(
  db: Knex,
  ids: readonly string[],
): Promise<ExampleRow[]> {
  if (ids.length === 0) return [];
  return db('finding')
    .join('threat_model', 'threat_model.id', 'finding.model_id')
    .join('source', 'source.id', 'finding.source_id')
    .leftJoin('model_element', join =>
      join
        .on('model_element.model_id', 'finding.model_id')
        .andOn('model_element.element_id', 'finding.element_id'),
    )
    .whereIn('finding.id', ids)
    .select(
      'finding.id',
      'finding.title',
      'finding.description',
      'finding.detail',
      'finding.promotion',
      'finding.promoted_by',
      'finding.promoted_at',
      'finding.promotion_reason',
      'model_element.name as element_name',
      'threat_model.format',
      'source.location',
    );
}
