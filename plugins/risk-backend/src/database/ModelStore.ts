import { Knex } from 'knex';
import { inChunks, insertRows, selectInChunks, upsertRows } from './batches';
import { DbModelElementRow, DbThreatModelRow } from './tables';

/** Threat models and the elements they are made of. */
export class ModelStore {
  constructor(private readonly knex: Knex) {}

  async find(id: string): Promise<DbThreatModelRow | undefined> {
    return this.knex<DbThreatModelRow>('threat_model').where({ id }).first();
  }

  async ofSource(sourceId: string): Promise<DbThreatModelRow[]> {
    return this.knex<DbThreatModelRow>('threat_model').where({
      source_id: sourceId,
    });
  }

  async save(models: readonly DbThreatModelRow[]): Promise<void> {
    await upsertRows(this.knex, 'threat_model', models, ['id']);
  }

  async markAbsent(ids: readonly string[], at: string): Promise<void> {
    await inChunks(ids, chunk =>
      this.knex<DbThreatModelRow>('threat_model')
        .whereIn('id', chunk)
        .whereNull('absent_since')
        .update({ absent_since: at }),
    );
  }

  /** Entities that the elements of some models stand for. */
  async mappedEntities(modelIds: readonly string[]): Promise<string[]> {
    const rows = await selectInChunks(modelIds, chunk =>
      this.knex<DbModelElementRow>('model_element')
        .whereIn('model_id', chunk)
        .whereNotNull('entity_ref')
        .distinct('entity_ref'),
    );
    return rows.flatMap(({ entity_ref }) => entity_ref ?? []);
  }

  async hasUnmapped(sourceId: string): Promise<boolean> {
    const row = await this.knex('model_element')
      .join('threat_model', 'threat_model.id', 'model_element.model_id')
      .where('threat_model.source_id', sourceId)
      .where('model_element.mapped_by', 'none')
      .first('model_element.element_id');
    return row !== undefined;
  }

  async element(
    modelId: string,
    elementId: string,
  ): Promise<DbModelElementRow | undefined> {
    return this.knex<DbModelElementRow>('model_element')
      .where({ model_id: modelId, element_id: elementId })
      .first();
  }

  async updateElement(
    modelId: string,
    elementId: string,
    values: Pick<DbModelElementRow, 'entity_ref' | 'mapped_by' | 'candidates'>,
  ): Promise<void> {
    await this.knex<DbModelElementRow>('model_element')
      .where({ model_id: modelId, element_id: elementId })
      .update(values);
  }

  /** Replaces the elements of some models. */
  async replaceElements(
    modelIds: readonly string[],
    rows: readonly DbModelElementRow[],
  ): Promise<void> {
    await inChunks(modelIds, chunk =>
      this.knex<DbModelElementRow>('model_element')
        .whereIn('model_id', chunk)
        .delete(),
    );
    await insertRows(this.knex, 'model_element', rows);
  }

  /** Which of some entities an assessment covers, as of the last roll-up. */
  async assessedAmong(refs: Iterable<string>): Promise<string[]> {
    const rows = await selectInChunks(refs, chunk =>
      this.knex('entity_rollup')
        .whereIn('entity_ref', chunk)
        .where('models', '>', 0)
        .select<{ entity_ref: string }[]>('entity_ref'),
    );
    return rows.map(({ entity_ref }) => entity_ref);
  }

  /** Which of some refs the mirror of the catalog has. */
  async knownRefs(refs: Iterable<string>): Promise<Set<string>> {
    const rows = await selectInChunks(refs, chunk =>
      this.knex('entity')
        .whereIn('ref', chunk)
        .select<{ ref: string }[]>('ref'),
    );
    return new Set(rows.map(({ ref }) => ref));
  }

  /**
   * The nearest entity that all of some entities are part of; the entity
   * itself for one. Of equally near ones the first by ref.
   */
  async commonAncestor(refs: readonly string[]): Promise<string | null> {
    if (refs.length <= 1) return refs[0] ?? null;
    const row = await this.knex('entity_closure')
      .whereIn('descendant', refs)
      .groupBy('ancestor')
      .havingRaw('count(*) = ?', [refs.length])
      .orderByRaw('sum(depth), ancestor')
      .first<{ ancestor: string } | undefined>('ancestor');
    return row?.ancestor ?? null;
  }
}
