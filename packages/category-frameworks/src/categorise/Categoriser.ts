import { Hint, HintData, readHints, readKeywords } from '../builtIn';
import type { CategoryFrameworks } from '../CategoryFrameworks';
import { availableFrameworks } from '../loadFrameworks';
import { CategoryError } from '../errors';
import { compareCategoryIds } from '../ids/categoryId';
import { Candidates } from './Candidates';
import { readLabels, ReadLabels } from './readLabels';
import { readRules } from './rules';
import type {
  Categorisation,
  CategorisableFinding,
  CategorySuggestion,
  FrameworkCategories,
  TrustedRule,
} from './types';
import { capOf, GROUP_CONFIDENCE, weaknessTargets } from './weaknesses';

/** From this confidence on a category needs no person. @public */
export const CONFIRM_FROM = 0.7;
/** If it leads by this much. @public */
export const CONFIRM_LEAD = 0.2;

const TITLE_HINT = 0.4;
const DESCRIPTION_HINT = 0.3;
const TOP10_HINT = 0.4;
const MAX_SUGGESTIONS = 3;
const MAX_TEXT = 4_000;
/** Stated by files as they are; nothing is suggested there. */
const STATED = new Set(['cwe', 'stride', 'linddun']);

type Edges = ReadonlyMap<string, Array<{ to: string; strength: number }>>;

interface Topic {
  topic: string;
  pattern: RegExp;
  hint: Hint;
}

interface Hints {
  shortlists: ReadonlyMap<string, Hint>;
  groups: ReadonlyMap<string, Hint>;
  topics: readonly Topic[];
}

const listOf = (value: Hint[string]): readonly string[] => {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
};

function requireStated(name: string, stated: number, found: number) {
  if (stated !== found) {
    throw new CategoryError(
      'wrongCount',
      `${name} state ${stated} entries and hold ${found}: the data are damaged.`,
    );
  }
}

async function loadHints({ read }: CategoryFrameworks): Promise<Hints> {
  const [stride, linddun, groups, keywords] = await Promise.all([
    readHints(read, 'stride/stride-shortlist'),
    readHints(read, 'linddun/linddun-shortlist'),
    readHints(read, 'proposals/cwe-groups'),
    readKeywords(read),
  ]);
  const rowsOf = (name: string, { counts, rows }: HintData, prefix = '') => {
    requireStated(name, counts.rows, rows.length);
    return rows.map(row => [`${prefix}${row.from}`, row] as const);
  };
  requireStated('Keywords', keywords.counts.topics, keywords.topics.length);
  return {
    shortlists: new Map([
      ...rowsOf('STRIDE shortlists', stride, 'stride:'),
      ...rowsOf('LINDDUN shortlists', linddun, 'linddun:'),
    ]),
    groups: new Map(rowsOf('Groups of weaknesses', groups)),
    topics: keywords.topics.map(hint => ({
      topic: hint.topic,
      pattern: new RegExp(hint.pattern, 'i'),
      hint,
    })),
  };
}

/**
 * Finds the categories of findings. Made once, used for many findings; the same
 * finding always gets the same answer.
 *
 * @public
 */
export class Categoriser {
  readonly #candidates: Candidates;
  readonly #weaknessTables = new Map<string, Edges>();
  readonly #rules: ReturnType<typeof readRules>;
  readonly #prefixes: ReadonlySet<string>;

  private constructor(
    readonly frameworks: CategoryFrameworks,
    private readonly hints: Hints,
    rules: readonly TrustedRule[],
  ) {
    this.#candidates = new Candidates(frameworks);
    this.#rules = readRules(rules, frameworks);
    this.#prefixes = new Set([
      ...availableFrameworks.map(key => key.replace(/@.*$/, '')),
      ...[...frameworks.frameworks.values()].map(one => one.framework),
    ]);
    for (const { from, to, edges } of frameworks.crosswalks) {
      if (from !== 'cwe') continue;
      const table = new Map<string, Array<{ to: string; strength: number }>>();
      for (const edge of edges) {
        table.set(edge.from, [...(table.get(edge.from) ?? []), edge]);
      }
      this.#weaknessTables.set(to, table);
    }
  }

  /**
   * @throws {@link CategoryError} for a rule that names an unknown category,
   * matches everything, or has the name of another.
   */
  static async create(
    frameworks: CategoryFrameworks,
    rules: readonly TrustedRule[] = [],
  ): Promise<Categoriser> {
    return new Categoriser(frameworks, await loadHints(frameworks), rules);
  }

  /**
   * Explicit ids first, then weaknesses, categories of other frameworks, OWASP
   * Top 10, and words as the last resort. Kinds of threat are an axis of their
   * own and never become a category by themselves.
   */
  categorise(finding: CategorisableFinding): Categorisation {
    const read = readLabels(finding, this.frameworks, this.#prefixes);
    const candidates = this.#candidates;
    candidates.clear();
    const matching = this.#rules.filter(rule => rule.matches(finding, read));
    for (const { id, category } of matching) {
      const { framework, node } = this.frameworks.resolve(category);
      candidates.add({
        framework,
        node,
        confidence: 1,
        method: 'rule',
        path: [`rule: ${id}`, category],
      });
    }
    for (const { framework, node, id } of read.explicit) {
      candidates.add({
        framework,
        node,
        confidence: 1,
        method: 'explicit',
        path: [id],
      });
    }
    this.#addWeaknesses(read);
    this.#addTop10(read);
    this.#addKeywords(finding);
    return {
      frameworks: [...this.frameworks.frameworks.keys()]
        .filter(key => !STATED.has(key))
        .map(key =>
          decided(
            key,
            candidates.suggestions(key),
            matching.find(({ framework }) => framework === key),
          ),
        )
        .filter(({ suggestions }) => suggestions.length > 0),
      threats: read.threats.map(({ id }) => id).sort(compareCategoryIds),
      shortlist: this.#shortlist(read),
      problems: read.problems,
      dataVersion: this.frameworks.dataVersion,
    };
  }

  #addWeaknesses({ weaknesses }: ReadLabels) {
    for (const weakness of weaknesses) {
      this.#candidates.add({
        framework: weakness.framework,
        node: weakness.node,
        confidence: capOf(weakness),
        method: 'explicit',
        path: [weakness.id],
      });
      const replaced = this.#candidates.replacedFor(weakness.id);
      let found = false;
      for (const [framework, table] of this.#weaknessTables) {
        if (replaced.has(framework)) continue;
        for (const target of weaknessTargets(
          weakness,
          table,
          this.frameworks,
        )) {
          found = found || !framework.startsWith('owasp-top10');
          this.#candidates.add({
            framework,
            node: target.node,
            confidence: target.confidence,
            method: 'cwe',
            path: [...target.path, `${framework}:${target.node}`],
          });
        }
      }
      const group = weakness.group && this.hints.groups.get(weakness.group);
      if (group && !found) {
        this.#addHint(group, {
          confidence: Math.min(capOf(weakness), GROUP_CONFIDENCE),
          method: 'cweGroup',
          path: [weakness.id, `cwe:${weakness.group}`],
          except: replaced,
        });
      }
    }
  }

  /** What the weaknesses of a Top 10 category are mostly about. */
  #addTop10({ explicit }: ReadLabels) {
    const asvs = 'asvs@5.0.0';
    const table = this.#weaknessTables.get(asvs);
    if (!table || this.#candidates.has(asvs)) return;
    for (const { framework, node, id } of explicit) {
      const members = this.frameworks.crosswalks.find(
        ({ from, to }) => from === 'cwe' && to === framework,
      );
      if (!members || !framework.startsWith('owasp-top10')) continue;
      const votes = new Map<string, number>();
      let total = 0;
      for (const { from, to } of members.edges) {
        const section = to === node && table.get(from)?.[0].to;
        if (section) {
          votes.set(section, (votes.get(section) ?? 0) + 1);
          total += 1;
        }
      }
      for (const [section, count] of votes) {
        this.#candidates.add({
          framework: asvs,
          node: section,
          confidence: (TOP10_HINT * count) / total,
          method: 'top10',
          path: [id, `${asvs}:${section}`],
        });
      }
    }
  }

  #addKeywords({ title, description = '' }: CategorisableFinding) {
    const known = new Set(
      [...this.frameworks.frameworks.keys()].filter(key =>
        this.#candidates.has(key),
      ),
    );
    for (const { topic, pattern, hint } of this.hints.topics) {
      const inTitle = pattern.test(title.slice(0, MAX_TEXT));
      if (inTitle || pattern.test(description.slice(0, MAX_TEXT))) {
        this.#addHint(hint, {
          confidence: inTitle ? TITLE_HINT : DESCRIPTION_HINT,
          method: 'keyword',
          path: [`word: ${topic}`],
          except: known,
        });
      }
    }
  }

  #addHint(
    hint: Hint,
    how: {
      confidence: number;
      method: 'cweGroup' | 'keyword';
      path: readonly string[];
      except: ReadonlySet<string>;
    },
  ) {
    for (const framework of this.frameworks.frameworks.keys()) {
      if (how.except.has(framework)) continue;
      listOf(hint[framework]).forEach((node, index) =>
        this.#candidates.add(
          {
            framework,
            node,
            // The first of a list is meant more than the others.
            confidence: how.confidence * (index === 0 ? 1 : 0.7),
            method: how.method,
            path: [...how.path, `${framework}:${node}`],
          },
          false,
        ),
      );
    }
  }

  #shortlist({ threats }: ReadLabels): string[] {
    const ids = threats.flatMap(({ id }) => {
      const hint = this.hints.shortlists.get(id);
      return [...this.frameworks.frameworks.keys()].flatMap(key =>
        listOf(hint?.[key]).map(node => `${key}:${node}`),
      );
    });
    return [...new Set(ids)];
  }
}

/** The best three, and whether the first is clear enough. */
function decided(
  framework: string,
  found: readonly CategorySuggestion[],
  rule: { id: string; category: string } | undefined,
): FrameworkCategories {
  const sorted = [...found]
    .filter(({ category }) => category !== rule?.category)
    .sort(
      (a, b) =>
        b.confidence - a.confidence ||
        compareCategoryIds(a.category, b.category),
    );
  if (rule) {
    const byRule: CategorySuggestion = {
      category: rule.category,
      confidence: 1,
      method: 'rule',
      path: [`rule: ${rule.id}`, rule.category],
    };
    return {
      framework,
      suggestions: [byRule, ...sorted].slice(0, MAX_SUGGESTIONS),
      confirmed: rule.category,
      rule: rule.id,
    };
  }
  const suggestions = sorted.slice(0, MAX_SUGGESTIONS);
  const [best, second] = suggestions;
  // In thousandths, so that 0.9 - 0.7 is 0.2.
  const milli = (value: number) => Math.round(value * 1_000);
  const isClear =
    best &&
    milli(best.confidence) >= milli(CONFIRM_FROM) &&
    milli(best.confidence) - milli(second?.confidence ?? 0) >=
      milli(CONFIRM_LEAD);
  return {
    framework,
    suggestions,
    ...(isClear && { confirmed: best.category }),
  };
}
