import { Knex } from 'knex';
import { inChunks, insertRows, selectInChunks, upsertRows } from './batches';
import { DbFindingEventRow, DbFindingRow, DbMitigationRow } from './tables';

/** Findings, their mitigations and their history. */
export class FindingStore {
  constructor(private readonly knex: Knex) {}

  async lock(id: string): Promise<DbFindingRow | undefined> {
    return this.knex<DbFindingRow>('finding').where({ id }).forUpdate().first();
  }

  async update(id: string, values: Partial<DbFindingRow>): Promise<void> {
    await this.knex<DbFindingRow>('finding').where({ id }).update(values);
  }

  async ofSource(sourceId: string): Promise<DbFindingRow[]> {
    return this.knex<DbFindingRow>('finding').where({ source_id: sourceId });
  }

  /** Keys of the findings that a source still reports. */
  async currentKeys(sourceId: string): Promise<string[]> {
    return this.knex<DbFindingRow>('finding')
      .where({ source_id: sourceId })
      .whereNull('absent_since')
      .pluck('key');
  }

  async ofElement(modelId: string, elementId: string): Promise<DbFindingRow[]> {
    return this.knex<DbFindingRow>('finding').where({
      model_id: modelId,
      element_id: elementId,
    });
  }

  /** Inserts findings, or replaces those with the same id. */
  async save(rows: readonly DbFindingRow[]): Promise<void> {
    await upsertRows(this.knex, 'finding', rows, ['id']);
  }

  async insert(rows: readonly DbFindingRow[]): Promise<void> {
    await insertRows(this.knex, 'finding', rows);
  }

  async markAbsent(ids: readonly string[], at: string): Promise<void> {
    await inChunks(ids, chunk =>
      this.knex<DbFindingRow>('finding')
        .whereIn('id', chunk)
        .update({ absent_since: at, changed_at: at }),
    );
  }

  /** Records that a source still reports all its current findings. */
  async markSeen(sourceId: string, importId: string, at: string) {
    await this.knex<DbFindingRow>('finding')
      .where({ source_id: sourceId })
      .whereNull('absent_since')
      .update({ last_seen: at, last_import_id: importId });
  }

  async moveEntity(
    ids: readonly string[],
    entityRef: string | null,
    at: string,
  ): Promise<void> {
    await inChunks(ids, chunk =>
      this.knex<DbFindingRow>('finding')
        .whereIn('id', chunk)
        .update({ entity_ref: entityRef, changed_at: at }),
    );
  }

  async addEvents(rows: readonly Omit<DbFindingEventRow, 'id'>[]) {
    await insertRows(this.knex, 'finding_event', rows);
  }

  mitigationsOf(findingIds: Iterable<string>): Promise<DbMitigationRow[]> {
    return selectInChunks(findingIds, chunk =>
      this.knex<DbMitigationRow>('mitigation')
        .whereIn('finding_id', chunk)
        .select(),
    );
  }

  async mitigation(id: string): Promise<DbMitigationRow | undefined> {
    return this.knex<DbMitigationRow>('mitigation')
      .where({ id })
      .forUpdate()
      .first();
  }

  async updateMitigation(id: string, values: Partial<DbMitigationRow>) {
    await this.knex<DbMitigationRow>('mitigation').where({ id }).update(values);
  }

  async saveMitigations(rows: readonly DbMitigationRow[]): Promise<void> {
    await upsertRows(this.knex, 'mitigation', rows, ['id']);
  }

  async insertMitigations(rows: readonly DbMitigationRow[]): Promise<void> {
    await insertRows(this.knex, 'mitigation', rows);
  }
}
