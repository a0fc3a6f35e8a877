import type { Category, CategoryFrameworks } from '../CategoryFrameworks';

/** Each step up the tree of weaknesses leaves this much of the confidence. */
const PER_HOP = 0.8;
/** Where the nearest ancestors disagree. */
const DISAGREEING = 0.5;
/** Confidence that a group of view 1400 gives. */
export const GROUP_CONFIDENCE = 0.3;

/** A category that a weakness leads to. */
export interface WeaknessTarget {
  node: string;
  confidence: number;
  /** The weaknesses on the way, as category ids. */
  path: string[];
}

/** No more than this is believed of a weakness that CWE advises against. */
export function capOf({ usage, deprecated }: Category): number {
  if (deprecated || usage === 'prohibited') return 0.3;
  return usage === 'discouraged' ? 0.5 : 1;
}

/**
 * Where a weakness leads by a table of weaknesses: its own entries, else those
 * of its nearest ancestors, with less confidence at each step.
 */
export function weaknessTargets(
  weakness: Category,
  table: ReadonlyMap<string, ReadonlyArray<{ to: string; strength: number }>>,
  frameworks: CategoryFrameworks,
): WeaknessTarget[] {
  const cap = capOf(weakness);
  let level = [{ id: weakness.node, path: [weakness.id] }];
  const seen = new Set<string>();
  for (let hops = 0; level.length > 0; hops += 1) {
    const found = level.flatMap(({ id, path }) =>
      (table.get(id) ?? []).map(({ to, strength }) => ({ to, strength, path })),
    );
    if (found.length > 0) {
      const entries = level.filter(({ id }) => table.has(id));
      const firsts = new Set(entries.map(({ id }) => table.get(id)?.[0].to));
      const agreement = firsts.size > 1 ? DISAGREEING : 1;
      return found.map(({ to, strength, path }) => ({
        node: to,
        confidence: Math.min(cap, strength * PER_HOP ** hops * agreement),
        path,
      }));
    }
    level.forEach(({ id }) => seen.add(id));
    level = level.flatMap(({ id, path }) =>
      (frameworks.get(`cwe:${id}`)?.parents ?? [])
        .filter(parent => !seen.has(parent))
        .map(parent => ({ id: parent, path: [...path, `cwe:${parent}`] })),
    );
  }
  return [];
}
