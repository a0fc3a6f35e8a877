import { LoggerService } from '@backstage/backend-plugin-api';
import {
  ThreatModelHistory,
  ThreatModelVersion,
} from '@product-risk/backstage-plugin-risk-node';
import { Knex } from 'knex';
import { selectInChunks } from '../../database/batches';
import { BackfillStore } from '../../database/BackfillStore';
import { NO_PRODUCT } from '../../database/tables';
import { HistoryImports } from './HistoryImports';

interface AnnotationHistoryOptions {
  database: Knex;
  histories: readonly ThreatModelHistory[];
  imports: Pick<HistoryImports, 'importVersion'>;
  logger: LoggerService;
}

interface VersionAt {
  location: string;
  version: ThreatModelVersion;
}

/**
 * Brings in what modules know of the past of annotated models, before the
 * first of them is read: afterwards a history is closed.
 */
export class AnnotationHistory {
  constructor(private readonly options: AnnotationHistoryOptions) {}

  /** What cannot be brought in is left out and never stops the rest. */
  async bringIn(sourceIds: readonly string[], actor: string): Promise<void> {
    const { histories, imports, logger } = this.options;
    if (histories.length === 0) return;
    const versions: VersionAt[] = [];
    for (const location of await this.#openLocations(sourceIds)) {
      versions.push(...(await this.#versionsOf(location)));
    }
    versions.sort(
      (a, b) => a.version.asOf.getTime() - b.version.asOf.getTime(),
    );
    let count = 0;
    for (const { location, version } of versions) {
      const { asOf, fileName } = version;
      try {
        await imports.importVersion(
          { method: 'annotation', location },
          { asOf, fileName, bytes: await version.read() },
          actor,
        );
        count += 1;
      } catch (error) {
        logger.warn(
          `${fileName} as of ${asOf.toISOString()} was not brought in: ${error}`,
        );
      }
    }
    if (count > 0) {
      logger.info(`${count} older versions of threat models are brought in`);
    }
  }

  /** Locations of products of which nothing was imported live yet. */
  async #openLocations(sourceIds: readonly string[]): Promise<Set<string>> {
    const { database } = this.options;
    const rows = await selectInChunks(sourceIds, chunk =>
      database({ s: 'source' })
        .join({ a: 'attachment' }, 'a.source_id', 's.id')
        .join({ e: 'entity' }, 'e.ref', 'a.entity_ref')
        .whereIn('s.id', chunk)
        .whereNull('a.detached_at')
        .whereNot('e.product_ref', NO_PRODUCT)
        .distinct<{ location: string; product: string }[]>(
          's.location',
          'e.product_ref as product',
        ),
    );
    const live = await new BackfillStore(database).firstLive(
      rows.map(({ product }) => product),
    );
    return new Set(
      rows.flatMap(({ location, product }) =>
        live.has(product) ? [] : location,
      ),
    );
  }

  async #versionsOf(location: string): Promise<VersionAt[]> {
    const { histories, logger } = this.options;
    const found: VersionAt[] = [];
    for (const history of histories) {
      try {
        for (const version of await history.versionsOf(location)) {
          found.push({ location, version });
        }
      } catch (error) {
        logger.warn(`The history of a threat model was not read: ${error}`);
      }
    }
    return found;
  }
}
