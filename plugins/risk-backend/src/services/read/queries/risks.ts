import { Knex } from 'knex';
import { DbBoolean, DbRiskRow } from '../../../database/tables';
import { Keyset, pageByKeyset, whereTextIn } from './keyset';
import { TREATMENT_UNDER_WAY } from './treatmentState';

/** A risk with the finding to open for it. */
export type RiskRow = DbRiskRow & {
  finding_id: string | null;
  accepted_in_file: DbBoolean;
  treatment_under_way: DbBoolean;
};

const risks = (db: Knex) =>
  db('risk')
    .select('risk.*')
    .select({
      finding_id: db('risk_finding')
        .join('finding', 'finding.id', 'risk_finding.finding_id')
        .whereRaw('risk_finding.risk_id = risk.id')
        .orderByRaw(
          'case when finding.absent_since is null then 0 else 1 end, finding.id',
        )
        .limit(1)
        .select('finding.id'),
      accepted_in_file: db.raw(`case when exists (
        select 1 from risk_finding
        join finding on finding.id = risk_finding.finding_id
        where risk_finding.risk_id = risk.id
          and finding.status = 'accepted' and finding.absent_since is null
      ) then 1 else 0 end`),
      treatment_under_way: db.raw(
        `case when ${TREATMENT_UNDER_WAY} then 1 else 0 end`,
      ),
    });

export interface RiskFilter {
  /** One product, or undefined for the whole organisation. */
  productRef?: string;
  state: 'open' | 'closed';
  /** Only those that something is done about. */
  treatment?: 'under-way';
  search?: string;
}

function filter(
  query: Knex.QueryBuilder,
  { productRef, state, treatment, search }: RiskFilter,
) {
  query.where('risk.state', state);
  if (treatment === 'under-way') query.whereRaw(TREATMENT_UNDER_WAY);
  if (productRef !== undefined) query.where('risk.product_ref', productRef);
  if (search) whereTextIn(query, ['risk.title', 'risk.statement'], search);
  return query;
}

/** Risks with the largest exposure first. */
export async function riskPage(
  db: Knex,
  { limit, after, ...filters }: RiskFilter & { limit: number; after?: Keyset },
): Promise<RiskRow[]> {
  const query = risks(db);
  filter(query, filters);
  return pageByKeyset(query, {
    expression: 'risk.exposure',
    idColumn: 'risk.id',
    order: 'desc',
    limit,
    after,
  });
}

export async function countRisks(
  db: Knex,
  filters: RiskFilter,
): Promise<number> {
  const [{ count }] = await filter(db('risk'), filters).count({ count: '*' });
  return Number(count);
}

/** Risks by id, in no order. */
export async function risksByIds(
  db: Knex,
  ids: readonly string[],
): Promise<Map<string, RiskRow>> {
  const rows: RiskRow[] =
    ids.length === 0 ? [] : await risks(db).whereIn('risk.id', ids);
  return new Map(rows.map(row => [row.id, row]));
}

export async function riskById(
  db: Knex,
  id: string,
): Promise<RiskRow | undefined> {
  return risks(db).where('risk.id', id).first();
}
