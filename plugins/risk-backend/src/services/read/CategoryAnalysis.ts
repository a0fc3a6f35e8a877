import { InputError } from '@backstage/errors';
import {
  Category,
  CategoryFrameworks,
  compareCategoryIds,
} from '@product-risk/category-frameworks';
import {
  assessSystemic,
  AssessedProduct,
  SystemicAssessment,
} from '@product-risk/risk-model';
import { Knex } from 'knex';
import { DbProductCategoryRow } from '../../database/categoryTables';
import { toBoolean, toInteger } from '../../database/tables';
import { Vocabulary } from '../../frameworksConfig';
import { groupBy } from '../groupBy';
import { KeptValues } from './KeptValues';
import { BeforeAndNow, compareProducts } from './categoryChanges';
import {
  allAssessments,
  cellsOf,
  countersMark,
  ProductScope,
  qualityTotals,
  scopedProducts,
  ScopedProductRow,
  sharedCauses,
} from './queries/categories';
import { affectedAt, productsKnownAt } from './queries/categoryChange';

/** Framework and kind of the categories that are compared. */
export interface Axis {
  framework: string;
  level: string;
}

export interface Cell {
  confirmed: number;
  suggested: number;
  affected: boolean;
  affectedIfSuggested: boolean;
  exposure: number;
}

/** Everything about one axis and one scope, before who asks matters. */
export interface Analysis {
  /** Of the counters that it is made of. */
  asOf: string;
  axis: Axis;
  categories: Category[];
  products: ScopedProductRow[];
  assessments: ReadonlyMap<string, SystemicAssessment>;
  /** Products affected if every suggestion were confirmed, by category. */
  affectedIfSuggested: ReadonlyMap<string, number>;
  exposure: ReadonlyMap<string, number>;
  /** Titles of root causes. */
  causeTitles: ReadonlyMap<string, string>;
  /** Products that a root cause makes affected, in whatever category. */
  causeProducts: ReadonlyMap<string, readonly string[]>;
  /** By product: what it was assessed for, and its counters there. */
  cells: ReadonlyMap<string, ReadonlyMap<string, Cell>>;
  quality: Awaited<ReturnType<typeof qualityTotals>>;
  /** By category, when asked for what changed since a day. */
  changes: ReadonlyMap<string, BeforeAndNow>;
  /** All open risks of a product, at least those of the category. */
  riskCounts: (productRef: string, cell: Cell) => number;
}

/** Kinds that are compared with each other, the coarsest first. */
const COMPARED = [
  'function',
  'chapter',
  'control',
  'category',
  'section',
] as const;

const NOTHING: Cell = {
  confirmed: 0,
  suggested: 0,
  affected: false,
  affectedIfSuggested: false,
  exposure: 0,
};

const MAX_KEPT = 40;
/** Products whose statistics take no longer than a request may. */
const COMPUTED_AT_ONCE = 500;

/** The levels at which the categories of a framework can be compared. */
export function levelsOf(
  frameworks: CategoryFrameworks,
  framework: string,
): string[] {
  return COMPARED.filter(kind => frameworks.ofKind(framework, kind).length > 0);
}

/** Frameworks that a report can be made of: not the kinds of threat. */
export const reportedFrameworks = (frameworks: CategoryFrameworks) =>
  [...frameworks.frameworks.values()].filter(
    ({ key }) => !['cwe', 'stride', 'linddun'].includes(key),
  );

const cellOf = (row: DbProductCategoryRow): Cell => ({
  confirmed: row.confirmed,
  suggested: row.suggested,
  affected: toBoolean(row.affected),
  affectedIfSuggested: toBoolean(row.affected_if_suggested),
  exposure: toInteger(row.exposure),
});

/**
 * The statistics of the organisation's categories from kept counters. They are
 * computed once for each change of a counter, which any node sees by itself.
 */
export class CategoryAnalysis {
  readonly #kept = new KeptValues<Analysis>(MAX_KEPT);

  constructor(
    private readonly options: {
      db: Knex;
      vocabulary: Promise<Vocabulary>;
      now: () => Date;
    },
  ) {}

  /**
   * The framework and level asked for, or the first there is.
   *
   * @throws InputError for one that is not there
   */
  async axis({
    framework,
    level,
  }: {
    framework?: string;
    level?: string;
  }): Promise<Axis> {
    const { frameworks } = await this.options.vocabulary;
    const keys = reportedFrameworks(frameworks).map(({ key }) => key);
    const preferred = keys.find(key => key.startsWith('iso27001@')) ?? keys[0];
    const chosen = framework ?? preferred;
    if (!chosen || !keys.includes(chosen)) {
      throw new InputError(
        `query.framework: "${
          chosen ?? ''
        }" is not enabled. Enabled: ${keys.join(', ')}.`,
      );
    }
    const levels = levelsOf(frameworks, chosen);
    if (level !== undefined && !levels.includes(level)) {
      throw new InputError(
        `query.level: ${chosen} has no "${level}". It has: ${levels.join(
          ', ',
        )}.`,
      );
    }
    return { framework: chosen, level: level ?? levels[0] };
  }

  /**
   * As of the newest counters; in a large organisation as of those before, and
   * the newest the next time, unless they are needed exactly.
   */
  async analyse(
    axis: Axis,
    scope: ProductScope,
    { since, exact = false }: { since?: string; exact?: boolean } = {},
  ): Promise<Analysis> {
    const { domain, type, lifecycle } = scope;
    return this.#kept.get(
      JSON.stringify([axis, domain, type, lifecycle, since]),
      await countersMark(this.options.db),
      () => this.#analyse(axis, scope, since),
      ({ products }) => !exact && products.length > COMPUTED_AT_ONCE,
    );
  }

  async #analyse(
    axis: Axis,
    scope: ProductScope,
    since?: string,
  ): Promise<Analysis> {
    const { db, now } = this.options;
    const asOf = now().toISOString();
    const { frameworks, policy } = await this.options.vocabulary;
    const [products, cellRows, causeRows, quality] = await Promise.all([
      scopedProducts(db, scope),
      cellsOf(db, axis.framework, axis.level),
      sharedCauses(db, axis.framework),
      qualityTotals(db, [...frameworks.frameworks.keys()]),
    ]);
    const categories = [
      ...COMPARED.filter(kind => kind === axis.level).flatMap(kind =>
        frameworks.ofKind(axis.framework, kind),
      ),
    ].sort((a, b) => compareCategoryIds(a.id, b.id));
    const covered = await this.#covered(categories);
    const rows = new Map<string, Map<string, Cell>>();
    for (const row of cellRows) {
      const ofProduct = rows.get(row.product_ref) ?? new Map<string, Cell>();
      rows.set(row.product_ref, ofProduct.set(row.category, cellOf(row)));
    }
    const causes = new Map<string, string[]>();
    for (const { product_ref, category, cause } of causeRows) {
      const key = `${product_ref} ${category}`;
      causes.set(key, [...(causes.get(key) ?? []), cause]);
    }
    const openRisks = new Map(
      products.map(({ ref, risks_open }) => [ref, toInteger(risks_open)]),
    );
    const riskCounts = (ref: string, { confirmed }: Cell) =>
      Math.max(openRisks.get(ref) ?? 0, confirmed);
    const cells = new Map<string, Map<string, Cell>>();
    const assessed = new Map<string, AssessedProduct[]>(
      categories.map(({ id }) => [id, []]),
    );
    const affectedIfSuggested = new Map<string, number>();
    const exposure = new Map<string, number>();
    for (const { ref } of products) {
      const known = new Map<string, Cell>();
      for (const category of covered.get(ref) ?? []) {
        const cell = rows.get(ref)?.get(category) ?? NOTHING;
        known.set(category, cell);
        assessed.get(category)?.push({
          productRef: ref,
          affected: cell.affected,
          exposureUnits: cell.exposure,
          categoryRiskCount: cell.confirmed,
          riskCount: riskCounts(ref, cell),
          rootCauses: causes.get(`${ref} ${category}`),
        });
        if (cell.affectedIfSuggested) {
          affectedIfSuggested.set(
            category,
            (affectedIfSuggested.get(category) ?? 0) + 1,
          );
        }
        exposure.set(category, (exposure.get(category) ?? 0) + cell.exposure);
      }
      cells.set(ref, known);
    }
    const assessments = assessSystemic(
      categories.map(({ id, framework, kind }) => ({
        category: id,
        framework,
        level: kind,
        products: assessed.get(id) ?? [],
      })),
      { productCount: products.length, policy },
    );
    return {
      asOf,
      axis,
      categories,
      products,
      assessments: new Map(assessments.map(one => [one.category, one])),
      affectedIfSuggested,
      exposure,
      causeTitles: new Map(causeRows.map(({ cause, title }) => [cause, title])),
      causeProducts: new Map(
        [...groupBy(causeRows, ({ cause }) => cause)].map(([cause, found]) => [
          cause,
          [...new Set(found.map(({ product_ref }) => product_ref))],
        ]),
      ),
      cells,
      quality,
      riskCounts,
      changes: since
        ? await this.#changes(axis, categories, cells, since)
        : new Map(),
    };
  }

  /** Products assessed now that were known then, before and now. */
  async #changes(
    { framework }: Axis,
    categories: readonly Category[],
    cells: Analysis['cells'],
    since: string,
  ): Promise<Map<string, BeforeAndNow>> {
    const { db } = this.options;
    const [then, known] = await Promise.all([
      affectedAt(db, framework, since),
      productsKnownAt(db, since),
    ]);
    const affected = new Set(
      then.map(({ product_ref, category }) => `${product_ref} ${category}`),
    );
    return new Map(
      categories.map(({ id }) => [
        id,
        compareProducts(
          [...cells].flatMap(([ref, ofProduct]) => {
            const cell = known.has(ref) ? ofProduct.get(id) : undefined;
            return cell
              ? [{ before: affected.has(`${ref} ${id}`), now: cell.affected }]
              : [];
          }),
        ),
      ]),
    );
  }

  /**
   * What each product was assessed for: what its methods look at by the table,
   * and what people state. A category covers all below it.
   */
  async #covered(
    categories: readonly Category[],
  ): Promise<Map<string, Set<string>>> {
    const { frameworks, methods } = await this.options.vocabulary;
    const below = new Map<string, string[]>();
    for (const { id } of categories) {
      for (const above of frameworks.withAncestors(id)) {
        below.set(above, [...(below.get(above) ?? []), id]);
      }
    }
    const byMethod = new Map(
      [...methods.values()].map(({ method, categories: covers }) => [
        method,
        covers.flatMap(category => below.get(category) ?? []),
      ]),
    );
    const covered = new Map<string, Set<string>>();
    for (const row of await allAssessments(this.options.db)) {
      const found = row.category
        ? below.get(row.category)
        : byMethod.get(row.method);
      const known = covered.get(row.product_ref) ?? new Set<string>();
      found?.forEach(category => known.add(category));
      covered.set(row.product_ref, known);
    }
    return covered;
  }
}
