import { Knex } from 'knex';
import { insertRows, selectInChunks } from './batches';
import {
  DbDecisionRow,
  DbDecisionSignatureRow,
  DbDecisionSnapshotEntityRow,
  DbDecisionSnapshotRow,
  SnapshotMoment,
} from './decisionTables';
import { DbInteger, DbRiskRow, toInteger } from './tables';

/** What a decision depends on, of one risk at one moment. */
export interface RiskFacts {
  riskId: string;
  title: string;
  statement: string;
  productRef: string;
  state: DbRiskRow['state'];
  probabilityMicro: number | null;
  impactCenti: number | null;
  exposure: number;
  level: DbRiskRow['level'];
  /** Refs in order. */
  entities: string[];
}

/** When the due clock of a risk stood still. */
export interface GrantInterval {
  riskId: string;
  /** ISO 8601. */
  from: string;
  /** ISO 8601, exclusive; later than now while the grant is in force. */
  to: string;
}

const integerOrNull = (value: DbInteger | null) =>
  value === null ? null : toInteger(value);

const normal = (row: DbDecisionRow): DbDecisionRow => ({
  ...row,
  exposure_at_request: toInteger(row.exposure_at_request),
  exposure_at_grant: integerOrNull(row.exposure_at_grant),
});

function entitiesByRisk(
  rows: readonly { risk_id: string; entity_ref: string }[],
): Map<string, string[]> {
  const byRisk = new Map<string, string[]>();
  for (const { risk_id, entity_ref } of rows) {
    byRisk.set(risk_id, [...(byRisk.get(risk_id) ?? []), entity_ref]);
  }
  byRisk.forEach(refs => refs.sort());
  return byRisk;
}

/** Decisions, the risks they are about and what was true of those. */
export class DecisionStore {
  constructor(private readonly knex: Knex) {}

  async byId(id: string): Promise<DbDecisionRow | undefined> {
    const row = await this.knex<DbDecisionRow>('decision')
      .where({ id })
      .first();
    return row && normal(row);
  }

  /** Locked until the end of the transaction. */
  async lock(id: string): Promise<DbDecisionRow | undefined> {
    const row = await this.knex<DbDecisionRow>('decision')
      .where({ id })
      .forUpdate()
      .first();
    return row && normal(row);
  }

  async insert(row: DbDecisionRow, riskIds: readonly string[]): Promise<void> {
    await this.knex<DbDecisionRow>('decision').insert(row);
    await insertRows(
      this.knex,
      'decision_risk',
      riskIds.map(risk_id => ({ decision_id: row.id, risk_id })),
    );
  }

  async update(id: string, values: Partial<DbDecisionRow>): Promise<void> {
    await this.knex<DbDecisionRow>('decision').where({ id }).update(values);
  }

  async riskIdsOf(
    decisionIds: Iterable<string>,
  ): Promise<Map<string, string[]>> {
    const rows = await selectInChunks(decisionIds, chunk =>
      this.knex<{ decision_id: string; risk_id: string }>('decision_risk')
        .whereIn('decision_id', chunk)
        .orderBy(['decision_id', 'risk_id'])
        .select('decision_id', 'risk_id'),
    );
    const byDecision = new Map<string, string[]>();
    for (const { decision_id, risk_id } of rows) {
      byDecision.set(decision_id, [
        ...(byDecision.get(decision_id) ?? []),
        risk_id,
      ]);
    }
    return byDecision;
  }

  /** Locks risks in the order of ids, so that none is rated meanwhile. */
  async lockRisks(riskIds: Iterable<string>): Promise<void> {
    await selectInChunks([...riskIds].sort(), chunk =>
      this.knex<DbRiskRow>('risk')
        .whereIn('id', chunk)
        .orderBy('id')
        .forUpdate()
        .select('id'),
    );
  }

  /** What is true of some risks now, by id; unknown ones are left out. */
  async factsOf(riskIds: Iterable<string>): Promise<Map<string, RiskFacts>> {
    const ids = [...riskIds];
    const risks = await selectInChunks(ids, chunk =>
      this.knex<DbRiskRow>('risk').whereIn('id', chunk).orderBy('id').select(),
    );
    const entities = entitiesByRisk(
      await selectInChunks(ids, chunk =>
        this.knex<{ risk_id: string; entity_ref: string }>('risk_entity')
          .whereIn('risk_id', chunk)
          .select('risk_id', 'entity_ref'),
      ),
    );
    return new Map(
      risks.map(row => [
        row.id,
        {
          riskId: row.id,
          title: row.title,
          statement: row.statement,
          productRef: row.product_ref,
          state: row.state,
          probabilityMicro: row.current_probability_micro,
          impactCenti: integerOrNull(row.current_impact_centi),
          exposure: toInteger(row.exposure),
          level: row.level,
          entities: entities.get(row.id) ?? [],
        },
      ]),
    );
  }

  async addSnapshot(
    decisionId: string,
    moment: SnapshotMoment,
    facts: readonly RiskFacts[],
  ): Promise<void> {
    await insertRows<DbDecisionSnapshotRow>(
      this.knex,
      'decision_snapshot',
      facts.map(fact => ({
        decision_id: decisionId,
        moment,
        risk_id: fact.riskId,
        title: fact.title,
        statement: fact.statement,
        product_ref: fact.productRef,
        state: fact.state,
        probability_micro: fact.probabilityMicro,
        impact_centi: fact.impactCenti,
        exposure: fact.exposure,
        level: fact.level,
      })),
    );
    await insertRows<DbDecisionSnapshotEntityRow>(
      this.knex,
      'decision_snapshot_entity',
      facts.flatMap(fact =>
        fact.entities.map(entity_ref => ({
          decision_id: decisionId,
          moment,
          risk_id: fact.riskId,
          entity_ref,
        })),
      ),
    );
  }

  /** What was true of the risks of a decision, in the order of ids. */
  async snapshotOf(
    decisionId: string,
    moment: SnapshotMoment,
  ): Promise<RiskFacts[]> {
    const where = { decision_id: decisionId, moment };
    const rows = await this.knex<DbDecisionSnapshotRow>('decision_snapshot')
      .where(where)
      .orderBy('risk_id');
    const entities = entitiesByRisk(
      await this.knex<DbDecisionSnapshotEntityRow>(
        'decision_snapshot_entity',
      ).where(where),
    );
    return rows.map(row => ({
      riskId: row.risk_id,
      title: row.title,
      statement: row.statement,
      productRef: row.product_ref,
      state: row.state,
      probabilityMicro: row.probability_micro,
      impactCenti: integerOrNull(row.impact_centi),
      exposure: toInteger(row.exposure),
      level: row.level,
      entities: entities.get(row.risk_id) ?? [],
    }));
  }

  /** In the place of an earlier signature of the same role. */
  async sign(signature: DbDecisionSignatureRow): Promise<void> {
    await this.knex<DbDecisionSignatureRow>('decision_signature')
      .insert(signature)
      .onConflict(['decision_id', 'role'])
      .merge();
  }

  async signaturesOf(decisionId: string): Promise<DbDecisionSignatureRow[]> {
    return this.knex<DbDecisionSignatureRow>('decision_signature')
      .where({ decision_id: decisionId })
      .orderBy('at');
  }

  /** Requests about some risks that nobody has settled. */
  async openRequestsFor(
    riskIds: Iterable<string>,
  ): Promise<{ id: string; risk_id: string }[]> {
    return selectInChunks(riskIds, chunk =>
      this.knex({ dr: 'decision_risk' })
        .join({ d: 'decision' }, 'd.id', 'dr.decision_id')
        .where('d.state', 'requested')
        .whereIn('dr.risk_id', chunk)
        .orderBy('d.id')
        .select<{ id: string; risk_id: string }[]>('d.id', 'dr.risk_id'),
    );
  }

  /** The keys among these that opened a request already. */
  async knownOrigins(keys: Iterable<string>): Promise<Set<string>> {
    const rows = await selectInChunks(keys, chunk =>
      this.knex<DbDecisionRow>('decision')
        .whereIn('origin_key', chunk)
        .select('origin_key'),
    );
    return new Set(rows.flatMap(({ origin_key }) => origin_key ?? []));
  }

  /** When grants about some risks were in force: their due clock paused. */
  async grantIntervals(riskIds: Iterable<string>): Promise<GrantInterval[]> {
    const rows = await selectInChunks(riskIds, chunk =>
      this.knex({ dr: 'decision_risk' })
        .join({ d: 'decision' }, 'd.id', 'dr.decision_id')
        .whereIn('dr.risk_id', chunk)
        .whereNotNull('d.expiry')
        .orderBy(['dr.risk_id', 'd.decided_at'])
        .select<
          {
            risk_id: string;
            decided_at: string;
            expiry: string;
            ended_at: string | null;
          }[]
        >('dr.risk_id', 'd.decided_at', 'd.expiry', 'd.ended_at'),
    );
    return rows.map(row => {
      const over = `${row.expiry}T00:00:00.000Z`;
      return {
        riskId: row.risk_id,
        from: row.decided_at,
        to: row.ended_at && row.ended_at < over ? row.ended_at : over,
      };
    });
  }
}
