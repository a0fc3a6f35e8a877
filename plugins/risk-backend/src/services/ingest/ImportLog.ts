import { randomUUID } from 'crypto';
import { promisify } from 'util';
import { gzip } from 'zlib';
import {
  ImportWarning,
  SourceError,
} from '@product-risk/backstage-plugin-risk-common';
import { SourceStore } from '../../database/SourceStore';
import { DbImportRow, DbSourceRow } from '../../database/tables';
import { ImportRequest, PlannedImport } from './importRequest';
import { planCounts } from './planImport';

/** Somebody, or a run of the schedule, that tried to import a file. */
export interface FailedAttempt {
  actor: string;
  fileName: string;
  contentHash?: string;
  bytes?: number;
}

const MAX_WARNINGS = 200;

function boundedWarnings(warnings: readonly ImportWarning[]): string {
  const shown = warnings.slice(0, MAX_WARNINGS);
  const rest = warnings.length - shown.length;
  return JSON.stringify(
    rest > 0
      ? [...shown, { code: 'more', message: `${rest} more warnings.` }]
      : shown,
  );
}

function importRow(
  source: DbSourceRow,
  {
    actor,
    fileName,
    backfilledAt = null,
  }: { actor: string; fileName: string; backfilledAt?: string | null },
  at: string,
): DbImportRow {
  return {
    id: '',
    source_id: source.id,
    seq: source.revision + 1,
    at,
    actor,
    status: 'applied',
    file_name: fileName.slice(0, 255),
    content_hash: null,
    bytes: 0,
    format: null,
    format_version: null,
    created: 0,
    changed: 0,
    reopened: 0,
    absent: 0,
    unchanged: 0,
    warnings: '[]',
    error: null,
    reason: null,
    resolved_by: null,
    resolved_at: null,
    backfilled_at: backfilledAt,
  };
}

/** The columns that say which file was imported. */
function fileColumns({ file }: ImportRequest) {
  return {
    content_hash: file.contentHash || null,
    bytes: file.bytes.byteLength,
    format: file.format,
    format_version: file.models[0]?.formatVersion?.slice(0, 63) ?? null,
  };
}

/**
 * Writes down every attempt to import from a source, and the state of the
 * source that follows from it.
 */
export class ImportLog {
  readonly #sources: SourceStore;
  readonly #at: string;

  constructor(sources: SourceStore, at: string) {
    this.#sources = sources;
    this.#at = at;
  }

  /** An import that was carried out, or released by a person. */
  async applied(
    source: DbSourceRow,
    request: ImportRequest,
    { importId, plan, document }: PlannedImport,
    reason: string | null = null,
  ): Promise<void> {
    const { file, releasing, actor, backfilledAt } = request;
    await this.#sources.update(source.id, {
      state: 'ok',
      error: null,
      content_hash: file.contentHash,
      etag: request.etag ?? null,
      checked_at: this.#at,
      applied_at: this.#at,
      ...(!releasing && { revision: source.revision + 1 }),
    });
    if (releasing) {
      await this.#sources.updateImport(releasing.row.id, {
        ...planCounts(plan),
        status: 'released',
        reason: releasing.reason,
        resolved_by: actor,
        resolved_at: this.#at,
      });
      await this.#sources.dropDocuments([releasing.row.id]);
      return;
    }
    await this.#sources.addImport({
      ...importRow(
        source,
        { fileName: file.fileName, actor, backfilledAt },
        this.#at,
      ),
      ...planCounts(plan),
      ...fileColumns(request),
      id: importId,
      status: 'applied',
      warnings: boundedWarnings(document.warnings),
      reason,
    });
  }

  /** An import that a person has to look at: its document is kept. */
  async heldBack(
    source: DbSourceRow,
    request: ImportRequest,
    { importId, plan, document, quarantine }: PlannedImport,
  ): Promise<void> {
    const { file, actor } = request;
    await this.#sources.update(source.id, {
      state: 'quarantined',
      error: null,
      checked_at: this.#at,
      etag: request.etag ?? null,
      revision: source.revision + 1,
    });
    await this.#sources.addImport({
      ...importRow(source, { fileName: file.fileName, actor }, this.#at),
      ...planCounts(plan),
      ...fileColumns(request),
      id: importId,
      status: 'quarantined',
      warnings: boundedWarnings(document.warnings),
      reason: quarantine ?? null,
    });
    await this.#sources.keepDocument({
      import_id: importId,
      content: await promisify(gzip)(file.bytes),
    });
  }

  /** A file that is held back already: nothing but the look at it is new. */
  async stillHeldBack(
    source: DbSourceRow,
    request: ImportRequest,
  ): Promise<void> {
    await this.#sources.update(source.id, {
      checked_at: this.#at,
      etag: request.etag ?? null,
    });
  }

  /**
   * A file that says what it said before. A run of the schedule that finds
   * nothing new leaves no record.
   *
   * @returns id of the record
   */
  async unchanged(
    source: DbSourceRow,
    request: ImportRequest,
    latest: DbImportRow | undefined,
  ): Promise<string> {
    const { file, actor, backfilledAt } = request;
    await this.#sources.update(source.id, {
      state: 'ok',
      error: null,
      checked_at: this.#at,
      etag: request.etag ?? null,
    });
    if (request.scheduled && source.state === 'ok' && latest) return latest.id;
    const importId = randomUUID();
    await this.#sources.update(source.id, { revision: source.revision + 1 });
    await this.#sources.addImport({
      ...importRow(
        source,
        { fileName: file.fileName, actor, backfilledAt },
        this.#at,
      ),
      id: importId,
      status: 'unchanged',
      content_hash: file.contentHash,
      bytes: file.bytes.byteLength,
      format: file.format,
    });
    return importId;
  }

  /**
   * A file that could not be imported. The same failure twice is one record.
   *
   * @returns id of the record, and whether it is a new one
   */
  async failed(
    source: DbSourceRow,
    error: SourceError,
    attempt: FailedAttempt,
  ): Promise<{ importId: string; isNews: boolean }> {
    const text = JSON.stringify(error);
    const latest = await this.#sources.latestImport(source.id);
    await this.#sources.update(source.id, {
      state: 'failed',
      error: text,
      etag: null,
      checked_at: this.#at,
    });
    const contentHash = attempt.contentHash ?? null;
    if (
      latest?.status === 'failed' &&
      latest.error === text &&
      latest.content_hash === contentHash
    ) {
      return { importId: latest.id, isNews: false };
    }
    const importId = randomUUID();
    await this.#sources.update(source.id, { revision: source.revision + 1 });
    await this.#sources.addImport({
      ...importRow(source, attempt, this.#at),
      id: importId,
      status: 'failed',
      content_hash: contentHash,
      bytes: attempt.bytes ?? 0,
      error: text,
    });
    return { importId, isNews: true };
  }
}
