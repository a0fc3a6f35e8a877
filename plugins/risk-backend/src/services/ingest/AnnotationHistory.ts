import { LoggerService } from '@backstage/backend-plugin-api';
import {
  ThreatModelHistory,
  ThreatModelVersion,
} from '@product-risk/backstage-plugin-risk-node';
import { Knex } from 'knex';
import { BackfillStore } from '../../database/BackfillStore';
import { RollupStore } from '../../database/RollupStore';
import { SourceStore } from '../../database/SourceStore';
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
  async #openLocations(sourceIds: readonly string[]): Promise<string[]> {
    const { database } = this.options;
    const sources = new SourceStore(database);
    const live = new Map<string, boolean>();
    const isOpen = async (entityRefs: string[]) => {
      const products = await new RollupStore(database).productsOfEntities(
        entityRefs,
      );
      const unknown = products.filter(ref => !live.has(ref));
      const first = await new BackfillStore(database).firstLive(unknown);
      unknown.forEach(ref => live.set(ref, first.has(ref)));
      return products.some(ref => ref !== NO_PRODUCT && !live.get(ref));
    };
    const locations: string[] = [];
    for (const id of sourceIds) {
      const source = await sources.find(id);
      const attachments = await sources.attachments(id);
      if (
        source &&
        (await isOpen(attachments.map(({ entity_ref }) => entity_ref)))
      ) {
        locations.push(source.location);
      }
    }
    return locations;
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
