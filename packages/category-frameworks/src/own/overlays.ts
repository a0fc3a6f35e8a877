import type { CrosswalkRelation } from '../crosswalk';
import { CategoryError } from '../errors';

/**
 * An edge that an organisation adds, by full category ids. Where it leads from
 * a category into a framework, it replaces what is built in for both.
 *
 * @public
 */
export interface OverlayEdge {
  readonly from: string;
  readonly to: string;
  readonly relation?: CrosswalkRelation;
  /** Above 0 to 1. Default: 1. */
  readonly strength?: number;
}

/** An overlay edge with canonical ids. */
export interface ResolvedOverlay {
  readonly from: string;
  readonly to: string;
  readonly relation: CrosswalkRelation;
  readonly strength: number;
}

function cycleIn(edges: readonly ResolvedOverlay[]): string[] | undefined {
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) {
    next.set(from, [...(next.get(from) ?? []), to]);
  }
  const done = new Set<string>();
  const walk = (id: string, trail: string[]): string[] | undefined => {
    if (trail.includes(id)) return [...trail.slice(trail.indexOf(id)), id];
    if (done.has(id)) return undefined;
    for (const to of next.get(id) ?? []) {
      const cycle = walk(to, [...trail, id]);
      if (cycle) return cycle;
    }
    done.add(id);
    return undefined;
  };
  for (const id of next.keys()) {
    const cycle = walk(id, []);
    if (cycle) return cycle;
  }
  return undefined;
}

/**
 * Checks the overlay edges of an organisation.
 *
 * @param resolve - turns an id into the canonical one, or throws
 * @throws {@link CategoryError} that names the edge.
 */
export function readOverlays(
  edges: readonly OverlayEdge[],
  resolve: (id: unknown) => string,
): ResolvedOverlay[] {
  const seen = new Set<string>();
  const read = edges.map((edge, index) => {
    const { relation = 'equal', strength = 1 } = edge;
    const end = (id: unknown) => {
      try {
        return resolve(id);
      } catch (error) {
        if (error instanceof CategoryError) {
          throw new CategoryError(
            error.code,
            `Overlay edge ${index + 1} (${String(edge.from)} to ${String(
              edge.to,
            )}): ${error.message}`,
          );
        }
        throw error;
      }
    };
    const from = end(edge.from);
    const to = end(edge.to);
    const id = JSON.stringify([from, to]);
    if (seen.has(id)) {
      throw new CategoryError(
        'duplicate',
        `The overlay edge ${from} to ${to} stands twice. Remove one of them.`,
      );
    }
    seen.add(id);
    if (!(strength > 0 && strength <= 1)) {
      throw new CategoryError(
        'outOfRange',
        `The overlay edge ${from} to ${to} has the strength ${strength}; it must be above 0 and at most 1.`,
      );
    }
    return { from, to, relation, strength };
  });
  const cycle = cycleIn(read);
  if (cycle) {
    throw new CategoryError(
      'cycle',
      `The overlay edges ${cycle.join(
        ' to ',
      )} form a circle. Remove one of them.`,
    );
  }
  return read;
}
