import { Knex } from 'knex';
import { DbModelElementRow, DbThreatModelRow } from '../../../database/tables';

/** A model with counts of its parts. */
export type ModelRow = DbThreatModelRow & {
  elements: number | string;
  findings: number | string;
  unmapped: number | string;
  /** Warnings of the newest import as JSON. */
  warnings: string | null;
};

const counted = (db: Knex) =>
  db('threat_model')
    .select('threat_model.*')
    .select({
      elements: db('model_element')
        .whereRaw('model_element.model_id = threat_model.id')
        .count('*'),
      findings: db('finding')
        .whereRaw('finding.model_id = threat_model.id')
        .whereNull('finding.absent_since')
        .count('*'),
      unmapped: db('finding')
        .whereRaw('finding.model_id = threat_model.id')
        .whereNull('finding.absent_since')
        .whereNull('finding.entity_ref')
        .countDistinct('finding.element_id'),
      warnings: db('import')
        .whereRaw('"import".source_id = threat_model.source_id')
        .whereIn('import.status', ['applied', 'released', 'unchanged'])
        .orderBy('import.seq', 'desc')
        .limit(1)
        .select('import.warnings'),
    });

/** Most models of one entity that an answer lists. */
const MODEL_LIMIT = 100;

/**
 * Models of the sources that name an entity, then those of others that show it
 * among their elements.
 */
export async function modelsOfEntity(
  db: Knex,
  entityRef: string,
): Promise<ModelRow[]> {
  const sourcesOfItsOwn = () =>
    db('attachment')
      .where({ entity_ref: entityRef })
      .whereNull('detached_at')
      .select('source_id');
  return counted(db)
    .whereNull('threat_model.absent_since')
    .andWhere(either =>
      either
        .whereIn('threat_model.source_id', sourcesOfItsOwn())
        .orWhereIn(
          'threat_model.id',
          db('model_element')
            .where({ entity_ref: entityRef })
            .select('model_id'),
        ),
    )
    .orderByRaw(
      'case when threat_model.source_id in (?) then 0 else 1 end, threat_model.title, threat_model.id',
      [sourcesOfItsOwn()],
    )
    .limit(MODEL_LIMIT);
}

export async function modelById(
  db: Knex,
  id: string,
): Promise<ModelRow | undefined> {
  return counted(db).where('threat_model.id', id).first();
}

export async function elementsOf(
  db: Knex,
  modelId: string,
): Promise<DbModelElementRow[]> {
  return db<DbModelElementRow>('model_element')
    .where({ model_id: modelId })
    .orderBy('element_id');
}

export interface ElementCountRow {
  element_id: string;
  entity_ref: string | null;
  total: number | string;
  open: number | string;
  /** 0 none, 1 low to 4 critical. */
  worst: number | string;
}

const OPEN = `finding.status in ('open', 'in_progress', 'accepted')`;

/** What is found on each element, by the entity that it counts for. */
export async function countsByElement(
  db: Knex,
  modelId: string,
): Promise<ElementCountRow[]> {
  return db('finding')
    .leftJoin('risk_finding', 'risk_finding.finding_id', 'finding.id')
    .leftJoin('risk', 'risk.id', 'risk_finding.risk_id')
    .where('finding.model_id', modelId)
    .whereNull('finding.absent_since')
    .whereNotNull('finding.element_id')
    .groupBy('finding.element_id', 'finding.entity_ref')
    .select('finding.element_id', 'finding.entity_ref')
    .count({ total: '*' })
    .select(
      db.raw(`sum(case when ${OPEN} then 1 else 0 end) as open`),
      db.raw(
        `max(case when ${OPEN} then case risk.level when 'critical' then 4 when 'high' then 3 when 'medium' then 2 when 'low' then 1 else 0 end else 0 end) as worst`,
      ),
    );
}

/** Entities that name the source of a model. */
export async function entityRefsOfSource(
  db: Knex,
  sourceId: string,
): Promise<string[]> {
  return db('attachment')
    .where({ source_id: sourceId })
    .whereNull('detached_at')
    .orderBy('entity_ref')
    .pluck('entity_ref');
}
