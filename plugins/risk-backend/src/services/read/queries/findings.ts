import { FindingsQuery } from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import {
  DbFindingEventRow,
  DbFindingRow,
  DbMitigationRow,
  DbModelElementRow,
  DbRatingRow,
  DbRiskRow,
} from '../../../database/tables';
import { Keyset, pageByKeyset, whereTextIn } from './keyset';

type RiskColumns = Pick<
  DbRiskRow,
  | 'title'
  | 'statement'
  | 'statement_by'
  | 'product_ref'
  | 'rating_state'
  | 'probability_micro'
  | 'impact_centi'
  | 'current_probability_micro'
  | 'current_impact_centi'
  | 'exposure'
  | 'level'
  | 'state'
  | 'review_flag'
>;

/** A finding with its element, model and risk; columns of the risk `risk_*`. */
export type FindingRow = DbFindingRow & {
  element_name: string | null;
  element_kind: DbModelElementRow['kind'] | null;
  model_title: string;
  risk_id: string | null;
} & { [K in keyof RiskColumns as `risk_${K}`]: RiskColumns[K] | null };

const riskColumns = [
  'title',
  'statement',
  'statement_by',
  'product_ref',
  'rating_state',
  'probability_micro',
  'impact_centi',
  'current_probability_micro',
  'current_impact_centi',
  'exposure',
  'level',
  'state',
  'review_flag',
] as const satisfies ReadonlyArray<keyof RiskColumns>;

const findings = (db: Knex) =>
  db('finding')
    .join('threat_model', 'threat_model.id', 'finding.model_id')
    .leftJoin('model_element', join =>
      join
        .on('model_element.model_id', 'finding.model_id')
        .andOn('model_element.element_id', 'finding.element_id'),
    )
    .leftJoin('risk_finding', 'risk_finding.finding_id', 'finding.id')
    .leftJoin('risk', 'risk.id', 'risk_finding.risk_id');

const columns = [
  'finding.*',
  'model_element.name as element_name',
  'model_element.kind as element_kind',
  'threat_model.title as model_title',
  'risk.id as risk_id',
  ...riskColumns.map(column => `risk.${column} as risk_${column}`),
];

const sortExpressions: Record<FindingsQuery['sort'], string> = {
  exposure: 'coalesce(risk.exposure, -1)',
  title: 'lower(finding.title)',
  status: `case when finding.absent_since is not null then 'z' else finding.status end`,
  lastSeen: 'finding.last_seen',
  firstSeen: 'finding.first_seen',
};

export type FindingFilter = Omit<
  FindingsQuery,
  'cursor' | 'limit' | 'sort' | 'order'
> & { entityRef: string };

function whereStatus(
  query: Knex.QueryBuilder,
  statuses: FindingsQuery['status'],
) {
  const present = (statuses ?? []).filter(status => status !== 'absent');
  const withAbsent = statuses?.includes('absent') ?? false;
  query.andWhere(either => {
    if (withAbsent) either.orWhereNotNull('finding.absent_since');
    if (!statuses) either.whereNull('finding.absent_since');
    if (present.length > 0) {
      either.orWhere(both =>
        both
          .whereNull('finding.absent_since')
          .whereIn('finding.status', present),
      );
    }
  });
}

function filtered(db: Knex, filter: FindingFilter) {
  const query = findings(db).where('finding.entity_ref', filter.entityRef);
  whereStatus(query, filter.status);
  const { level, stride, source, model, element, reviewed, search } = filter;
  if (level) {
    const rated = level.filter(one => one !== 'unrated');
    query.andWhere(either => {
      either.whereIn('risk.level', rated);
      if (level.includes('unrated')) {
        either.orWhere(both =>
          both.whereNotNull('risk.id').whereNull('risk.level'),
        );
      }
    });
  }
  if (stride) {
    query.andWhere(either => {
      for (const letter of stride) {
        either.orWhere('finding.stride', 'like', `%${letter}%`);
      }
    });
  }
  if (source) query.whereIn('finding.source_id', source);
  if (model) query.whereIn('finding.model_id', model);
  if (element) query.where('finding.element_id', element);
  if (reviewed) query.where('finding.reviewed', reviewed === 'true');
  if (search) {
    whereTextIn(query, ['finding.title', 'finding.description'], search);
  }
  return query;
}

export async function findingPage(
  db: Knex,
  {
    sort,
    order,
    limit,
    after,
    ...filter
  }: FindingFilter &
    Pick<FindingsQuery, 'sort' | 'order' | 'limit'> & { after?: Keyset },
): Promise<Array<FindingRow & { sort_key: string | number }>> {
  const expression = sortExpressions[sort];
  return pageByKeyset(
    filtered(db, filter).select(
      ...columns,
      db.raw(`${expression} as sort_key`),
    ),
    { expression, idColumn: 'finding.id', order, limit, after },
  );
}

export async function countFindings(
  db: Knex,
  filter: FindingFilter,
): Promise<number> {
  const [{ count }] = await filtered(db, filter).count({ count: '*' });
  return Number(count);
}

export async function findingById(
  db: Knex,
  id: string,
): Promise<FindingRow | undefined> {
  return findings(db)
    .where('finding.id', id)
    .first(...columns);
}

export async function mitigationsOf(
  db: Knex,
  findingIds: readonly string[],
): Promise<DbMitigationRow[]> {
  if (findingIds.length === 0) return [];
  return db<DbMitigationRow>('mitigation')
    .whereIn('finding_id', findingIds)
    .whereNull('absent_since')
    .orderBy(['finding_id', 'key']);
}

export type SiblingRow = Pick<
  DbFindingRow,
  'id' | 'title' | 'entity_ref' | 'status' | 'absent_since'
> & { model_title: string };

/** Most of a risk's findings that one answer lists. */
const SIBLING_LIMIT = 100;

/** The other findings that evidence the same risk. */
export async function siblingsOf(
  db: Knex,
  { id, risk_id: riskId }: Pick<FindingRow, 'id' | 'risk_id'>,
): Promise<SiblingRow[]> {
  if (!riskId) return [];
  return db('risk_finding')
    .join('finding', 'finding.id', 'risk_finding.finding_id')
    .join('threat_model', 'threat_model.id', 'finding.model_id')
    .where('risk_finding.risk_id', riskId)
    .whereNot('finding.id', id)
    .orderBy('finding.id')
    .limit(SIBLING_LIMIT)
    .select(
      'finding.id',
      'finding.title',
      'finding.entity_ref',
      'finding.status',
      'finding.absent_since',
      'threat_model.title as model_title',
    );
}

const HISTORY_LIMIT = 200;

export async function eventsOf(
  db: Knex,
  findingId: string,
): Promise<DbFindingEventRow[]> {
  return db<DbFindingEventRow>('finding_event')
    .where({ finding_id: findingId })
    .orderBy('id', 'desc')
    .limit(HISTORY_LIMIT);
}

export async function ratingsOf(
  db: Knex,
  riskId: string | null,
): Promise<DbRatingRow[]> {
  if (!riskId) return [];
  return db<DbRatingRow>('rating')
    .where({ risk_id: riskId })
    .orderBy('id', 'desc')
    .limit(HISTORY_LIMIT);
}

/** Entities that a risk touches. */
export async function entityRefsOfRisks(
  db: Knex,
  riskIds: readonly string[],
): Promise<Map<string, string[]>> {
  const refs = new Map<string, string[]>(riskIds.map(id => [id, []]));
  if (riskIds.length === 0) return refs;
  const rows: Array<{ risk_id: string; entity_ref: string }> = await db(
    'risk_entity',
  )
    .whereIn('risk_id', riskIds)
    .select('risk_id', 'entity_ref')
    .orderBy(['risk_id', 'entity_ref']);
  for (const row of rows) refs.get(row.risk_id)?.push(row.entity_ref);
  return refs;
}

export async function findingIdOfMitigation(
  db: Knex,
  mitigationId: string,
): Promise<string | undefined> {
  const row = await db<DbMitigationRow>('mitigation')
    .where({ id: mitigationId })
    .first('finding_id');
  return row?.finding_id;
}
