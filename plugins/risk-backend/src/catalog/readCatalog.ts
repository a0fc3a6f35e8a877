import { Entity } from '@backstage/catalog-model';
import { EntityHead } from '../database/CatalogStore';
import { MirroredEntity } from './projectEntity';

/** How the catalog differs from the mirror. */
export interface CatalogReading {
  /** Entities of the catalog. */
  seen: number;
  /** Those that are new, came back or differ. */
  changed: MirroredEntity[];
  /** Unchanged ones that earlier syncs missed, but not often enough. */
  seenAgain: string[];
  /** Mirrored as present, and not in the catalog. */
  unseen: EntityHead[];
}

/**
 * Compares the whole catalog with the mirror, page by page, and keeps only
 * what differs.
 *
 * @throws what the stream throws: a catalog read in part is not read
 */
export async function readCatalog(
  pages: AsyncIterable<Entity[]>,
  heads: ReadonlyMap<string, EntityHead>,
  project: (entity: Entity) => MirroredEntity,
): Promise<CatalogReading> {
  const seen = new Set<string>();
  const changed = new Map<string, MirroredEntity>();
  const seenAgain: string[] = [];
  for await (const page of pages) {
    for (const entity of page) {
      // Locations say where entities come from; nothing belongs to them.
      if (entity.kind.toLocaleLowerCase('en-US') === 'location') continue;
      const projected = project(entity);
      const { ref, fingerprint } = projected;
      if (seen.has(ref)) continue;
      seen.add(ref);
      const head = heads.get(ref);
      if (
        head?.fingerprint !== fingerprint ||
        (head.missing_since ?? null) !== null
      ) {
        changed.set(ref, projected);
      } else if (head.missing_runs > 0) {
        seenAgain.push(ref);
      }
    }
  }
  return {
    seen: seen.size,
    changed: [...changed.values()],
    seenAgain,
    unseen: [...heads.values()].filter(
      ({ ref, missing_since }) => missing_since === null && !seen.has(ref),
    ),
  };
}
