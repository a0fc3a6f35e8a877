import { EntityHead } from '../database/CatalogStore';

/** Complete syncs in a row that must miss an entity before it is missing. */
export const MISSING_AFTER_RUNS = 2;

/**
 * The same when most of the catalog is gone at once: rather a catalog that is
 * being filled or repaired than an organisation that stopped existing.
 */
export const MISSING_AFTER_RUNS_WHEN_MOST_ARE_GONE = 6;

export interface UnseenEntities {
  /** Refs that are missing from now on, by the count of syncs. */
  missing: Map<number, string[]>;
  /** Refs that may come back, by the count of syncs. */
  waiting: Map<number, string[]>;
}

function add(groups: Map<number, string[]>, runs: number, ref: string) {
  const group = groups.get(runs);
  if (group) group.push(ref);
  else groups.set(runs, [ref]);
}

/** Sorts what a complete sync did not see. */
export function sortUnseen(
  unseen: readonly EntityHead[],
  known: number,
): UnseenEntities {
  const limit =
    unseen.length > known / 2 && known > 10
      ? MISSING_AFTER_RUNS_WHEN_MOST_ARE_GONE
      : MISSING_AFTER_RUNS;
  const result: UnseenEntities = { missing: new Map(), waiting: new Map() };
  for (const { ref, missing_runs } of unseen) {
    const runs = missing_runs + 1;
    add(runs >= limit ? result.missing : result.waiting, runs, ref);
  }
  return result;
}
