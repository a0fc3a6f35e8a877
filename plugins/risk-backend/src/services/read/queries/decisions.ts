import { DecisionStatus } from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { DbDecisionRow } from '../../../database/decisionTables';
import { DbInteger, toInteger } from '../../../database/tables';
import { dayAfter, dayOf } from '../../../days';
import { expiringUntil } from '../../decisions/expiry';
import { entityRefsOfRisks } from './findings';
import { Keyset, pageByKeyset } from './keyset';

/** A decision with what follows from the clock and from its risks. */
export type DecisionRow = DbDecisionRow & {
  status: DecisionStatus;
  overdue: boolean;
};

/** What statuses depend on besides the decision. */
export interface DecisionClock {
  now: Date;
  answerWithinDays: number;
  trustCatalogOwners: boolean;
}

export interface DecisionFilter {
  productRef?: string;
  /** Decisions about any of these. */
  riskIds?: readonly string[];
  /** Requests that are not settled. */
  requestedBy?: string;
  /** Those settled on this day or later as well. */
  answeredFrom?: string;
  /** Products whose owner has to decide, and refs that may sign second. */
  waitingFor?: { productRefs: string[]; refs: string[]; user: string };
  status?: readonly DecisionStatus[];
  overdue?: boolean;
  /** Not over before this day; those without an end included. */
  expiresFrom?: string;
  /** Decided on this day or later. */
  decidedFrom?: string;
}

const levelRank = (column: string) =>
  `case ${column} when 'critical' then 4 when 'high' then 3 when 'medium' then 2 when 'low' then 1 else 0 end`;

/**
 * The rule of `staleReasons`, for lists: grown by more than 10 %, level rose,
 * an entity more, another product or owner.
 */
const staleCondition = (trustCatalogOwners: boolean) => `(
  exists (
    select 1 from decision_snapshot s join risk r on r.id = s.risk_id
    where s.decision_id = d.id and s.moment = 'granted' and (
      r.exposure * 10 > s.exposure * 11
      or ${levelRank('r.level')} > ${levelRank('s.level')}
      or r.product_ref <> s.product_ref
      or exists (
        select 1 from risk_entity re where re.risk_id = r.id
        and not exists (
          select 1 from decision_snapshot_entity se
          where se.decision_id = d.id and se.moment = 'granted'
          and se.risk_id = r.id and se.entity_ref = re.entity_ref))))
  or coalesce(d.owner_ref, '') <> coalesce((
    select ${
      trustCatalogOwners
        ? 'coalesce(p.owner_ref, p.proposed_owner_ref)'
        : 'p.owner_ref'
    }
    from product p where p.entity_ref = d.product_ref), ''))`;

/** All decisions with their computed status; nothing of it is stored. */
function decisions(db: Knex, clock: DecisionClock) {
  const { now, answerWithinDays } = clock;
  const overdueBefore = `${dayAfter(now, -answerWithinDays)}${now
    .toISOString()
    .slice(10)}`;
  return db
    .with('dx', with_ =>
      with_
        .from({ d: 'decision' })
        .select('d.*')
        .select(
          db.raw(
            `case
              when d.state = 'requested' then 'waiting-for-' || d.waiting_for
              when d.state = 'rejected' and d.chosen_option_ids <> '[]' then 'treatment-chosen'
              when d.state <> 'granted' then d.state
              when d.expiry <= ? then 'expired'
              when ${staleCondition(clock.trustCatalogOwners)} then 'stale'
              when d.expiry <= ? then 'expiring'
              else 'active' end as status`,
            [dayOf(now), expiringUntil(now)],
          ),
          db.raw(
            `case when d.state = 'requested' and d.waiting_since < ? then 1 else 0 end as overdue`,
            [overdueBefore],
          ),
        ),
    )
    .from('dx');
}

function filtered(
  db: Knex,
  clock: DecisionClock,
  filter: DecisionFilter,
): Knex.QueryBuilder {
  const query = decisions(db, clock);
  const { productRef, riskIds, requestedBy, waitingFor, status, overdue } =
    filter;
  const { answeredFrom, expiresFrom, decidedFrom } = filter;
  if (productRef !== undefined) query.where('dx.product_ref', productRef);
  if (riskIds !== undefined) {
    query.whereIn(
      'dx.id',
      db('decision_risk')
        .whereIn('risk_id', [...riskIds])
        .select('decision_id'),
    );
  }
  if (requestedBy !== undefined) {
    query.where({ 'dx.requested_by': requestedBy }).andWhere(wanted => {
      wanted.where('dx.state', 'requested');
      if (answeredFrom !== undefined) {
        wanted
          .orWhere('dx.decided_at', '>=', answeredFrom)
          .orWhere('dx.ended_at', '>=', answeredFrom);
      }
    });
  }
  if (waitingFor) {
    query.andWhere(either =>
      either
        .where(owner =>
          owner
            .where('dx.waiting_for', 'owner')
            .whereIn('dx.product_ref', waitingFor.productRefs),
        )
        .orWhere(second =>
          second
            .where('dx.waiting_for', 'second-signer')
            .whereIn('dx.second_ref', waitingFor.refs),
        )
        .orWhere(options =>
          options
            .where('dx.waiting_for', 'options')
            .where('dx.requested_by', waitingFor.user),
        ),
    );
  }
  if (status) query.whereIn('dx.status', [...status]);
  if (expiresFrom !== undefined) {
    query.andWhere(open =>
      open.whereNull('dx.expiry').orWhere('dx.expiry', '>=', expiresFrom),
    );
  }
  if (decidedFrom !== undefined) {
    query.where('dx.decided_at', '>=', decidedFrom);
  }
  if (overdue !== undefined) query.where('dx.overdue', overdue ? 1 : 0);
  return query;
}

type StoredRow = DbDecisionRow & {
  status: DecisionStatus;
  overdue: DbInteger;
};

const normal = (row: StoredRow): DecisionRow => ({
  ...row,
  overdue: toInteger(row.overdue) === 1,
});

/** Decisions, newest first. */
export async function decisionPage(
  db: Knex,
  clock: DecisionClock,
  request: DecisionFilter & { limit: number; after?: Keyset },
): Promise<DecisionRow[]> {
  const { limit, after, ...filter } = request;
  const rows: StoredRow[] = await pageByKeyset(
    filtered(db, clock, filter).select('dx.*'),
    {
      expression: 'dx.requested_at',
      idColumn: 'dx.id',
      order: 'desc',
      limit,
      after,
    },
  );
  return rows.map(normal);
}

export async function countDecisions(
  db: Knex,
  clock: DecisionClock,
  filter: DecisionFilter,
): Promise<number> {
  const [{ count }] = await filtered(db, clock, filter).count({ count: '*' });
  return Number(count);
}

export async function decisionById(
  db: Knex,
  clock: DecisionClock,
  id: string,
): Promise<DecisionRow | undefined> {
  const row: StoredRow | undefined = await decisions(db, clock)
    .where('dx.id', id)
    .first('dx.*');
  return row && normal(row);
}

/** How many decisions of each product have which status. */
export async function decisionCounts(
  db: Knex,
  clock: DecisionClock,
): Promise<
  {
    productRef: string;
    status: DecisionStatus;
    overdue: boolean;
    count: number;
  }[]
> {
  const rows: {
    product_ref: string;
    status: DecisionStatus;
    overdue: DbInteger;
    count: DbInteger;
  }[] = await decisions(db, clock)
    .whereIn('dx.state', ['requested', 'granted'])
    .groupBy('dx.product_ref', 'dx.status', 'dx.overdue')
    .select('dx.product_ref', 'dx.status', 'dx.overdue')
    .count({ count: '*' });
  return rows.map(row => ({
    productRef: row.product_ref,
    status: row.status,
    overdue: toInteger(row.overdue) === 1,
    count: toInteger(row.count),
  }));
}

/** Exposure of open risks under a grant in force, each risk once, by product. */
export async function acceptedExposure(
  db: Knex,
  now: Date,
): Promise<Map<string, number>> {
  const rows: { product_ref: string; exposure: DbInteger }[] = await db('risk')
    .where('risk.state', 'open')
    .whereIn(
      'risk.id',
      db({ dr: 'decision_risk' })
        .join({ d: 'decision' }, 'd.id', 'dr.decision_id')
        .where('d.state', 'granted')
        .where('d.expiry', '>', dayOf(now))
        .select('dr.risk_id'),
    )
    .groupBy('risk.product_ref')
    .select('risk.product_ref')
    .sum({ exposure: 'risk.exposure' });
  return new Map(
    rows.map(({ product_ref, exposure }) => [product_ref, toInteger(exposure)]),
  );
}

/** A risk of a decision with the finding to open for it. */
export interface DecisionRiskRow {
  decision_id: string;
  id: string;
  title: string;
  statement: string;
  statement_by: string | null;
  level: 'low' | 'medium' | 'high' | 'critical' | null;
  exposure: DbInteger;
  state: 'open' | 'closed';
  finding_id: string | null;
}

export async function risksOfDecisions(
  db: Knex,
  decisionIds: readonly string[],
): Promise<DecisionRiskRow[]> {
  if (decisionIds.length === 0) return [];
  return db({ dr: 'decision_risk' })
    .join({ r: 'risk' }, 'r.id', 'dr.risk_id')
    .whereIn('dr.decision_id', decisionIds)
    .orderBy([
      'dr.decision_id',
      { column: 'r.exposure', order: 'desc' },
      'r.id',
    ])
    .select<DecisionRiskRow[]>(
      'dr.decision_id',
      'r.id',
      'r.title',
      'r.statement',
      'r.statement_by',
      'r.level',
      'r.exposure',
      'r.state',
    )
    .select({
      finding_id: db('risk_finding')
        .join('finding', 'finding.id', 'risk_finding.finding_id')
        .whereRaw('risk_finding.risk_id = r.id')
        .orderByRaw(
          'case when finding.absent_since is null then 0 else 1 end, finding.id',
        )
        .limit(1)
        .select('finding.id'),
    });
}

/**
 * The entities that the risks of some decisions touch, by risk; of one that
 * touches none any more, those it touched when it was asked about.
 */
export async function entityRefsOfDecisions(
  db: Knex,
  decisionIds: readonly string[],
): Promise<Map<string, string[]>> {
  if (decisionIds.length === 0) return new Map();
  const risks: { risk_id: string }[] = await db('decision_risk')
    .whereIn('decision_id', decisionIds)
    .distinct('risk_id');
  const refs = await entityRefsOfRisks(
    db,
    risks.map(({ risk_id }) => risk_id),
  );
  const gone = new Set(
    [...refs].flatMap(([id, entities]) => (entities.length > 0 ? [] : [id])),
  );
  if (gone.size === 0) return refs;
  const rows: { risk_id: string; entity_ref: string }[] = await db(
    'decision_snapshot_entity',
  )
    .whereIn('decision_id', decisionIds)
    .where({ moment: 'requested' })
    .distinct('risk_id', 'entity_ref')
    .orderBy(['risk_id', 'entity_ref']);
  for (const { risk_id, entity_ref } of rows) {
    if (gone.has(risk_id)) refs.get(risk_id)?.push(entity_ref);
  }
  return refs;
}
