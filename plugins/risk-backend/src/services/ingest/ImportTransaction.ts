import { randomUUID } from 'crypto';
import { ConflictError, NotFoundError } from '@backstage/errors';
import { SourceError } from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { BackfillStore } from '../../database/BackfillStore';
import { FindingStore } from '../../database/FindingStore';
import { ModelStore } from '../../database/ModelStore';
import { SourceStore } from '../../database/SourceStore';
import { DbImportRow, DbSourceRow, NO_PRODUCT } from '../../database/tables';
import { takeSnapshotsAsOf } from '../../database/takeSnapshots';
import { carryOut, Followers, refreshCoverage } from './carryOut';
import { FailedAttempt, ImportLog } from './ImportLog';
import { ImportOutcome, ImportRequest } from './importRequest';
import { incomingDocument } from './incoming';
import { mappingContext } from './mappingContext';
import { sourceToTakeOver, takeOver } from './movedSource';
import { planImport } from './planImport';
import { quarantineReason } from './quarantineReason';
import { rememberChoices } from './rememberChoices';
import { requireBeforeLive } from './requireBeforeLive';

export interface ImportTransactionOptions extends Followers {
  now: () => Date;
}

const HELD_BACK: readonly DbImportRow['status'][] = ['quarantined', 'rejected'];

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
    const log = new ImportLog(this.#sources, at);
    if (request.backfilledAt !== undefined) {
      const known = await this.#sameVersion(request, at);
      if (known) return known;
    }
    const attached = await this.#attach(request, at);
    if (request.backfilledAt !== undefined) {
      await this.#requireBeforeLive(source.id, [], at);
    }
    const stored = await this.#findings.ofSource(source.id);
    const moved = await sourceToTakeOver(this.trx, source, stored, request);
    const replan =
      request.replan ||
      attached ||
      moved !== undefined ||
      request.releasing !== undefined ||
      request.mappings !== undefined ||
      (await this.#models.hasUnmapped(source.id));
    if (!replan) {
      const known = await this.#alreadyKnown(source, request, log);
      if (known) return known;
    }
    const { actor, file, releasing } = request;
    const importId = releasing?.row.id ?? randomUUID();
    if (moved) {
      await takeOver(this.trx, moved, source, {
        actor,
        at,
        importId,
        isHistory: await new BackfillStore(this.trx).isHistory(moved.id),
      });
      stored.push(...(await this.#findings.ofSource(source.id)));
    }
    await rememberChoices(this.trx, request.mappings ?? [], file.models, {
      sourceId: source.id,
      actor,
      at,
    });
    const document = incomingDocument(
      file.models,
      await mappingContext(this.trx, source.id, file.models),
    );
    if (request.backfilledAt !== undefined) {
      await this.#requireBeforeLive(source.id, document.findings, at);
    }
    const plan = planImport(stored, document.findings);
    const quarantine = quarantineReason(plan, this.options.config.policy);
    const planned = { importId, plan, document, quarantine };
    if (quarantine && !releasing && !request.withoutQuarantine) {
      await log.heldBack(source, request, planned);
      await refreshCoverage(this.trx, source.id, this.options.rollup);
      return { ...planned, status: 'quarantined' };
    }
    await log.applied(source, request, planned);
    const products = await carryOut(
      this.trx,
      planned,
      { sourceId: source.id, actor, at, stored },
      this.options,
    );
    if (request.backfilledAt !== undefined) {
      await takeSnapshotsAsOf(
        this.trx,
        at.slice(0, 10),
        products.filter(ref => ref !== NO_PRODUCT),
      );
    }
    return { ...planned, status: releasing ? 'released' : 'applied' };
  }

  /**
   * Records that a document could not be imported. What it was known by before
   * stays as it is. The same failure twice is one record.
   */
  async fail(
    sourceId: string,
    error: SourceError,
    attempt: FailedAttempt,
  ): Promise<string> {
    const source = await this.#sources.lock(sourceId);
    if (!source) throw new NotFoundError(`Source ${sourceId} is unknown`);
    const { importId, isNews } = await new ImportLog(
      this.#sources,
      this.#now(),
    ).failed(source, error, attempt);
    if (isNews) {
      await refreshCoverage(this.trx, sourceId, this.options.rollup);
    }
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
    const planned = {
      importId: randomUUID(),
      plan: planImport(stored, []),
      document: { models: [], findings: [], options: [], warnings: [] },
    };
    await new ImportLog(this.#sources, at).applied(
      source,
      { sourceId, actor, file },
      planned,
      'No entity names this source any more.',
    );
    await carryOut(
      this.trx,
      planned,
      { sourceId, actor, at, stored },
      this.options,
    );
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

  /** What is to do for content that was applied or held back before. */
  async #alreadyKnown(
    source: DbSourceRow,
    request: ImportRequest,
    log: ImportLog,
  ): Promise<ImportOutcome | undefined> {
    const { contentHash } = request.file;
    const latest = await this.#sources.latestImport(source.id);
    if (
      latest &&
      HELD_BACK.includes(latest.status) &&
      latest.content_hash === contentHash
    ) {
      await log.stillHeldBack(source, request);
      return { importId: latest.id, status: latest.status };
    }
    if (source.content_hash !== contentHash) return undefined;
    const importId = await log.unchanged(source, request, latest);
    if (source.state !== 'ok') {
      await refreshCoverage(this.trx, source.id, this.options.rollup);
    }
    return { importId, status: 'unchanged' };
  }

  async #sameVersion(
    { sourceId, file }: ImportRequest,
    at: string,
  ): Promise<ImportOutcome | undefined> {
    const known = await new BackfillStore(this.trx).recorded(sourceId, {
      at,
      contentHash: file.contentHash,
    });
    return known && { importId: known.id, status: known.status };
  }

  async #requireBeforeLive(
    sourceId: string,
    findings: readonly { entity_ref: string | null }[],
    at: string,
  ) {
    const attachments = await this.#sources.attachments(sourceId);
    await requireBeforeLive(
      this.trx,
      {
        attachedTo: attachments.map(({ entity_ref }) => entity_ref),
        named: findings.flatMap(({ entity_ref }) => entity_ref ?? []),
      },
      at,
    );
  }

  #now() {
    return this.options.now().toISOString();
  }
}
