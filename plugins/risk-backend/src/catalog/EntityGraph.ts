/** One entity as far as it matters where it belongs. */
export interface GraphNode {
  ref: string;
  kind: string;
  isProduct: boolean;
  systemRef: string | null;
  /** What it is part of, its system included; targets need not exist. */
  parents: readonly GraphParent[];
}

export interface GraphParent {
  relation: string;
  ref: string;
}

export interface Ancestor {
  ref: string;
  /** Steps along the shortest way; 0 is the entity itself. */
  depth: number;
  /** Relation of the first step, `self` at depth 0. */
  relation: string;
}

/**
 * Nothing real lies deeper, and a faulty catalog of one endless chain must not
 * fill the closure with the square of its length.
 */
export const MAX_DEPTH = 32;

const byRef = (a: GraphParent, b: GraphParent) => {
  if (a.ref !== b.ref) return a.ref < b.ref ? -1 : 1;
  return a.relation < b.relation ? -1 : 1;
};

/**
 * What is part of what among the entities that exist. Cycles and relations to
 * entities that do not exist are normal here: both end a walk.
 */
export class EntityGraph {
  readonly #nodes: ReadonlyMap<string, GraphNode>;
  readonly #children = new Map<string, string[]>();

  constructor(nodes: Iterable<GraphNode>) {
    this.#nodes = new Map([...nodes].map(node => [node.ref, node]));
    for (const { ref, parents } of this.#nodes.values()) {
      for (const parent of parents) {
        const children = this.#children.get(parent.ref);
        if (children) children.push(ref);
        else this.#children.set(parent.ref, [ref]);
      }
    }
  }

  node(ref: string): GraphNode | undefined {
    return this.#nodes.get(ref);
  }

  refs(): string[] {
    return [...this.#nodes.keys()];
  }

  /** The entity itself and all it is part of, nearest first, then by ref. */
  ancestors(ref: string): Ancestor[] {
    if (!this.#nodes.has(ref)) return [];
    const found: Ancestor[] = [{ ref, depth: 0, relation: 'self' }];
    const visited = new Set([ref]);
    let level = found;
    while (level.length > 0 && level[0].depth < MAX_DEPTH) {
      const next: Ancestor[] = [];
      for (const at of level) {
        const parents = [...(this.#nodes.get(at.ref)?.parents ?? [])];
        for (const parent of parents.sort(byRef)) {
          if (visited.has(parent.ref) || !this.#nodes.has(parent.ref)) continue;
          visited.add(parent.ref);
          next.push({
            ref: parent.ref,
            depth: at.depth + 1,
            relation: at.depth === 0 ? parent.relation : at.relation,
          });
        }
      }
      next.sort((a, b) => (a.ref < b.ref ? -1 : 1));
      found.push(...next);
      level = next;
    }
    return found;
  }

  /**
   * Some entities and everything that lies in them, as far as it exists. The
   * given refs need not exist themselves: what pointed at a removed entity is
   * found as well. In the order of refs.
   */
  withDescendants(refs: Iterable<string>): Set<string> {
    const visited = new Set(refs);
    const queue = [...visited];
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      for (const child of this.#children.get(at) ?? []) {
        if (!visited.has(child)) {
          visited.add(child);
          queue.push(child);
        }
      }
    }
    return new Set([...visited].filter(ref => this.#nodes.has(ref)).sort());
  }
}
