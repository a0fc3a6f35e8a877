import { LoggerService } from '@backstage/backend-plugin-api';
import { InputError, isError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { Knex } from 'knex';
import { RiskConfig } from '../../config';
import { BackfillStore } from '../../database/BackfillStore';
import { SourceStore } from '../../database/SourceStore';
import { DbSourceRow } from '../../database/tables';
import { AnnotationHistory } from './AnnotationHistory';
import { ImportRefusedError } from './ImportRefusedError';
import { ImportOutcome, ImportRequest, ParsedFile } from './importRequest';
import { SyncOutcome } from './inputs';
import { NamedSource, reconcileAnnotations } from './reconcileAnnotations';
import { fileNameOf, ReadDocument, SourceReader } from './SourceReader';
import { sha256 } from './text';

export interface AnnotationSyncOptions {
  database: Knex;
  config: RiskConfig;
  integrations: ScmIntegrations;
  logger: LoggerService;
  now: () => Date;
  reader: SourceReader;
  history: Pick<AnnotationHistory, 'bringIn'>;
  parse: (file: { fileName: string; bytes: Uint8Array }) => ParsedFile;
  importFile: (request: ImportRequest) => Promise<ImportOutcome>;
  fail: (
    sourceId: string,
    error: ImportRefusedError,
    attempt: {
      actor: string;
      fileName: string;
      contentHash?: string;
      bytes?: number;
    },
  ) => Promise<string>;
  abandon: (sourceId: string, actor: string) => Promise<boolean>;
}

interface Reading extends NamedSource {
  actor: string;
  adoptFrom: readonly string[];
  scheduled: boolean;
}

const SYNC_ACTOR = 'annotation';
const CONCURRENT_READS = 4;

/** Reads the threat models that annotations name. */
export class AnnotationSync {
  constructor(private readonly options: AnnotationSyncOptions) {}

  /** Reads all locations that all or some entities name, each once. */
  async sync(entityRefs?: string[]): Promise<SyncOutcome> {
    const { named, abandoned } = await this.#reconcile(entityRefs);
    const outcome: SyncOutcome = {
      applied: 0,
      unchanged: 0,
      quarantined: 0,
      failed: 0,
      detached: 0,
    };
    await this.options.history.bringIn(
      named.flatMap(({ sourceId, refused }) => (refused ? [] : sourceId)),
      SYNC_ACTOR,
    );
    const waiting = [...named];
    const work = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const result = await this.#readOrFail({
          ...next,
          actor: SYNC_ACTOR,
          adoptFrom: abandoned,
          scheduled: true,
        });
        outcome[result] += 1;
      }
    };
    await Promise.all(Array.from({ length: CONCURRENT_READS }, work));
    // Last, so that a file that only moved has taken its findings over by now.
    for (const sourceId of abandoned) {
      await this.options.abandon(sourceId, SYNC_ACTOR);
      outcome.detached += 1;
    }
    return outcome;
  }

  /**
   * Reads one source again.
   *
   * @throws InputError when nobody names it any more, ImportRefusedError
   */
  async refresh(
    source: DbSourceRow,
    actor: string,
  ): Promise<{ importId: string }> {
    const store = new SourceStore(this.options.database);
    const attachments = await store.attachments(source.id);
    const { named } = await this.#reconcile(
      attachments.map(({ entity_ref }) => entity_ref),
    );
    const current = named.find(({ sourceId }) => sourceId === source.id);
    if (!current) {
      throw new InputError('No entity in the catalog names this source.');
    }
    return this.#read({
      ...current,
      actor,
      adoptFrom: [],
      scheduled: false,
    });
  }

  /** What was brought in under another name goes on in the file that lives. */
  async #historiesBeside(sourceId: string): Promise<string[]> {
    const { database } = this.options;
    const attachments = await new SourceStore(database).attachments(sourceId);
    return new BackfillStore(database).historiesOf(
      attachments.map(({ entity_ref }) => entity_ref),
    );
  }

  async #reconcile(entityRefs?: string[]) {
    const { database, config, integrations, now } = this.options;
    return database.transaction(trx =>
      reconcileAnnotations(trx, {
        integrations,
        allowedTargets: config.sync.allowedTargets,
        allowFileLocations: config.sync.allowFileLocations,
        at: now().toISOString(),
        entityRefs,
      }),
    );
  }

  /** One bad source must not stop the others. */
  async #readOrFail(
    reading: Reading,
  ): Promise<'applied' | 'unchanged' | 'quarantined' | 'failed'> {
    try {
      const { status } = await this.#read(reading);
      if (status === 'applied' || status === 'quarantined') return status;
      return 'unchanged';
    } catch (error) {
      const reason = isError(error) ? error.message : String(error);
      this.options.logger.warn(
        `A threat model that an annotation names was not imported: ${reason}`,
        { sourceId: reading.sourceId },
      );
      return 'failed';
    }
  }

  async #read(
    reading: Reading,
  ): Promise<Pick<ImportOutcome, 'importId' | 'status'>> {
    const store = new SourceStore(this.options.database);
    const source = await store.find(reading.sourceId);
    if (!source) throw new InputError('The source was removed meanwhile');
    let document: ReadDocument | undefined;
    try {
      if (reading.refused) throw new ImportRefusedError(reading.refused);
      document = await this.options.reader.read(source.location, {
        folder: reading.folder,
        etag: reading.attachmentsChanged ? undefined : source.etag,
      });
      const latest = await store.latestImport(source.id);
      if (!document && latest) {
        await store.update(source.id, {
          checked_at: this.options.now().toISOString(),
        });
        return { importId: latest.id, status: 'unchanged' };
      }
      document ??= await this.options.reader.read(source.location, {
        folder: reading.folder,
      });
      if (!document) throw new InputError('The location answered nothing');
      return await this.options.importFile({
        sourceId: source.id,
        actor: reading.actor,
        file: this.options.parse(document),
        etag: document.etag,
        expectedRevision: source.revision,
        replan: reading.attachmentsChanged,
        adoptFrom: [
          ...reading.adoptFrom,
          // A file in the repository is the truth about what was uploaded before.
          ...(await store.uploadsBeside(source.id)),
          ...(await this.#historiesBeside(source.id)),
        ],
        scheduled: reading.scheduled,
      });
    } catch (error) {
      if (!(error instanceof ImportRefusedError)) throw error;
      const importId = await this.options.fail(source.id, error, {
        actor: reading.actor,
        fileName: document?.fileName ?? fileNameOf(source.location),
        contentHash: document && sha256(document.bytes),
        bytes: document?.bytes.byteLength,
      });
      throw new ImportRefusedError(error.sourceError, {
        sourceId: source.id,
        importId,
      });
    }
  }
}
