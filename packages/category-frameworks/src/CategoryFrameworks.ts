import type { Crosswalk } from './crosswalk';
import type { ReadData } from './dataFiles';
import { CategoryError } from './errors';
import type { CategoryNode, Framework } from './framework';
import {
  compareCategoryIds,
  formatCategoryId,
  formatFramework,
  parseCategoryId,
  requireText,
} from './ids/categoryId';
import type { ResolvedOverlay } from './own/overlays';

/** A category that exists, with its canonical id. @public */
export interface Category extends Omit<CategoryNode, 'id'> {
  /** `asvs@5.0.0:V11.3`. */
  readonly id: string;
  /** Key of its framework: `asvs@5.0.0`. */
  readonly framework: string;
  /** Within its framework: `V11.3`. */
  readonly node: string;
}

/** Ids that people write without naming their framework. */
const BARE: ReadonlyArray<{ framework: string; pattern: RegExp }> = [
  { framework: 'asvs', pattern: /^V\d+(?:\.\d+){0,2}$/i },
  { framework: 'iso27001', pattern: /^A\.\d+(?:\.\d+){1,2}$/i },
];
const ASVS_CITED = /^v(\d+\.\d+\.\d+)-(\d+(?:\.\d+){0,2})$/i;
const CWE_CITED = /^cwe[-_\s:]*0*(\d{1,5})$/i;

/**
 * The frameworks that are enabled, with the ways between them.
 *
 * @public
 */
export class CategoryFrameworks {
  /** By key, in natural order. */
  readonly frameworks: ReadonlyMap<string, Framework>;
  readonly crosswalks: readonly Crosswalk[];
  /** Edges of the organisation. @internal */
  readonly overlays: readonly ResolvedOverlay[];
  /** Changes whenever the data or the organisation's additions do. */
  readonly dataVersion: string;
  /** Where further data come from. @internal */
  readonly read: ReadData;

  /** Use `loadFrameworks`. @internal */
  constructor(parts: {
    frameworks: readonly Framework[];
    crosswalks: readonly Crosswalk[];
    overlays?: readonly ResolvedOverlay[];
    dataVersion: string;
    read: ReadData;
  }) {
    this.frameworks = new Map(
      [...parts.frameworks]
        .sort((a, b) => compareCategoryIds(a.key, b.key))
        .map(framework => [framework.key, framework]),
    );
    this.crosswalks = parts.crosswalks;
    this.overlays = parts.overlays ?? [];
    this.dataVersion = parts.dataVersion;
    this.read = parts.read;
  }

  /** A category by its canonical id. */
  get(id: string): Category | undefined {
    const colon = id.indexOf(':');
    return colon < 0
      ? undefined
      : this.#category(id.slice(0, colon), id.slice(colon + 1));
  }

  /**
   * Reads a category id as people and files write it: `asvs@5.0.0:V11.3`,
   * `asvs:V11.3` and `V11.3` while one version is enabled, `v5.0.0-11.3`,
   * `A.8.24`, `CWE-79`.
   *
   * @throws {@link CategoryError} for everything else, with the remedy. Never
   * guesses a version, and never takes a number.
   */
  resolve(value: unknown): Category {
    const text = requireText(value);
    const cited = ASVS_CITED.exec(text);
    if (cited) return this.#find('asvs', cited[1], `V${cited[2]}`);
    const weakness = CWE_CITED.exec(text);
    if (weakness) return this.#find('cwe', '', weakness[1]);
    const bare = BARE.find(({ pattern }) => pattern.test(text));
    if (bare) {
      return this.#find(bare.framework, '', text.toLocaleUpperCase('en-US'));
    }
    const { framework, version, node } = parseCategoryId(text);
    return this.#find(framework, version, node);
  }

  /** The category and all above it, nearest first. */
  withAncestors(id: string): string[] {
    const found: string[] = [];
    const queue = [id];
    for (const next of queue) {
      const category = found.includes(next) ? undefined : this.get(next);
      if (!category) continue;
      found.push(next);
      queue.push(
        ...(category.parents ?? []).map(
          parent => `${category.framework}:${parent}`,
        ),
      );
    }
    return found;
  }

  /** All categories of a framework of one kind, in natural order. */
  ofKind(framework: string, kind: CategoryNode['kind']): Category[] {
    return [...(this.frameworks.get(framework)?.nodes.values() ?? [])]
      .filter(node => node.kind === kind)
      .map(node => ({
        ...node,
        id: `${framework}:${node.id}`,
        node: node.id,
        framework,
      }))
      .sort((a, b) => compareCategoryIds(a.id, b.id));
  }

  #category(framework: string, nodeId: string): Category | undefined {
    const node = this.frameworks.get(framework)?.nodes.get(nodeId);
    return (
      node && { ...node, id: `${framework}:${nodeId}`, node: nodeId, framework }
    );
  }

  #find(framework: string, version: string, node: string): Category {
    const key = this.#keyOf(framework, version, node);
    const category = this.#category(key, node);
    if (framework === 'cwe') return requireWeakness(category, node);
    if (!category) {
      throw new CategoryError(
        'unknownId',
        `${key} has no "${node}".${hintFor(framework, node)}`,
      );
    }
    return category;
  }

  #keyOf(framework: string, version: string, node: string): string {
    const enabled = [...this.frameworks.values()].filter(
      one => one.framework === framework,
    );
    if (enabled.length === 0) {
      const known = [
        ...new Set([...this.frameworks.values()].map(one => one.framework)),
      ];
      throw new CategoryError(
        'unknownFramework',
        `The framework "${framework}" is unknown or not enabled. Enabled: ${known.join(
          ', ',
        )}.`,
      );
    }
    if (version) {
      const key = formatFramework({ framework, version });
      if (this.frameworks.has(key)) return key;
      throw new CategoryError(
        'unknownVersion',
        `${framework} ${version} is unknown or not enabled. Enabled: ${enabled
          .map(one => one.key)
          .join(', ')}.`,
      );
    }
    if (enabled.length > 1) {
      throw new CategoryError(
        'ambiguousVersion',
        `"${node}" of ${framework} may mean ${enabled
          .map(one =>
            formatCategoryId({ framework, version: one.version, node }),
          )
          .join(' or ')}. Write the version.`,
      );
    }
    return enabled[0].key;
  }
}

function requireWeakness(
  category: Category | undefined,
  node: string,
): Category {
  if (category?.kind === 'weakness') return category;
  if (category) {
    throw new CategoryError(
      'notAWeakness',
      `CWE-${node} is the ${category.kind} "${category.name}", not a weakness. Name the weakness itself.`,
    );
  }
  if (Number(node) === 0) {
    throw new CategoryError(
      'notAWeakness',
      'CWE-0 means "no weakness known". Leave it out, or name the weakness.',
    );
  }
  throw new CategoryError(
    'unknownId',
    `CWE-${node} is unknown to the list in use.`,
  );
}

function hintFor(framework: string, node: string): string {
  if (framework === 'iso27001' && /^\d/.test(node)) {
    return ' Controls of Annex A begin with "A.", as A.8.10.';
  }
  if (framework === 'asvs' && /^\d/.test(node)) {
    return ' Ids of ASVS begin with "V", as V11.3.';
  }
  return '';
}
