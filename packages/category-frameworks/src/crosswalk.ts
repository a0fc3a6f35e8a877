import { CategoryError } from './errors';

/**
 * How the category an edge comes from relates to the one it leads to:
 * `subset` is a part of it, `superset` holds it, `intersect` shares something.
 *
 * @public
 */
export type CrosswalkRelation = 'equal' | 'subset' | 'superset' | 'intersect';

/** One edge of a crosswalk, by ids within the two frameworks. @public */
export interface CrosswalkEdge {
  readonly from: string;
  readonly to: string;
  readonly relation: CrosswalkRelation;
  /** How much of the confidence passes, above 0 to 1. */
  readonly strength: number;
}

/** Edges between two frameworks, with where they come from. @public */
export interface Crosswalk {
  /** Framework keys, `asvs@5.0.0`. */
  readonly from: string;
  readonly to: string;
  /** Who says so. */
  readonly origin: string;
  /**
   * `published` by the owner of a framework; a `proposal` of this project that
   * nobody outside has reviewed; `own` of the organisation.
   */
  readonly status: 'published' | 'proposal' | 'own';
  readonly licence: string;
  readonly edges: readonly CrosswalkEdge[];
}

/** A crosswalk as its data file states it. @public */
export interface CrosswalkData extends Omit<Crosswalk, 'edges'> {
  /** Of every edge that states none. */
  readonly relation?: CrosswalkRelation;
  readonly strength?: number;
  readonly counts: { readonly edges: number };
  readonly edges: ReadonlyArray<
    Pick<CrosswalkEdge, 'from' | 'to'> & Partial<CrosswalkEdge>
  >;
}

/**
 * Completes the edges of a crosswalk and checks their number.
 *
 * @throws {@link CategoryError} `wrongCount`, `duplicate`, `outOfRange`.
 * @public
 */
export function readCrosswalk(data: CrosswalkData): Crosswalk {
  const name = `${data.from} to ${data.to}`;
  if (data.counts.edges !== data.edges.length) {
    throw new CategoryError(
      'wrongCount',
      `The crosswalk ${name} states ${data.counts.edges} edges and holds ${data.edges.length}: the data are damaged.`,
    );
  }
  const seen = new Set<string>();
  const edges = data.edges.map(({ from, to, relation, strength }) => {
    const edge = {
      from,
      to,
      relation: relation ?? data.relation ?? 'intersect',
      strength: strength ?? data.strength ?? 0.5,
    };
    const id = JSON.stringify([from, to]);
    if (seen.has(id)) {
      throw new CategoryError(
        'duplicate',
        `The crosswalk ${name} has the edge ${from} to ${to} twice.`,
      );
    }
    if (!(edge.strength > 0 && edge.strength <= 1)) {
      throw new CategoryError(
        'outOfRange',
        `The edge ${from} to ${to} has the strength ${edge.strength}; it must be above 0 and at most 1.`,
      );
    }
    seen.add(id);
    return edge;
  });
  const { from, to, origin, status, licence } = data;
  return { from, to, origin, status, licence, edges };
}
