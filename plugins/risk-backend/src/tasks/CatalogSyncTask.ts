import { LoggerService } from '@backstage/backend-plugin-api';
import { CatalogMirror } from '../catalog/CatalogMirror';

export interface CatalogSyncTaskOptions {
  mirror: Pick<CatalogMirror, 'sync'>;
  /** Has the threat models read that annotations name, soon. */
  readSources: () => Promise<void>;
  logger: LoggerService;
}

/** Brings the mirror of the catalog up to date at each run. */
export class CatalogSyncTask {
  readonly #options: CatalogSyncTaskOptions;

  constructor(options: CatalogSyncTaskOptions) {
    this.#options = options;
  }

  /**
   * A catalog that cannot be read is no failure of this plugin: what is known
   * stays, and the next run tries again.
   */
  async run(): Promise<void> {
    const { mirror, readSources, logger } = this.#options;
    try {
      const result = await mirror.sync();
      const { changed, missing, restored } = result;
      const message = `The catalog is mirrored: ${result.seen} entities, ${changed} changed, ${result.moved} in another product, ${missing} missing, ${restored} restored`;
      if (changed + missing > 0) logger.info(message);
      else logger.debug(message);
      // Who has just named a model wants to see it, and not at the next run.
      if (result.reannotated > 0) await readSources();
    } catch (error) {
      logger.warn(
        `The catalog could not be mirrored; nothing changed, and the next run tries again: ${error}`,
      );
    }
  }
}
