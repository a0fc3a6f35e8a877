import { Knex } from 'knex';
import { inChunks, insertRows, selectInChunks, upsertRows } from './batches';
import {
  DbBoolean,
  DbFindingRow,
  DbMitigationRow,
  DbRatingRow,
  DbRiskEntityRow,
  DbRiskFindingRow,
  DbRiskRow,
  DbRiskStateRow,
  DbThreatModelRow,
  toBoolean,
  toInteger,
} from './tables';

/** A finding with what decides about its risk. */
export interface RiskFindingRow
  extends Pick<
    DbFindingRow,
    | 'id'
    | 'model_id'
    | 'definition_key'
    | 'entity_ref'
    | 'title'
    | 'severity'
    | 'stated_rating'
    | 'status'
    | 'reviewed'
    | 'review_group'
    | 'promotion'
    | 'stride'
    | 'absent_since'
  > {
  model_kind: DbThreatModelRow['kind'];
  /** Product of its entity, '' for none. */
  product_ref: string;
  entity_title: string | null;
  entity_missing: DbBoolean;
  element_name: string | null;
  risk_id: string | null;
  linked_by: string | null;
}

export type RiskMitigationRow = Pick<
  DbMitigationRow,
  'finding_id' | 'state' | 'effect_likelihood_micro' | 'effect_impact_micro'
>;

const integerOrNull = (value: DbRiskRow['impact_centi']) =>
  value === null ? null : toInteger(value);

/** The row with numbers and booleans as such, whatever the database returns. */
const normal = (row: DbRiskRow): DbRiskRow => ({
  ...row,
  impact_centi: integerOrNull(row.impact_centi),
  current_impact_centi: integerOrNull(row.current_impact_centi),
  exposure: toInteger(row.exposure),
  exposure_inherent: toInteger(row.exposure_inherent),
  exposure_projected: toInteger(row.exposure_projected),
  exposure_verified_only: toInteger(row.exposure_verified_only),
  review_flag: toBoolean(row.review_flag),
  entity_missing: toBoolean(row.entity_missing),
  mitigation_under_way: toBoolean(row.mitigation_under_way),
});

/** Risks, what links them to findings and entities, ratings and history. */
export class RiskStore {
  constructor(private readonly knex: Knex) {}

  findingsByIds(ids: Iterable<string>): Promise<RiskFindingRow[]> {
    return selectInChunks(ids, chunk =>
      this.#findings().whereIn('f.id', chunk),
    );
  }

  findingsOfRisks(riskIds: Iterable<string>): Promise<RiskFindingRow[]> {
    return selectInChunks(riskIds, chunk =>
      this.#findings().whereIn('rf.risk_id', chunk),
    );
  }

  async risksByIds(ids: Iterable<string>): Promise<DbRiskRow[]> {
    const rows = await selectInChunks(ids, chunk =>
      this.knex<DbRiskRow>('risk').whereIn('id', chunk).select(),
    );
    return rows.map(normal);
  }

  /** Risks of one product that gather findings under one of some keys. */
  async risksByGroup(
    productRef: string,
    groupKeys: Iterable<string>,
  ): Promise<DbRiskRow[]> {
    const rows = await selectInChunks(groupKeys, chunk =>
      this.knex<DbRiskRow>('risk')
        .where({ product_ref: productRef })
        .whereIn('group_key', chunk)
        .select(),
    );
    return rows.map(normal);
  }

  /** One page of all risks, by id. */
  async idsAfter(riskId: string | undefined, limit: number): Promise<string[]> {
    const query = this.knex<DbRiskRow>('risk').orderBy('id').limit(limit);
    if (riskId !== undefined) query.where('id', '>', riskId);
    return query.pluck('id');
  }

  /** Ids of the findings on some entities. */
  async findingIdsOfEntities(entityRefs: Iterable<string>): Promise<string[]> {
    const rows = await selectInChunks(entityRefs, chunk =>
      this.knex<DbFindingRow>('finding')
        .whereIn('entity_ref', chunk)
        .select('id'),
    );
    return rows.map(({ id }) => id);
  }

  /** Mitigations that the file still names and that may have an effect. */
  mitigationsOf(findingIds: Iterable<string>): Promise<RiskMitigationRow[]> {
    return selectInChunks(findingIds, chunk =>
      this.knex<DbMitigationRow>('mitigation')
        .whereIn('finding_id', chunk)
        .whereNull('absent_since')
        .whereNot({ state: 'none' })
        .select(
          'finding_id',
          'state',
          'effect_likelihood_micro',
          'effect_impact_micro',
        ),
    );
  }

  entitiesOf(riskIds: Iterable<string>): Promise<DbRiskEntityRow[]> {
    return selectInChunks(riskIds, chunk =>
      this.knex<DbRiskEntityRow>('risk_entity')
        .whereIn('risk_id', chunk)
        .select(),
    );
  }

  async ratingsOf(riskId: string): Promise<DbRatingRow[]> {
    return this.knex<DbRatingRow>('rating')
      .where({ risk_id: riskId })
      .orderBy('id');
  }

  async addRating(rating: Omit<DbRatingRow, 'id'>): Promise<void> {
    await this.knex<Omit<DbRatingRow, 'id'>>('rating').insert(rating);
  }

  async lock(riskId: string): Promise<DbRiskRow | undefined> {
    const row = await this.knex<DbRiskRow>('risk')
      .where({ id: riskId })
      .forUpdate()
      .first();
    return row && normal(row);
  }

  async update(riskId: string, values: Partial<DbRiskRow>): Promise<void> {
    await this.knex<DbRiskRow>('risk').where({ id: riskId }).update(values);
  }

  async save(risks: readonly DbRiskRow[]): Promise<void> {
    await upsertRows(this.knex, 'risk', risks, ['id']);
  }

  async link(links: readonly DbRiskFindingRow[]): Promise<void> {
    await upsertRows(this.knex, 'risk_finding', links, ['finding_id']);
  }

  /** Replaces the entities of some risks. */
  async replaceEntities(
    riskIds: readonly string[],
    rows: readonly DbRiskEntityRow[],
  ): Promise<void> {
    await inChunks(riskIds, chunk =>
      this.knex('risk_entity').whereIn('risk_id', chunk).delete(),
    );
    await insertRows(this.knex, 'risk_entity', rows);
  }

  async appendStates(
    states: readonly Omit<DbRiskStateRow, 'id'>[],
  ): Promise<void> {
    await insertRows(this.knex, 'risk_state', states);
  }

  #findings() {
    return this.knex({ f: 'finding' })
      .join({ tm: 'threat_model' }, 'tm.id', 'f.model_id')
      .leftJoin({ e: 'entity' }, 'e.ref', 'f.entity_ref')
      .leftJoin({ rf: 'risk_finding' }, 'rf.finding_id', 'f.id')
      .leftJoin({ me: 'model_element' }, join =>
        join
          .on('me.model_id', 'f.model_id')
          .andOn('me.element_id', 'f.element_id'),
      )
      .select<RiskFindingRow[]>(
        'f.id',
        'f.model_id',
        'f.definition_key',
        'f.entity_ref',
        'f.title',
        'f.severity',
        'f.stated_rating',
        'f.status',
        'f.reviewed',
        'f.review_group',
        'f.promotion',
        'tm.kind as model_kind',
        'f.stride',
        'f.absent_since',
        this.knex.raw(`coalesce(e.product_ref, '') as product_ref`),
        'e.title as entity_title',
        this.knex.raw(
          'case when e.missing_since is null then 0 else 1 end as entity_missing',
        ),
        'me.name as element_name',
        'rf.risk_id',
        'rf.linked_by',
      );
  }
}
