import { randomUUID } from 'crypto';
import { promisify } from 'util';
import { gzip } from 'zlib';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  ImportWarning,
  SourceError,
} from '@product-risk/backstage-plugin-risk-common';
import { ThreatModel } from '@product-risk/threat-model-formats';
import { Knex } from 'knex';
import { RiskConfig } from '../../config';
import { FindingStore } from '../../database/FindingStore';
import { ModelStore } from '../../database/ModelStore';
import { SourceStore } from '../../database/SourceStore';
import { DbFindingRow, DbImportRow, DbSourceRow } from '../../database/tables';
import { Affected, RiskLedger } from '../risks/RiskLedger';
import { RollupService } from '../rollup/RollupService';
import { applyPlan } from './applyPlan';
import {
  DocumentContext,
  IncomingDocument,
  incomingDocument,
} from './incoming';
import { normalRef } from './mapElements';
import { findMovedSource, MovedSource, takeOver } from './movedSource';
import { ImportPlan, planCounts, planImport } from './planImport';
import { quarantineReason } from './quarantineReason';

export interface ImportTransactionOptions {
  config: RiskConfig;
  risks: RiskLedger;
  rollup: RollupService;
  now: () => Date;
}

/** A file that was read and parsed before the transaction began. */
export interface ParsedFile {
  fileName: string;
  bytes: Uint8Array;
  contentHash: string;
  format: string;
  models: readonly ThreatModel[];
}

export interface ImportRequest {
  sourceId: string;
  actor: string;
  file: ParsedFile;
  /** Cache mark of the location the file was read from. */
  etag?: string | null;
  /** Revision of the source when its location was read. */
  expectedRevision?: number;
  /** Entities that name the source from now on, besides those that do. */
  attach?: { entityRef: string; declaredAs: string };
  /** Source to take over, chosen by a person. */
  movedFrom?: string;
  /** Sources that nobody names any more and that the file may come from. */
  adoptFrom?: readonly string[];
  /** Plan again although the content is known: what it maps to may differ. */
  replan?: boolean;
  /** A run of the schedule: leaves no record when nothing has changed. */
  scheduled?: boolean;
  /** The import that a person releases. */
  releasing?: { row: DbImportRow; reason: string };
  /** Apply whatever would be lost: a preview, or nobody names the source. */
  withoutQuarantine?: boolean;
}

export interface ImportOutcome {
  importId: string;
  status: DbImportRow['status'];
  plan?: ImportPlan;
  document?: IncomingDocument;
  /** Why the import is, or would be, held back. */
  quarantine?: string;
}

const MAX_WARNINGS = 200;
const HELD_BACK: readonly DbImportRow['status'][] = ['quarantined', 'rejected'];

function boundedWarnings(warnings: readonly ImportWarning[]): string {
  const shown = warnings.slice(0, MAX_WARNINGS);
  const rest = warnings.length - shown.length;
  return JSON.stringify(
    rest > 0
      ? [...shown, { code: 'more', message: `${rest} more warnings.` }]
      : shown,
  );
}

/**
 * Imports a parsed file into one source. Everything happens within the
 * caller's transaction, which holds the source's row from the first statement
 * on: two imports of one source happen one after the other, and one that is
 * interrupted leaves nothing behind.
 */
export class ImportTransaction {
  readonly #sources: SourceStore;
  readonly #models: ModelStore;
  readonly #findings: FindingStore;

  constructor(
    private readonly trx: Knex.Transaction,
    private readonly options: ImportTransactionOptions,
  ) {
    this.#sources = new SourceStore(trx);
    this.#models = new ModelStore(trx);
    this.#findings = new FindingStore(trx);
  }

  /**
   * @throws NotFoundError
   * @throws ConflictError when the source changed since its location was read
   */
  async run(request: ImportRequest): Promise<ImportOutcome> {
    const source = await this.#lock(request);
    const at = this.#now();
    const attached = await this.#attach(request, at);
    const stored = await this.#findings.ofSource(source.id);
    const moved = await this.#movedFrom(source, stored, request);
    const replan =
      request.replan ||
      attached ||
      moved !== undefined ||
      request.releasing !== undefined ||
      (await this.#models.hasUnmapped(source.id));
    if (!replan) {
      const known = await this.#alreadyKnown(source, request, at);
      if (known) return known;
    }
    const importId = request.releasing?.row.id ?? randomUUID();
    if (moved) {
      await takeOver(this.trx, moved, source, {
        actor: request.actor,
        at,
        importId,
      });
      stored.push(...(await this.#findings.ofSource(source.id)));
    }
    const document = incomingDocument(
      request.file.models,
      await this.#mappingContext(source.id, request.file.models),
    );
    const plan = planImport(stored, document.findings);
    const quarantine = quarantineReason(plan, this.options.config.policy);
    const outcome = { importId, plan, document, quarantine };
    if (quarantine && !request.releasing && !request.withoutQuarantine) {
      await this.#holdBack(source, request, outcome, at);
      return { ...outcome, status: 'quarantined' };
    }
    const status = request.releasing ? 'released' : 'applied';
    await this.#recordApplied(source, request, { ...outcome, status }, at);
    await this.#apply(source, request, plan, document, {
      importId,
      at,
      stored,
    });
    return { ...outcome, status };
  }

  /**
   * Records that a document could not be imported. What it was known by before
   * stays as it is. The same failure twice is one record.
   */
  async fail(
    sourceId: string,
    error: SourceError,
    attempt: {
      actor: string;
      fileName: string;
      contentHash?: string;
      bytes?: number;
    },
  ): Promise<string> {
    const source = await this.#sources.lock(sourceId);
    if (!source) throw new NotFoundError(`Source ${sourceId} is unknown`);
    const at = this.#now();
    const text = JSON.stringify(error);
    const latest = await this.#sources.latestImport(sourceId);
    await this.#sources.update(sourceId, {
      state: 'failed',
      error: text,
      etag: null,
      checked_at: at,
    });
    const contentHash = attempt.contentHash ?? null;
    if (
      latest?.status === 'failed' &&
      latest.error === text &&
      latest.content_hash === contentHash
    ) {
      return latest.id;
    }
    const importId = randomUUID();
    await this.#sources.update(sourceId, { revision: source.revision + 1 });
    await this.#sources.addImport({
      ...this.#importRow(source, attempt, at),
      id: importId,
      status: 'failed',
      content_hash: contentHash,
      bytes: attempt.bytes ?? 0,
      error: text,
    });
    await this.#refreshCoverage(sourceId);
    return importId;
  }

  /**
   * Makes everything absent that a source reported which nobody names any
   * more.
   *
   * @returns whether there was anything
   */
  async abandon(sourceId: string, actor: string): Promise<boolean> {
    const source = await this.#sources.lock(sourceId);
    if (!source) throw new NotFoundError(`Source ${sourceId} is unknown`);
    const stored = await this.#findings.ofSource(sourceId);
    const models = await this.#models.ofSource(sourceId);
    const isEmpty =
      stored.every(({ absent_since }) => absent_since !== null) &&
      models.every(({ absent_since }) => absent_since !== null);
    const at = this.#now();
    await this.#sources.update(sourceId, {
      state: 'ok',
      error: null,
      content_hash: null,
      etag: null,
      checked_at: at,
    });
    if (isEmpty) return false;
    const file = {
      fileName: source.location.slice(-255),
      bytes: new Uint8Array(),
      contentHash: '',
      format: models[0]?.format ?? '',
      models: [],
    };
    const document = { models: [], findings: [], warnings: [] };
    const plan = planImport(stored, []);
    const request = { sourceId, actor, file };
    const importId = randomUUID();
    await this.#recordApplied(
      source,
      request,
      { importId, plan, document, status: 'applied' },
      at,
      'No entity names this source any more.',
    );
    await this.#apply(source, request, plan, document, {
      importId,
      at,
      stored,
    });
    await this.#sources.update(sourceId, { content_hash: null });
    return true;
  }

  async #lock(request: ImportRequest): Promise<DbSourceRow> {
    const source = await this.#sources.lock(request.sourceId);
    if (!source) {
      throw new NotFoundError(`Source ${request.sourceId} is unknown`);
    }
    if (
      request.expectedRevision !== undefined &&
      source.revision !== request.expectedRevision
    ) {
      throw new ConflictError(
        'The source was imported meanwhile. Try again with what it says now.',
      );
    }
    return source;
  }

  async #attach(request: ImportRequest, at: string): Promise<boolean> {
    if (!request.attach) return false;
    const { entityRef, declaredAs } = request.attach;
    const attachments = await this.#sources.attachments(request.sourceId);
    if (attachments.some(({ entity_ref }) => entity_ref === entityRef)) {
      return false;
    }
    await this.#sources.attach([
      {
        source_id: request.sourceId,
        entity_ref: entityRef,
        declared_as: declaredAs.slice(0, 1_024),
        since: at,
        detached_at: null,
      },
    ]);
    return true;
  }

  async #movedFrom(
    source: DbSourceRow,
    stored: readonly DbFindingRow[],
    request: ImportRequest,
  ): Promise<DbSourceRow | undefined> {
    if (request.movedFrom) {
      if (request.movedFrom === source.id) return undefined;
      const from = await this.#sources.lock(request.movedFrom);
      if (!from) {
        throw new NotFoundError(`Source ${request.movedFrom} is unknown`);
      }
      if (stored.length > 0) {
        throw new InputError(
          'This source has findings of its own and cannot take over others',
        );
      }
      return from;
    }
    const isNews = source.content_hash !== request.file.contentHash;
    if (!request.adoptFrom?.length || stored.length > 0 || !isNews) {
      return undefined;
    }
    const moved = await this.findMoved(request.file, request.adoptFrom);
    return moved && this.#sources.lock(moved.source.id);
  }

  /** The source that a file was probably known by before, if there is one. */
  async findMoved(
    file: ParsedFile,
    candidateIds: readonly string[],
  ): Promise<MovedSource | undefined> {
    if (candidateIds.length === 0) return undefined;
    const { findings } = incomingDocument(file.models, {
      byPerson: new Map(),
      knownRefs: new Set(),
      attachedTo: null,
    });
    const keys = new Set(findings.map(({ key }) => key));
    return findMovedSource(
      this.trx,
      { contentHash: file.contentHash, keys },
      candidateIds,
    );
  }

  /** What is to do for content that was applied or held back before. */
  async #alreadyKnown(
    source: DbSourceRow,
    request: ImportRequest,
    at: string,
  ): Promise<ImportOutcome | undefined> {
    const { file } = request;
    const latest = await this.#sources.latestImport(source.id);
    if (
      latest &&
      HELD_BACK.includes(latest.status) &&
      latest.content_hash === file.contentHash
    ) {
      await this.#sources.update(source.id, {
        checked_at: at,
        etag: request.etag ?? null,
      });
      return { importId: latest.id, status: latest.status };
    }
    if (source.content_hash !== file.contentHash) return undefined;
    const wasFine = source.state === 'ok';
    await this.#sources.update(source.id, {
      state: 'ok',
      error: null,
      checked_at: at,
      etag: request.etag ?? null,
    });
    if (request.scheduled && wasFine && latest) {
      return { importId: latest.id, status: 'unchanged' };
    }
    const importId = randomUUID();
    await this.#sources.update(source.id, { revision: source.revision + 1 });
    await this.#sources.addImport({
      ...this.#importRow(source, { ...file, actor: request.actor }, at),
      id: importId,
      status: 'unchanged',
      content_hash: file.contentHash,
      bytes: file.bytes.byteLength,
      format: file.format,
    });
    if (!wasFine) await this.#refreshCoverage(source.id);
    return { importId, status: 'unchanged' };
  }

  async #mappingContext(
    sourceId: string,
    models: readonly ThreatModel[],
  ): Promise<DocumentContext> {
    const named = models.flatMap(({ elements }) =>
      elements.flatMap(({ entityRef }) =>
        entityRef ? normalRef(entityRef) ?? [] : [],
      ),
    );
    const attachments = await this.#sources.attachments(sourceId);
    return {
      byPerson: await this.#sources.mappings(sourceId),
      knownRefs: await this.#models.knownRefs(named),
      attachedTo: await this.#models.commonAncestor(
        attachments.map(({ entity_ref }) => entity_ref),
      ),
    };
  }

  async #holdBack(
    source: DbSourceRow,
    request: ImportRequest,
    outcome: {
      importId: string;
      plan: ImportPlan;
      document: IncomingDocument;
      quarantine?: string;
    },
    at: string,
  ) {
    const { file } = request;
    await this.#sources.update(source.id, {
      state: 'quarantined',
      error: null,
      checked_at: at,
      etag: request.etag ?? null,
      revision: source.revision + 1,
    });
    await this.#sources.addImport({
      ...this.#importRow(source, { ...file, actor: request.actor }, at),
      ...planCounts(outcome.plan),
      id: outcome.importId,
      status: 'quarantined',
      content_hash: file.contentHash,
      bytes: file.bytes.byteLength,
      format: file.format,
      format_version: file.models[0]?.formatVersion?.slice(0, 63) ?? null,
      warnings: boundedWarnings(outcome.document.warnings),
      reason: outcome.quarantine ?? null,
    });
    await this.#sources.keepDocument({
      import_id: outcome.importId,
      content: await promisify(gzip)(file.bytes),
    });
    await this.#refreshCoverage(source.id);
  }

  async #recordApplied(
    source: DbSourceRow,
    request: ImportRequest,
    outcome: ImportOutcome & { plan: ImportPlan; document: IncomingDocument },
    at: string,
    reason: string | null = null,
  ) {
    const { file, releasing } = request;
    await this.#sources.update(source.id, {
      state: 'ok',
      error: null,
      content_hash: file.contentHash,
      etag: request.etag ?? null,
      checked_at: at,
      applied_at: at,
      ...(!releasing && { revision: source.revision + 1 }),
    });
    if (releasing) {
      await this.#sources.updateImport(releasing.row.id, {
        ...planCounts(outcome.plan),
        status: 'released',
        reason: releasing.reason,
        resolved_by: request.actor,
        resolved_at: at,
      });
      await this.#sources.dropDocuments([releasing.row.id]);
      return;
    }
    await this.#sources.addImport({
      ...this.#importRow(source, { ...file, actor: request.actor }, at),
      ...planCounts(outcome.plan),
      id: outcome.importId,
      status: 'applied',
      content_hash: file.contentHash || null,
      bytes: file.bytes.byteLength,
      format: file.format,
      format_version: file.models[0]?.formatVersion?.slice(0, 63) ?? null,
      warnings: boundedWarnings(outcome.document.warnings),
      reason,
    });
  }

  async #apply(
    source: DbSourceRow,
    request: ImportRequest,
    plan: ImportPlan,
    document: IncomingDocument,
    context: { importId: string; at: string; stored: readonly DbFindingRow[] },
  ) {
    const attachedTo = (await this.#sources.attachments(source.id)).map(
      ({ entity_ref }) => entity_ref,
    );
    const newlyAssessed = await this.#notAssessed([
      ...attachedTo,
      ...document.findings.flatMap(({ entity_ref }) => entity_ref ?? []),
    ]);
    const applied = await applyPlan(this.trx, plan, document, {
      sourceId: source.id,
      importId: context.importId,
      actor: request.actor,
      at: context.at,
      stored: new Map(context.stored.map(finding => [finding.id, finding])),
    });
    const affected: Affected = await this.options.risks.settle(this.trx, {
      findingIds: applied.findingIds,
      actor: request.actor,
      newlyAssessed,
      ...applied.news,
    });
    await this.options.rollup.recompute(this.trx, {
      products: affected.products,
      entities: [...affected.entities, ...applied.entities, ...attachedTo],
    });
  }

  async #notAssessed(entityRefs: readonly string[]): Promise<Set<string>> {
    const refs = new Set(entityRefs);
    for (const ref of await this.#models.assessedAmong(refs)) refs.delete(ref);
    return refs;
  }

  /** Failed and held back sources are counted with the entities. */
  async #refreshCoverage(sourceId: string) {
    const attachments = await this.#sources.attachments(sourceId);
    await this.options.rollup.recompute(this.trx, {
      products: [],
      entities: attachments.map(({ entity_ref }) => entity_ref),
    });
  }

  #importRow(
    source: DbSourceRow,
    { actor, fileName }: { actor: string; fileName: string },
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
    };
  }

  #now() {
    return this.options.now().toISOString();
  }
}
