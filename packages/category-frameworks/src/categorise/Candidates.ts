import type { CategoryFrameworks } from '../CategoryFrameworks';
import type { CategoriseMethod, CategorySuggestion } from './types';

/** A category in the making, before sections stand for requirements. */
export interface Candidate {
  framework: string;
  node: string;
  confidence: number;
  method: CategoriseMethod;
  path: readonly string[];
}

const round = (confidence: number) => Math.round(confidence * 1_000) / 1_000;

/** Kinds that are stood for by the category above them. */
const LIFTED = new Set(['requirement', 'subcategory']);

/**
 * Collects candidates and follows the ways between frameworks from each, the
 * organisation's edges before those that are built in.
 */
export class Candidates {
  readonly #all = new Map<string, Candidate>();
  readonly #edges = new Map<
    string,
    Map<string, Array<{ to: string; strength: number }>>
  >();
  readonly #overlays = new Map<
    string,
    Array<{ to: string; strength: number }>
  >();

  constructor(private readonly frameworks: CategoryFrameworks) {
    for (const { from, to, edges } of frameworks.crosswalks) {
      // Weaknesses have a tree of their own to follow.
      if (from === 'cwe') continue;
      const way = new Map<string, Array<{ to: string; strength: number }>>();
      for (const edge of edges) {
        way.set(edge.from, [...(way.get(edge.from) ?? []), edge]);
      }
      this.#edges.set(`${from} ${to}`, way);
    }
    for (const overlay of frameworks.overlays) {
      this.#overlays.set(overlay.from, [
        ...(this.#overlays.get(overlay.from) ?? []),
        overlay,
      ]);
    }
  }

  /** Forgets the candidates of the finding before. */
  clear() {
    this.#all.clear();
  }

  /** Frameworks that the organisation's own edges lead to from a category. */
  replacedFor(id: string): ReadonlySet<string> {
    return new Set(
      (this.#overlays.get(id) ?? []).flatMap(
        ({ to }) => this.frameworks.get(to)?.framework ?? [],
      ),
    );
  }

  has(framework: string): boolean {
    return [...this.#all.values()].some(one => one.framework === framework);
  }

  /** Adds a candidate and all that follows from it. */
  add(candidate: Candidate, follow = true): void {
    const id = `${candidate.framework}:${candidate.node}`;
    const known = this.#all.get(id);
    const confidence = round(candidate.confidence);
    if (confidence <= 0 || (known && known.confidence >= confidence)) return;
    this.#all.set(id, { ...candidate, confidence });
    this.#followOverlays(id, { ...candidate, confidence });
    if (follow) this.#followCrosswalks(id, { ...candidate, confidence });
  }

  /** Suggestions in one framework, the best first. */
  suggestions(framework: string): CategorySuggestion[] {
    const best = new Map<string, CategorySuggestion>();
    const found = [...this.#all.values()].filter(
      one => one.framework === framework,
    );
    const explicit = found.filter(({ method }) => method === 'explicit');
    for (const one of explicit.length > 0 ? explicit : found) {
      const category = this.#lifted(one);
      const known = best.get(category);
      if (!known || known.confidence < one.confidence) {
        best.set(category, {
          category,
          confidence: one.confidence,
          method: one.method,
          path:
            one.path[one.path.length - 1] === category
              ? one.path
              : [...one.path, category],
        });
      }
    }
    return [...best.values()];
  }

  #lifted({ framework, node }: Pick<Candidate, 'framework' | 'node'>): string {
    const category = this.frameworks.get(`${framework}:${node}`);
    const [parent] = category?.parents ?? [];
    return category && LIFTED.has(category.kind) && parent
      ? `${framework}:${parent}`
      : `${framework}:${node}`;
  }

  #followOverlays(id: string, from: Candidate) {
    for (const { to, strength } of this.#overlays.get(id) ?? []) {
      const target = this.frameworks.get(to);
      if (target) {
        this.add({
          framework: target.framework,
          node: target.node,
          confidence: from.confidence * strength,
          method: 'crosswalk',
          path: [...from.path, to],
        });
      }
    }
  }

  #followCrosswalks(id: string, from: Candidate) {
    const replaced = this.replacedFor(id);
    for (const [way, edges] of this.#edges) {
      const [start, target] = way.split(' ');
      if (start !== from.framework || replaced.has(target)) continue;
      for (const { to, strength } of this.#targets(from, edges, target)) {
        this.add({
          framework: target,
          node: to,
          confidence: from.confidence * strength,
          method: 'crosswalk',
          path: [...from.path, `${target}:${to}`],
        });
      }
    }
  }

  /**
   * Edges of the category itself; else of the nearest above it; else of those
   * below it, each by the share of them that lead to the same place.
   */
  #targets(
    { framework, node }: Candidate,
    edges: ReadonlyMap<string, Array<{ to: string; strength: number }>>,
    targetFramework: string,
  ): Array<{ to: string; strength: number }> {
    for (const id of this.frameworks.withAncestors(`${framework}:${node}`)) {
      const found = edges.get(id.slice(framework.length + 1));
      if (found) return found;
    }
    const below = [
      ...(this.frameworks.frameworks.get(framework)?.nodes.values() ?? []),
    ].filter(({ parents }) => parents?.includes(node));
    const sums = new Map<string, number>();
    for (const { id } of below) {
      for (const { to, strength } of edges.get(id) ?? []) {
        const lifted = this.#lifted({ framework: targetFramework, node: to });
        const target = lifted.slice(targetFramework.length + 1);
        sums.set(target, (sums.get(target) ?? 0) + strength);
      }
    }
    return [...sums].map(([to, sum]) => ({
      to,
      strength: Math.min(1, sum / below.length),
    }));
  }
}
