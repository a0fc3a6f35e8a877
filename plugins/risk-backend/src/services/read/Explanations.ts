import { InputError, NotFoundError } from '@backstage/errors';
import {
  Coverage,
  Endpoints,
  Explanation,
  Exposures,
  LevelCounts,
  Metric,
} from '@product-risk/backstage-plugin-risk-common';
import {
  probabilityOfSevere,
  SevereHistogram,
  severeHistogram,
  severeShare,
} from '@product-risk/risk-model';
import { Knex } from 'knex';
import { RiskConfig } from '../../config';
import { toBoolean, toInteger } from '../../database/tables';
import { Caller } from '../Caller';
import { OperationInput, Operations } from '../Operations';
import { BudgetExplanation } from './BudgetExplanation';
import { metricWords } from './present/metrics';
import { isRiskVisible } from './present/risks';
import {
  coverageOf,
  exposuresOf,
  findingCountsOf,
  levelCountsOf,
  ratedCount,
  worstOf,
} from './present/rollup';
import { plural } from './present/sentences';
import { EntityNumbersRow, entityNumbers } from './queries/entities';
import {
  InputRow,
  inputsOf,
  notAssessed,
  Scope,
  severeOfEntity,
} from './queries/explain';
import { entityRefsOfRisks } from './queries/findings';
import { productRows, severeRows } from './queries/products';
import { organisationTotals } from './queries/report';
import { VisibleEntities, VisibleRisks } from './VisibleRisks';

interface ExplanationsOptions {
  budgetExplanation: BudgetExplanation;
  db: Knex;
  config: RiskConfig;
  visible: VisibleRisks;
  now: () => Date;
}

/** The rolled-up numbers of whatever is explained. */
interface Numbers {
  scope: Scope;
  exposures: Exposures;
  risks: LevelCounts;
  confirmed: number;
  coverage: Coverage;
  /** Findings that were left out. */
  excluded: number;
  assessed: boolean;
}

const entityCoverage = (row: EntityNumbersRow): Coverage => ({
  components: 1,
  modelled: (row.models ?? 0) > 0 ? 1 : 0,
  stale: row.stale_since === null ? 0 : 1,
  unrated: row.unrated ?? 0,
  notReviewed: row.not_reviewed ?? 0,
  failedSources: row.failed_sources ?? 0,
});

function totalOf(
  metric: Metric,
  { exposures, risks, coverage }: Numbers,
): number {
  switch (metric) {
    case 'exposure':
      return exposures.current;
    case 'removed':
      return exposures.inherent - exposures.current;
    case 'worst': {
      const worst = worstOf(risks);
      return worst ? risks[worst] : 0;
    }
    case 'unrated':
      return risks.unrated;
    case 'coverage':
      return coverage.modelled;
    case 'not-reviewed':
      return coverage.notReviewed;
    default:
      return 0;
  }
}

const shareOf = (part: number, total: number) =>
  total > 0 ? { share: Math.min(1, Math.max(0, part / total)) } : {};

/** What is left of a histogram without some of its risks. */
function without(
  histogram: SevereHistogram,
  probabilities: readonly number[],
): SevereHistogram {
  return histogram.map(({ probabilityMicro, count }) => ({
    probabilityMicro,
    count:
      count - probabilities.filter(value => value === probabilityMicro).length,
  }));
}

/** Says of every number what it is made of. */
export class Explanations implements Operations<'explain'> {
  readonly #options: ExplanationsOptions;

  constructor(options: ExplanationsOptions) {
    this.#options = options;
  }

  /** @throws NotFoundError, InputError */
  explain = async (
    { metric, ref, limit }: OperationInput<Endpoints['explain']>,
    caller: Caller,
  ): Promise<Explanation> => {
    const { db, config, visible, now } = this.#options;
    if (metric === 'budget') {
      if (ref === undefined) {
        throw new InputError('query.ref: a budget is that of one product');
      }
      return this.#options.budgetExplanation.explain(ref, limit, caller);
    }
    const numbers = await this.#numbers(ref);
    const { scope } = numbers;
    const { rows, count } = await inputsOf(db, scope, {
      metric,
      limit,
      worst: worstOf(numbers.risks),
      severeImpactCenti: config.scale.severeImpactCenti,
    });
    const ofRisks =
      scope.kind !== 'organisation' &&
      metric !== 'coverage' &&
      metric !== 'not-reviewed';
    const [refsOfRisks, uncovered, histogram] = await Promise.all([
      entityRefsOfRisks(db, ofRisks ? rows.map(({ id }) => id) : []),
      metric === 'coverage' && scope.kind === 'product'
        ? notAssessed(db, scope.ref, limit)
        : [],
      metric === 'severe' ? this.#histogram(scope) : [],
    ]);
    const refsOf = ({ id }: InputRow) =>
      ofRisks ? refsOfRisks.get(id) ?? [] : [id].filter(Boolean);
    const seen = await visible.among(
      [ref, ...rows.flatMap(refsOf), ...uncovered.map(row => row.ref)],
      caller,
    );
    const shown = rows.filter(row => isRiskVisible(refsOf(row), seen));
    const hiddenRows = rows.filter(row => !shown.includes(row));
    const words = metricWords[metric];
    const parts =
      metric === 'severe'
        ? severeParts(shown, hiddenRows, count, histogram)
        : summedParts(shown, hiddenRows, count, totalOf(metric, numbers));
    const value =
      numbers.assessed || metric === 'coverage' || metric === 'not-reviewed'
        ? parts.total
        : undefined;
    const known =
      metric === 'severe' && (count === 0 || scope.kind === 'organisation')
        ? undefined
        : value;
    return {
      metric,
      subject: seen.link(ref),
      title: words.title,
      sentence:
        known === undefined
          ? unknownSentence(metric, scope)
          : words.sentence(known),
      formula: words.formula,
      unit: words.unit,
      value: known,
      asOf: now().toISOString(),
      policyVersion: config.policyVersion,
      inputs: shown.map((row, index) => {
        const { entities, hidden } = seen.split(refsOf(row));
        return {
          label: row.label,
          riskId: ofRisks ? row.id : undefined,
          findingId: row.finding_id ?? undefined,
          entities,
          hiddenEntities: hidden,
          level: row.level ?? undefined,
          ...parts.inputs[index],
        };
      }),
      rest: parts.rest,
      hidden: parts.hidden,
      excluded: [
        ...exclusionsOf(metric, numbers),
        ...uncoveredOf(uncovered, numbers.coverage, seen),
      ],
      coverage: numbers.coverage,
    };
  };

  async #numbers(ref: string | undefined): Promise<Numbers> {
    const { db } = this.#options;
    if (ref === undefined) {
      const totals = await organisationTotals(db);
      const coverage = coverageOf(totals);
      const risks = levelCountsOf(totals);
      return {
        scope: { kind: 'organisation' },
        exposures: exposuresOf(totals),
        risks,
        confirmed: toInteger(totals.confirmed),
        coverage,
        excluded: findingCountsOf(totals).excluded,
        assessed: coverage.modelled + ratedCount(risks) + risks.unrated > 0,
      };
    }
    const entity = await entityNumbers(db, ref);
    const [product] =
      entity && toBoolean(entity.is_product)
        ? await productRows(db, [ref])
        : [];
    const row = product ?? entity;
    if (!row || !entity) throw new NotFoundError(`${ref} is unknown`);
    const risks = levelCountsOf(row);
    const coverage = product ? coverageOf(product) : entityCoverage(entity);
    return {
      scope: { kind: product ? 'product' : 'entity', ref },
      exposures: exposuresOf(row),
      risks,
      confirmed: row.confirmed ?? 0,
      coverage,
      excluded: findingCountsOf(row).excluded,
      assessed: coverage.modelled + ratedCount(risks) + risks.unrated > 0,
    };
  }

  async #histogram(scope: Scope): Promise<SevereHistogram> {
    const { db, config } = this.#options;
    if (scope.kind === 'organisation') return [];
    const rows =
      scope.kind === 'product'
        ? await severeRows(db, [scope.ref])
        : await severeOfEntity(db, scope.ref, config.scale.severeImpactCenti);
    return rows.map(({ probability_micro, count }) => ({
      probabilityMicro: probability_micro,
      count: toInteger(count),
    }));
  }
}

interface Parts {
  total: number;
  /** In the order of the rows shown. */
  inputs: Array<{ value: number; share?: number }>;
  rest: Explanation['rest'];
  hidden: Explanation['hidden'];
}

const valueOf = (row: InputRow) => toInteger(row.value);

const sumOf = (rows: readonly InputRow[]) =>
  rows.reduce((sum, row) => sum + valueOf(row), 0);

/** Inputs, hidden ones and the rest add up to the total exactly. */
function summedParts(
  shown: readonly InputRow[],
  hiddenRows: readonly InputRow[],
  count: number,
  total: number,
): Parts {
  const part = (partCount: number, value: number) =>
    partCount > 0
      ? { count: partCount, value, ...shareOf(value, total) }
      : undefined;
  return {
    total,
    inputs: shown.map(row => ({
      value: valueOf(row),
      ...shareOf(valueOf(row), total),
    })),
    rest: part(
      count - shown.length - hiddenRows.length,
      total - sumOf(shown) - sumOf(hiddenRows),
    ),
    hidden: part(hiddenRows.length, sumOf(hiddenRows)),
  };
}

/** Chances do not add up; their logarithms of survival do. */
function severeParts(
  shown: readonly InputRow[],
  hiddenRows: readonly InputRow[],
  count: number,
  histogram: SevereHistogram,
): Parts {
  const listed = [...shown, ...hiddenRows].map(valueOf);
  const share = (part: SevereHistogram) => ({
    value: probabilityOfSevere(part),
    share: severeShare(part, histogram),
  });
  const part = (partCount: number, risks: SevereHistogram) =>
    partCount > 0 ? { count: partCount, ...share(risks) } : undefined;
  return {
    total: probabilityOfSevere(histogram),
    inputs: shown.map(row => share(severeHistogram([valueOf(row)]))),
    rest: part(count - listed.length, without(histogram, listed)),
    hidden: part(hiddenRows.length, severeHistogram(hiddenRows.map(valueOf))),
  };
}

function unknownSentence(metric: Metric, scope: Scope): string {
  if (metric !== 'severe') return 'Not assessed yet: unknown, not 0.';
  return scope.kind === 'organisation'
    ? 'A chance of a severe event means something for one product, not above.'
    : 'No severe risk has a confirmed rating yet: unknown, not 0.';
}

function exclusionsOf(
  metric: Metric,
  { risks, confirmed, coverage, excluded }: Numbers,
): Explanation['excluded'] {
  const unconfirmed = ratedCount(risks) - confirmed;
  const row = (count: number, one: string, reason: string) =>
    count > 0 ? [{ label: plural(count, one), count, reason }] : [];
  const sums = metric === 'exposure' || metric === 'removed';
  return [
    ...(sums || metric === 'severe' || metric === 'worst'
      ? row(risks.unrated, 'risk', 'not rated yet')
      : []),
    ...(metric === 'severe'
      ? row(
          unconfirmed,
          'risk',
          'rating assumed from its source, not confirmed by a person',
        )
      : []),
    ...(sums
      ? [
          ...row(coverage.notReviewed, 'finding', 'nobody has looked at it'),
          ...row(excluded, 'finding', 'left out, each with a reason'),
          ...row(
            coverage.components - coverage.modelled,
            'component',
            'not assessed',
          ),
        ]
      : []),
  ];
}

function uncoveredOf(
  uncovered: ReadonlyArray<{ ref: string }>,
  { components, modelled }: Coverage,
  visible: VisibleEntities,
): Explanation['excluded'] {
  if (uncovered.length === 0) return [];
  const { entities } = visible.split(uncovered.map(({ ref }) => ref));
  const others = components - modelled - entities.length;
  const reason = 'no threat model covers it';
  return [
    ...entities.map(({ ref, title }) => ({ label: title, ref, reason })),
    ...(others > 0
      ? [{ label: plural(others, 'other component'), count: others, reason }]
      : []),
  ];
}
