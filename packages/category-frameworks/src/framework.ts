import { CategoryError } from './errors';
import { formatFramework } from './ids/categoryId';

/** What a node of a framework is, in the words of the framework. @public */
export type CategoryKind =
  | 'chapter'
  | 'section'
  | 'requirement'
  | 'theme'
  | 'control'
  | 'weakness'
  | 'function'
  | 'category'
  | 'subcategory'
  | 'type'
  | 'view';

/** A node of a framework. @public */
export interface CategoryNode {
  /** Within its framework: `V11.3`. */
  readonly id: string;
  /** Requirements and subcategories have none: their texts are not ours. */
  readonly name?: string;
  readonly kind: CategoryKind;
  /** Several for a weakness; none at the top. */
  readonly parents?: readonly string[];
  /** Lowest ASVS level at which a requirement applies. */
  readonly level?: number;
  /** Guidance of CWE for mapping; absent: allowed. */
  readonly usage?: 'allowed-with-review' | 'discouraged' | 'prohibited';
  readonly deprecated?: boolean;
  /** Category of CWE view 1400 that holds the weakness. */
  readonly group?: string;
}

/** A framework as its data file states it. @public */
export interface FrameworkData {
  readonly framework: string;
  readonly version: string;
  /** Edition of the data where ids carry no version. */
  readonly dataVersion?: string;
  readonly title: string;
  readonly released?: string;
  readonly licence: string;
  readonly attribution: string;
  /** Nodes of each kind. */
  readonly counts: Readonly<Record<string, number>>;
  readonly nodes: readonly CategoryNode[];
}

/** One version of one framework, indexed. @public */
export interface Framework extends Omit<FrameworkData, 'nodes'> {
  /** `asvs@5.0.0`, `cwe`. */
  readonly key: string;
  readonly nodes: ReadonlyMap<string, CategoryNode>;
  /** Added by the organisation. */
  readonly own: boolean;
}

function findCycle(nodes: ReadonlyMap<string, CategoryNode>): string[] | null {
  const done = new Set<string>();
  const walk = (id: string, trail: string[]): string[] | null => {
    if (trail.includes(id)) return [...trail.slice(trail.indexOf(id)), id];
    if (done.has(id)) return null;
    for (const parent of nodes.get(id)?.parents ?? []) {
      const cycle = walk(parent, [...trail, id]);
      if (cycle) return cycle;
    }
    done.add(id);
    return null;
  };
  for (const id of nodes.keys()) {
    const cycle = walk(id, []);
    if (cycle) return cycle;
  }
  return null;
}

function requireCounts(data: FrameworkData, key: string): void {
  const counted = new Map<string, number>();
  for (const { kind } of data.nodes) {
    counted.set(kind, (counted.get(kind) ?? 0) + 1);
  }
  for (const kind of new Set([
    ...counted.keys(),
    ...Object.keys(data.counts),
  ])) {
    const stated = data.counts[kind] ?? 0;
    const found = counted.get(kind) ?? 0;
    if (stated !== found) {
      throw new CategoryError(
        'wrongCount',
        `${key} states ${stated} of "${kind}" and holds ${found}: the data are damaged.`,
      );
    }
  }
}

/**
 * Indexes a framework and checks it: ids once, parents known, no circles, and
 * as many nodes of each kind as it states.
 *
 * @throws {@link CategoryError} `duplicate`, `unknownId`, `cycle`,
 * `wrongCount`.
 * @public
 */
export function indexFramework(data: FrameworkData, own = false): Framework {
  const key = formatFramework(data);
  const nodes = new Map<string, CategoryNode>();
  for (const node of data.nodes) {
    if (nodes.has(node.id)) {
      throw new CategoryError(
        'duplicate',
        `${key} has the category "${node.id}" twice. Remove one of them.`,
      );
    }
    nodes.set(node.id, node);
  }
  for (const { id, parents = [] } of nodes.values()) {
    for (const parent of parents) {
      if (!nodes.has(parent)) {
        throw new CategoryError(
          'unknownId',
          `"${id}" of ${key} names the parent "${parent}", which ${key} does not have.`,
        );
      }
    }
  }
  requireCounts(data, key);
  const cycle = findCycle(nodes);
  if (cycle) {
    throw new CategoryError(
      'cycle',
      `The categories ${cycle.join(
        ' < ',
      )} of ${key} are parents of each other. Remove one of these parents.`,
    );
  }
  return { ...data, key, nodes, own };
}
