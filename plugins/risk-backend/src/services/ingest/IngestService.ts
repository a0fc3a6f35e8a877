import { promisify } from 'util';
import { gunzip } from 'zlib';
import { LoggerService, UrlReaderService } from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { ImportPreview } from '@product-risk/backstage-plugin-risk-common';
import { ThreatModelHistory } from '@product-risk/backstage-plugin-risk-node';
import { ThreatModelFormat } from '@product-risk/threat-model-formats';
import { Knex } from 'knex';
import { RiskConfig } from '../../config';
import { BackfillStore } from '../../database/BackfillStore';
import { SourceStore } from '../../database/SourceStore';
import { DbSourceRow } from '../../database/tables';
import { CategoryLedger } from '../categories/CategoryLedger';
import { RiskLedger } from '../risks/RiskLedger';
import { RollupService } from '../rollup/RollupService';
import { AnnotationHistory } from './AnnotationHistory';
import { AnnotationSync } from './AnnotationSync';
import { HistoryImports } from './HistoryImports';
import { ImportRefusedError } from './ImportRefusedError';
import { ImportOutcome, ImportRequest, ParsedFile } from './importRequest';
import { ImportTransaction } from './ImportTransaction';
import {
  ImportRecord,
  PushInput,
  Resolution,
  SyncOutcome,
  UploadInput,
} from './inputs';
import { mapElementTo } from './mapElementTo';
import { IncomingFile, parseFile } from './parseFile';
import { previewImport } from './previewImport';
import { newSource } from './reconcileAnnotations';
import { SourceReader } from './SourceReader';
import { sha256 } from './text';

export interface IngestServiceOptions {
  database: Knex;
  config: RiskConfig;
  /** Asked at each import, because modules add formats after the start. */
  formats: () => ThreatModelFormat[];
  urlReader: UrlReaderService;
  integrations: ScmIntegrations;
  risks: RiskLedger;
  categories: Pick<CategoryLedger, 'assign'>;
  rollup: RollupService;
  history: Pick<HistoryImports, 'importVersion'>;
  /** What modules know of the past of annotated models. */
  histories: readonly ThreatModelHistory[];
  logger: LoggerService;
  now: () => Date;
}

const uploadLocation = ({ entityRef, fileName }: UploadInput) =>
  `${entityRef}/${fileName}`;

/**
 * Brings threat models from files to findings and risks without losing what
 * people did. Files are read and parsed before a transaction begins, and what
 * they change is written in one.
 */
export class IngestService {
  readonly #annotations: AnnotationSync;

  constructor(private readonly options: IngestServiceOptions) {
    const { config } = options;
    this.#annotations = new AnnotationSync({
      ...options,
      reader: new SourceReader({
        urlReader: options.urlReader,
        maxBytes: config.sync.maxFileBytes,
        allowFileLocations: config.sync.allowFileLocations,
      }),
      history: new AnnotationHistory({ ...options, imports: options.history }),
      parse: file => this.#parse(file),
      importFile: request => this.#import(request),
      fail: (sourceId, error, attempt) =>
        this.#transaction(transaction =>
          transaction.fail(sourceId, error.sourceError, attempt),
        ),
      abandon: (sourceId, actor) =>
        this.#transaction(transaction => transaction.abandon(sourceId, actor)),
    });
  }

  /**
   * What importing a file would change. Changes nothing.
   *
   * @throws ImportRefusedError when the file cannot be imported
   */
  async preview(input: UploadInput, actor: string): Promise<ImportPreview> {
    return previewImport(
      {
        input,
        actor,
        file: this.#parse(input),
        source: this.#newSource('upload', uploadLocation(input)),
      },
      this.options,
    );
  }

  /**
   * Imports a file that a person chose for an entity. A file of the same name
   * replaces what it said before.
   *
   * @throws ImportRefusedError when the file cannot be imported
   */
  async importUpload(input: UploadInput, actor: string): Promise<ImportRecord> {
    return this.#receive(
      this.#newSource('upload', uploadLocation(input)),
      input,
      {
        entityRef: input.entityRef,
        actor,
        movedFrom: input.movedFrom,
        mappings: input.mappings,
      },
    );
  }

  /**
   * Imports a file that a pipeline sends under the name of a source: as it is
   * now, or as of an earlier moment.
   *
   * @throws ImportRefusedError when the file cannot be imported
   * @throws InputError, ConflictError when there can be no history as of then
   */
  async importPush(input: PushInput, actor: string): Promise<ImportRecord> {
    const { name, entityRef, asOf, ...file } = input;
    if (asOf) {
      return this.options.history.importVersion(
        { method: 'push', location: name, entityRef },
        { ...file, asOf },
        actor,
      );
    }
    return this.#receive(this.#newSource('push', input.name), input, {
      entityRef: input.entityRef,
      actor,
    });
  }

  /**
   * Reads the location of an annotation source again.
   *
   * @throws NotFoundError, InputError, ConflictError, ImportRefusedError
   */
  async refresh(sourceId: string, actor: string): Promise<ImportRecord> {
    const source = await new SourceStore(this.options.database).find(sourceId);
    if (!source) throw new NotFoundError(`Source ${sourceId} is unknown`);
    if (source.method !== 'annotation') {
      throw new InputError(
        'Only a source that an annotation names can be read again. Import the file instead.',
      );
    }
    const { importId } = await this.#annotations.refresh(source, actor);
    return { importId, sourceId };
  }

  /**
   * Brings sources in line with the annotations of all or some entities, and
   * reads each location once. A source that fails does not stop the others.
   */
  async syncAnnotations(entityRefs?: string[]): Promise<SyncOutcome> {
    return this.#annotations.sync(entityRefs);
  }

  /**
   * Releases or rejects an import that is held back. The caller makes sure
   * that a person decides and not a service.
   *
   * @throws NotFoundError
   * @throws ConflictError when it is not held back any more
   */
  async resolve(
    importId: string,
    resolution: Resolution,
    actor: string,
  ): Promise<ImportRecord> {
    const store = new SourceStore(this.options.database);
    const row = await store.findImport(importId);
    if (!row) throw new NotFoundError(`Import ${importId} is unknown`);
    const content = await store.document(importId);
    if (row.status !== 'quarantined' || !content) {
      throw new ConflictError('This import is not held back any more.');
    }
    const sourceId = row.source_id;
    if (resolution.action === 'reject') {
      await this.#reject(importId, sourceId, resolution.reason, actor);
      return { importId, sourceId };
    }
    const bytes = await promisify(gunzip)(content);
    const file = this.#parse({
      fileName: row.file_name,
      bytes,
      format: row.format ?? undefined,
    });
    await this.#import({
      sourceId,
      actor,
      file,
      expectedRevision: row.seq,
      releasing: { row, reason: resolution.reason },
    });
    return { importId, sourceId };
  }

  /**
   * Says which entity an element of a model stands for. Survives every
   * re-import, unless the file itself names an entity.
   *
   * @throws NotFoundError, InputError
   */
  async mapElement(
    modelId: string,
    mapping: { elementId: string; entityRef: string },
    actor: string,
  ): Promise<void> {
    const { database, risks, rollup, now } = this.options;
    await database.transaction(trx =>
      mapElementTo(
        trx,
        { modelId, ...mapping, actor, at: now().toISOString() },
        { risks, rollup },
      ),
    );
  }

  async #receive(
    wanted: DbSourceRow,
    input: IncomingFile,
    {
      entityRef,
      actor,
      movedFrom,
      mappings,
    }: Pick<UploadInput, 'entityRef' | 'movedFrom' | 'mappings'> & {
      actor: string;
    },
  ): Promise<ImportRecord> {
    const { database } = this.options;
    const store = new SourceStore(database);
    const ensured = async () => {
      await store.ensure(wanted);
      const source = await store.findByLocation(wanted.method, wanted.location);
      if (!source) throw new NotFoundError('The source was removed meanwhile');
      return source.id;
    };
    let file: ParsedFile;
    try {
      file = this.#parse(input);
    } catch (error) {
      if (!(error instanceof ImportRefusedError)) throw error;
      const sourceId = await ensured();
      const importId = await this.#transaction(async (transaction, trx) => {
        await new SourceStore(trx).attach([
          {
            source_id: sourceId,
            entity_ref: entityRef,
            declared_as: wanted.location,
            since: this.options.now().toISOString(),
            detached_at: null,
          },
        ]);
        return transaction.fail(sourceId, error.sourceError, {
          actor,
          fileName: input.fileName,
          contentHash: sha256(input.bytes),
          bytes: input.bytes.byteLength,
        });
      });
      throw new ImportRefusedError(error.sourceError, { sourceId, importId });
    }
    const sourceId = await ensured();
    const { importId } = await this.#import({
      sourceId,
      actor,
      file,
      movedFrom,
      mappings,
      adoptFrom: await new BackfillStore(database).historiesOf([entityRef]),
      attach: { entityRef, declaredAs: wanted.location },
    });
    return { importId, sourceId };
  }

  async #reject(
    importId: string,
    sourceId: string,
    reason: string,
    actor: string,
  ) {
    const at = this.options.now().toISOString();
    await this.options.database.transaction(async trx => {
      const store = new SourceStore(trx);
      const source = await store.lock(sourceId);
      const row = await store.findImport(importId);
      if (row?.status !== 'quarantined' || source?.revision !== row.seq) {
        throw new ConflictError('This import is not held back any more.');
      }
      await store.updateImport(importId, {
        status: 'rejected',
        reason,
        resolved_by: actor,
        resolved_at: at,
      });
      await store.dropDocuments([importId]);
      await store.update(sourceId, {
        state: source.content_hash === null ? 'pending' : 'ok',
      });
      const attachments = await store.attachments(sourceId);
      await this.options.rollup.recompute(trx, {
        products: [],
        entities: attachments.map(({ entity_ref }) => entity_ref),
      });
    });
  }

  #parse(file: IncomingFile): ParsedFile {
    return parseFile(file, this.options);
  }

  async #import(request: ImportRequest): Promise<ImportOutcome> {
    return this.#transaction(transaction => transaction.run(request));
  }

  async #transaction<T>(
    act: (transaction: ImportTransaction, trx: Knex.Transaction) => Promise<T>,
  ): Promise<T> {
    return this.options.database.transaction(trx =>
      act(new ImportTransaction(trx, this.options), trx),
    );
  }

  #newSource(method: DbSourceRow['method'], location: string): DbSourceRow {
    return newSource(method, location, this.options.now().toISOString());
  }
}
