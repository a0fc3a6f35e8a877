import { Knex } from 'knex';
import { selectInChunks, upsertRows } from './batches';
import {
  DbAttachmentRow,
  DbElementMappingRow,
  DbImportDocumentRow,
  DbImportRow,
  DbSourceRow,
} from './tables';

/** Sources, what names them, and every attempt to import from them. */
export class SourceStore {
  constructor(private readonly knex: Knex) {}

  async find(id: string): Promise<DbSourceRow | undefined> {
    return this.knex<DbSourceRow>('source').where({ id }).first();
  }

  async findByLocation(
    method: DbSourceRow['method'],
    location: string,
  ): Promise<DbSourceRow | undefined> {
    return this.knex<DbSourceRow>('source').where({ method, location }).first();
  }

  /** Adds a source unless another import has just done so. */
  async ensure(source: DbSourceRow): Promise<void> {
    await this.knex<DbSourceRow>('source')
      .insert(source)
      .onConflict(['method', 'location'])
      .ignore();
  }

  /**
   * Locks a source until the transaction ends, so that imports of one source
   * happen one after the other.
   */
  async lock(id: string): Promise<DbSourceRow | undefined> {
    return this.knex<DbSourceRow>('source').where({ id }).forUpdate().first();
  }

  async update(id: string, values: Partial<DbSourceRow>): Promise<void> {
    await this.knex<DbSourceRow>('source').where({ id }).update(values);
  }

  /** Sources with exactly this content. */
  async withContent(contentHash: string): Promise<DbSourceRow[]> {
    return this.knex<DbSourceRow>('source').where({
      content_hash: contentHash,
    });
  }

  async byMethod(method: DbSourceRow['method']): Promise<DbSourceRow[]> {
    return this.knex<DbSourceRow>('source').where({ method });
  }

  /** Attachments that are in force, by ref. */
  async attachments(sourceId: string): Promise<DbAttachmentRow[]> {
    return this.knex<DbAttachmentRow>('attachment')
      .where({ source_id: sourceId })
      .whereNull('detached_at')
      .orderBy('entity_ref');
  }

  /** All attachments of a method, those no more in force included. */
  async attachmentsByMethod(
    method: DbSourceRow['method'],
  ): Promise<DbAttachmentRow[]> {
    return this.knex<DbAttachmentRow>('attachment')
      .whereIn(
        'source_id',
        this.knex<DbSourceRow>('source').where({ method }).select('id'),
      )
      .select();
  }

  /** Ids of the sources that some entities name or once named. */
  async sourceIdsOfEntities(entityRefs: Iterable<string>): Promise<string[]> {
    const rows = await selectInChunks(entityRefs, chunk =>
      this.knex<DbAttachmentRow>('attachment')
        .whereIn('entity_ref', chunk)
        .distinct('source_id'),
    );
    return [...new Set(rows.map(({ source_id }) => source_id))];
  }

  /** Uploads to the entities that a source is attached to. */
  async uploadsBeside(sourceId: string): Promise<string[]> {
    return this.knex<DbAttachmentRow>('attachment')
      .join('source', 'source.id', 'attachment.source_id')
      .where('source.method', 'upload')
      .whereNull('attachment.detached_at')
      .whereIn(
        'attachment.entity_ref',
        this.knex('attachment')
          .where({ source_id: sourceId, detached_at: null })
          .select('entity_ref'),
      )
      .distinct()
      .pluck('source.id');
  }

  async attach(rows: readonly DbAttachmentRow[]): Promise<void> {
    await upsertRows(this.knex, 'attachment', rows, [
      'source_id',
      'entity_ref',
    ]);
  }

  async detach(sourceId: string, entityRef: string, at: string): Promise<void> {
    await this.knex<DbAttachmentRow>('attachment')
      .where({ source_id: sourceId, entity_ref: entityRef })
      .update({ detached_at: at });
  }

  async addImport(row: DbImportRow): Promise<void> {
    await this.knex<DbImportRow>('import').insert(row);
  }

  async findImport(id: string): Promise<DbImportRow | undefined> {
    return this.knex<DbImportRow>('import').where({ id }).first();
  }

  async latestImport(sourceId: string): Promise<DbImportRow | undefined> {
    return this.knex<DbImportRow>('import')
      .where({ source_id: sourceId })
      .orderBy('seq', 'desc')
      .first();
  }

  async updateImport(id: string, values: Partial<DbImportRow>): Promise<void> {
    await this.knex<DbImportRow>('import').where({ id }).update(values);
  }

  async keepDocument(row: DbImportDocumentRow): Promise<void> {
    await this.knex<DbImportDocumentRow>('import_document').insert(row);
  }

  async document(importId: string): Promise<Buffer | undefined> {
    const row = await this.knex<DbImportDocumentRow>('import_document')
      .where({ import_id: importId })
      .first();
    return row?.content;
  }

  async dropDocuments(importIds: readonly string[]): Promise<void> {
    await this.knex<DbImportDocumentRow>('import_document')
      .whereIn('import_id', importIds)
      .delete();
  }

  /** What people mapped, by model key and element id. */
  async mappings(sourceId: string): Promise<Map<string, Map<string, string>>> {
    const rows = await this.knex<DbElementMappingRow>('element_mapping').where({
      source_id: sourceId,
    });
    const byModel = new Map<string, Map<string, string>>();
    for (const { model_key, element_id, entity_ref } of rows) {
      const mapping = byModel.get(model_key) ?? new Map<string, string>();
      byModel.set(model_key, mapping.set(element_id, entity_ref));
    }
    return byModel;
  }

  async map(row: DbElementMappingRow): Promise<void> {
    await upsertRows(
      this.knex,
      'element_mapping',
      [row],
      ['source_id', 'model_key', 'element_id'],
    );
  }
}
