import { LoggerService } from '@backstage/backend-plugin-api';
import { CatalogMirror, SyncResult } from '../catalog/CatalogMirror';

export interface CatalogSyncTaskOptions {
  mirror: Pick<CatalogMirror, 'sync'>;
  /** Has the threat models read that annotations name, soon. */
  readSources: () => Promise<void>;
  logger: LoggerService;
}

/** Brings the mirror of the catalog up to date at each run. */
export class CatalogSyncTask {
  readonly #options: CatalogSyncTaskOptions;
  /** Models were newly named, and not read for that yet. */
  #unread = false;

  constructor(options: CatalogSyncTaskOptions) {
    this.#options = options;
  }

  /**
   * A catalog that cannot be read is no failure of this plugin: what is known
   * stays, and the next run tries again.
   */
  async run(): Promise<void> {
    const { mirror, logger } = this.#options;
    try {
      const result = await mirror.sync();
      const { changed, missing, restored } = result;
      const message = `The catalog is mirrored: ${result.seen} entities, ${changed} changed, ${result.moved} in another product, ${missing} missing, ${restored} restored`;
      if (changed + missing > 0) logger.info(message);
      else logger.debug(message);
      await this.#readNewlyNamed(result);
    } catch (error) {
      logger.warn(
        `The catalog could not be mirrored; nothing changed, and the next run tries again: ${error}`,
      );
    }
  }
  /**
   * Who has just named a model wants to see it soon. It waits until entities
   * have found their products: a catalog that is being filled for the first
   * time knows a component before its system.
   */
  async #readNewlyNamed({ reannotated, moved }: SyncResult): Promise<void> {
    if (reannotated > 0) this.#unread = true;
    if (this.#unread && reannotated + moved === 0) {
      await this.#options.readSources();
      this.#unread = false;
    }
  }
}
