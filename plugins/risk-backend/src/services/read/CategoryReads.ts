import { NotFoundError } from '@backstage/errors';
import {
  CategoryReport,
  CategoryVerdict,
  Endpoints,
} from '@product-risk/backstage-plugin-risk-common';
import { SystemicAssessment, unitsToPoints } from '@product-risk/risk-model';
import { Knex } from 'knex';
import { toInteger } from '../../database/tables';
import { Vocabulary } from '../../frameworksConfig';
import { Caller } from '../Caller';
import { resolveCategory } from '../categories/resolveCategory';
import { OperationInput, Operations } from '../Operations';
import {
  Analysis,
  CategoryAnalysis,
  levelsOf,
  reportedFrameworks,
} from './CategoryAnalysis';
import { chanceByVolume } from './chanceByVolume';
import { csvLine } from './csv';
import { cutPage } from './page';
import {
  categoryHeadline,
  categoryLink,
  causeTitle,
  presentVerdict,
} from './present/categories';
import {
  categoryTrend,
  causesOfCategory,
  productFilters,
} from './queries/categories';
import { decodeCursor } from './queries/keyset';
import { VisibleRisks } from './VisibleRisks';

interface CategoryReadsOptions {
  db: Knex;
  vocabulary: Promise<Vocabulary>;
  analysis: CategoryAnalysis;
  visible: VisibleRisks;
}

type Input<K extends keyof Endpoints> = OperationInput<Endpoints[K]>;

const MAX_CAUSES = 20;
const MAX_PRODUCTS = 100;

const header = [
  'framework',
  'category',
  'name',
  'verdict',
  'assessed products',
  'affected products',
  'affected if suggestions are confirmed',
  'prevalence',
  'interval from',
  'interval to',
  'expected by volume',
  'p',
  'q',
  'exposure points',
  'common cause',
  'hot spots',
  'in words',
  'change',
];

const csvVerdict = (framework: string, one: CategoryVerdict) =>
  csvLine([
    framework,
    one.category.node,
    one.category.name,
    one.verdict,
    one.assessed,
    one.affected,
    one.affectedIfSuggested,
    one.prevalence,
    one.assessed === 0 ? undefined : one.wilson.low,
    one.assessed === 0 ? undefined : one.wilson.high,
    one.expected,
    one.assessed === 0 ? undefined : one.pValue,
    one.qValue,
    unitsToPoints(one.exposure),
    one.commonCause?.title,
    one.hotSpots
      .map(({ product }) => product?.title ?? 'a product you may not see')
      .join('; '),
    one.reasons.join(' '),
    one.change?.sentence,
  ]);

/** The products that verdicts name, or whose names decide what they say. */
const namedBy = (
  { causeProducts }: Analysis,
  assessments: readonly SystemicAssessment[],
) =>
  assessments.flatMap(({ hotSpots, commonCause }) => [
    ...hotSpots.map(({ productRef }) => productRef),
    ...(commonCause ? causeProducts.get(commonCause.rootCause) ?? [] : []),
  ]);

/** The assessed products with risks of a category, the largest first. */
const productsOf = ({ cells }: Analysis, category: string) =>
  [...cells]
    .flatMap(([ref, ofProduct]) => {
      const cell = ofProduct.get(category);
      return cell && cell.confirmed + cell.suggested > 0 ? [{ ref, cell }] : [];
    })
    .sort(
      (a, b) =>
        Number(b.cell.affected) - Number(a.cell.affected) ||
        b.cell.exposure - a.cell.exposure ||
        (a.ref < b.ref ? -1 : 1),
    );

/** What the organisation's report says about categories. */
export class CategoryReads
  implements
    Operations<
      | 'getCategoryReport'
      | 'exportCategoryReport'
      | 'getCategoryHeatMap'
      | 'getCategory'
    >
{
  readonly #options: CategoryReadsOptions;

  constructor(options: CategoryReadsOptions) {
    this.#options = options;
  }

  getCategoryReport = async (
    { framework, level, since, ...scope }: Input<'getCategoryReport'>,
    caller: Caller,
  ): Promise<CategoryReport> => {
    const { db, analysis } = this.#options;
    const vocabulary = await this.#options.vocabulary;
    const axis = await analysis.axis({ framework, level });
    const [found, filters] = await Promise.all([
      analysis.analyse(axis, scope, { since }),
      productFilters(db),
    ]);
    const categories = await this.#verdicts(found, caller);
    const quality = {
      findings: toInteger(found.quality.findings),
      uncategorised: toInteger(found.quality.uncategorised),
      waiting: toInteger(found.quality.waiting),
      retired: toInteger(found.quality.retired),
    };
    return {
      asOf: found.asOf,
      dataVersion: vocabulary.frameworks.dataVersion,
      ...axis,
      frameworks: reportedFrameworks(vocabulary.frameworks).map(
        ({ key, title }) => ({
          key,
          title,
          levels: levelsOf(vocabulary.frameworks, key),
        }),
      ),
      filters,
      headline: categoryHeadline(categories, quality),
      toleratedPrevalence: vocabulary.policy.toleratedPrevalence,
      countsFrom: vocabulary.level,
      products: {
        total: found.products.length,
        assessed: [...found.cells.values()].filter(({ size }) => size > 0)
          .length,
      },
      quality,
      categories,
    };
  };

  exportCategoryReport = async (
    { framework, level, since, ...scope }: Input<'exportCategoryReport'>,
    caller: Caller,
  ): Promise<AsyncIterable<string>> => {
    const { analysis } = this.#options;
    const axis = await analysis.axis({ framework, level });
    const verdicts = await this.#verdicts(
      await analysis.analyse(axis, scope, { since }),
      caller,
    );
    return (async function* lines() {
      yield csvLine(header);
      for (const one of verdicts) yield csvVerdict(axis.framework, one);
    })();
  };

  getCategoryHeatMap = async (
    { cursor, limit, framework, level, ...scope }: Input<'getCategoryHeatMap'>,
    caller: Caller,
  ) => {
    const { analysis, visible } = this.#options;
    const { frameworks } = await this.#options.vocabulary;
    const axis = await analysis.axis({ framework, level });
    const found = await analysis.analyse(axis, scope);
    const after = cursor ? decodeCursor(cursor).id : undefined;
    const start = after
      ? found.products.findIndex(({ ref }) => ref === after) + 1
      : 0;
    const { rows, nextCursor } = cutPage(
      found.products.slice(start, start + limit + 1),
      limit,
      ({ ref }) => ({ key: ref, id: ref }),
    );
    const seen = await visible.among(
      rows.map(({ ref }) => ref),
      caller,
    );
    const shown = rows.flatMap(({ ref }) => {
      const product = seen.link(ref);
      const cells = found.cells.get(ref);
      return product
        ? [
            {
              product,
              cells: [...(cells ?? [])].map(([category, cell]) => ({
                category,
                state: stateOf(cell),
                confirmed: cell.confirmed,
                suggested: cell.suggested,
              })),
            },
          ]
        : [];
    });
    return {
      ...axis,
      categories: found.categories
        .filter(({ id }) => (found.assessments.get(id)?.assessedCount ?? 0) > 0)
        .map(({ id }) => categoryLink(frameworks, id)),
      rows: shown,
      nextCursor,
      totalItems: found.products.length,
      hidden: rows.length - shown.length,
    };
  };

  getCategory = async ({ category }: Input<'getCategory'>, caller: Caller) => {
    const { db, analysis, visible } = this.#options;
    const { frameworks, policy } = await this.#options.vocabulary;
    const { id, framework, kind } = resolveCategory(frameworks, category);
    if (!levelsOf(frameworks, framework).includes(kind)) {
      throw new NotFoundError(
        `${id} is a ${kind}; the report compares ${
          levelsOf(frameworks, framework).join(' and ') || 'nothing'
        } of ${framework}`,
      );
    }
    const found = await analysis.analyse({ framework, level: kind }, {});
    const [trend, causes] = await Promise.all([
      categoryTrend(db, id),
      causesOfCategory(db, id, MAX_CAUSES),
    ]);
    const products = productsOf(found, id);
    const listed = products.slice(0, MAX_PRODUCTS);
    const assessment = found.assessments.get(id);
    const seen = await visible.among(
      [
        ...listed.map(({ ref }) => ref),
        ...namedBy(found, assessment ? [assessment] : []),
        ...causes
          .flatMap(({ cause }) => found.causeProducts.get(cause) ?? [])
          .slice(0, MAX_PRODUCTS),
      ],
      caller,
    );
    const chanceOf = chanceByVolume(found, id);
    let affected = 0;
    const shown = listed.flatMap(({ ref, cell }) => {
      const product = seen.link(ref);
      const { confirmed, suggested, exposure } = cell;
      return product
        ? [
            {
              product,
              confirmed,
              suggested,
              affected: cell.affected,
              exposure,
              pValue: chanceOf(ref, confirmed),
            },
          ]
        : [];
    });
    return {
      verdict: presentVerdict(found, id, { frameworks, policy, seen }),
      above: frameworks
        .withAncestors(id)
        .slice(1)
        .map(one => categoryLink(frameworks, one)),
      trend: trend.map(({ day, delta }) => {
        affected += toInteger(delta);
        return { day, affected };
      }),
      causes: causes.map(({ cause, products: count }) => ({
        title: causeTitle(found, cause, seen),
        affected: toInteger(count),
      })),
      products: shown,
      hidden: listed.length - shown.length,
      further: products.length - listed.length,
    };
  };

  async #verdicts(found: Analysis, caller: Caller): Promise<CategoryVerdict[]> {
    const { frameworks, policy } = await this.#options.vocabulary;
    const seen = await this.#options.visible.among(
      namedBy(found, [...found.assessments.values()]),
      caller,
    );
    return found.categories.map(({ id }) =>
      presentVerdict(found, id, { frameworks, policy, seen }),
    );
  }
}

function stateOf({
  affected,
  confirmed,
  suggested,
}: {
  affected: boolean;
  confirmed: number;
  suggested: number;
}) {
  if (affected) return 'affected' as const;
  return confirmed + suggested > 0 ? ('below' as const) : ('none' as const);
}
