import {
  CENTI_PER_POINT,
  Level,
  MitigationEffect,
  RatedRisk,
  UNITS_PER_POINT,
  aggregate,
  applyMitigations,
  assessSystemic,
  benjaminiHochberg,
  binomialTail,
  burnRate,
  chooseTreatment,
  defaultScale,
  defaultSystemicPolicy,
  effectiveNumber,
  estimateOf,
  exceedance,
  exposureAboveProducts,
  exposureBudget,
  exposureOfEntities,
  exposureOfProducts,
  exposureUnits,
  hypergeometricTail,
  kaplanMeier,
  levelOf,
  lossExceedance,
  mcnemarExact,
  openDurations,
  ordinalEstimate,
  productMadeOfEntities,
  timeliness,
  wilsonInterval,
} from '../src';
import { Json } from './compareDeep';

/** One number or object that a case gives, and what the package makes of it. */
interface Comparison {
  path: string;
  actual: unknown;
  expected: Json;
}

type Fields = { [key: string]: Json };

interface BasisPointRisk {
  id: string;
  probabilityBp: number;
  impact: number;
}

// Files say by their section what they hold; a case of another form fails.
function check<T>(
  run: (given: T) => { [path: string]: unknown },
): (given: Json) => Comparison[] {
  return given => {
    const text = JSON.stringify(given);
    const typed: T = JSON.parse(text);
    const fields: Fields = JSON.parse(text);
    return Object.entries(run(typed)).map(([path, actual]) => ({
      path,
      actual,
      expected: fields[path],
    }));
  };
}

const estimate = (given: { probabilityBp: number; impact: number }) =>
  estimateOf(given.probabilityBp / 10_000, given.impact);

/** By section of the file: the fields that a case expects, computed. */
export const checks: {
  readonly [section: string]: ((given: Json) => Comparison[]) | undefined;
} = {
  matrix: check<{ likelihood: number; impact: number }>(given => {
    const exposure = exposureUnits(
      ordinalEstimate(given.likelihood, given.impact, defaultScale),
    );
    return { exposure, level: levelOf(exposure, defaultScale) };
  }),

  levelCuts: check<{ exposure: number }>(({ exposure }) => ({
    level: levelOf(exposure, defaultScale),
  })),

  mitigation: check<{
    inherent: BasisPointRisk;
    mitigations: MitigationEffect[];
    claimedWeight: number;
  }>(given => {
    const risk = applyMitigations(
      estimate(given.inherent),
      given.mitigations,
      given,
    );
    return {
      inherentPoints: risk.inherent.unroundedPoints,
      currentPoints: risk.current.unroundedPoints,
      projectedPoints: risk.projected.unroundedPoints,
    };
  }),

  aggregate: check<{
    risks: BasisPointRisk[];
    expect: {
      lossExceedance: Array<{ atLeast: number }>;
    };
  }>(given => {
    const risks: RatedRisk[] = given.risks.map(risk => ({
      id: risk.id,
      estimate: estimate(risk),
      confirmed: true,
    }));
    const sums = aggregate(risks, defaultScale);
    const losses = lossExceedance(risks);
    return {
      expect: {
        exposure: sums.exposureUnits,
        shares: sums.contributions.map(({ share }) => share),
        pAny: sums.any.probability,
        pSevere: sums.severe.probability,
        countsByLevel: sums.countsByLevel,
        lossExceedance: given.expect.lossExceedance.map(({ atLeast }) => ({
          atLeast,
          probability: exceedance(
            losses.distribution,
            atLeast * CENTI_PER_POINT,
          ),
        })),
        quantiles: losses.quantilePoints,
        mean: losses.meanPoints,
      },
    };
  }),

  hierarchy: check<{
    partOf: Record<string, string>;
    risks: Array<BasisPointRisk & { product: string; entities: string[] }>;
    exposure: Record<string, number>;
  }>(given => {
    const risks = given.risks.map(risk => ({
      id: risk.id,
      estimate: estimate(risk),
      confirmed: true,
      productRef: risk.product,
      entityRefs: risk.entities,
    }));
    const byProduct = exposureOfProducts(risks);
    const above = Object.keys(given.exposure).filter(ref =>
      ref.startsWith('domain:'),
    );
    return {
      exposure: Object.fromEntries([
        ...exposureOfEntities(risks),
        ...byProduct,
        ...above.map(ref => [
          ref,
          exposureAboveProducts(byProduct, Object.values(given.partOf)),
        ]),
      ]),
      productMadeOfComponents: Object.fromEntries(productMadeOfEntities(risks)),
    };
  }),

  budget: check<{
    exposureSteps: Array<{ fromDay: number; points: number }>;
    target: number;
    windowDays: number;
    at: Array<{ day: number; burnRate: Record<string, number | null> }>;
  }>(({ exposureSteps, target, windowDays, at }) => ({
    at: at.map(({ day, burnRate: rates }) => {
      const input = {
        exposure: exposureSteps.map(({ fromDay, points }) => ({
          fromDay,
          exposureUnits: Math.round(points * UNITS_PER_POINT),
        })),
        target: [
          { fromDay: 0, exposureUnits: Math.round(target * UNITS_PER_POINT) },
        ],
        windowDays,
        day,
      };
      const { spentUnitDays, budgetUnitDays, ...rest } = exposureBudget(input);
      return {
        ...rest,
        day,
        spent: spentUnitDays / UNITS_PER_POINT,
        budget: budgetUnitDays / UNITS_PER_POINT,
        burnRate: Object.fromEntries(
          Object.keys(rates).map(days => [days, burnRate(input, Number(days))]),
        ),
      };
    }),
  })),

  timeliness: check<{
    items: Array<{ level: Level; openDays: number; closed: boolean }>;
  }>(given => {
    const day = 180;
    const items = given.items.map(({ level, openDays, closed }) => ({
      openedDay: day - openDays,
      closedDay: closed ? day : undefined,
      levels: [{ fromDay: day - openDays, level }],
    }));
    const { steps, medianDays } = kaplanMeier(openDurations(items, day));
    return {
      timeliness: timeliness(items, { day }).overall,
      kaplanMeier: steps,
      medianDays,
    };
  }),

  treatment: check<{
    risks: BasisPointRisk[];
    options: Array<{
      id: string;
      cost: number;
      effects: Array<{
        risk: string;
        effectLikelihood: number;
        effectImpact: number;
      }>;
    }>;
    excludes: Array<[string, string]>;
    needs: Array<[string, string]>;
    targetPoints: number;
  }>(given => {
    const { paretoFront, cheapest } = chooseTreatment(
      {
        risks: given.risks.map(risk => ({
          id: risk.id,
          estimate: estimate(risk),
        })),
        options: given.options.map(({ effects, ...option }) => ({
          ...option,
          effects: effects.map(({ risk, ...effect }) => ({
            ...effect,
            riskId: risk,
          })),
        })),
        excludes: given.excludes,
        needs: given.needs,
      },
      given.targetPoints,
    );
    return { paretoFront, cheapest };
  }),

  wilson: check<{ k: number; n: number }>(({ k, n }) => {
    const { low, high } = wilsonInterval(k, n);
    return { interval: [low, high] };
  }),

  binomialTail: check<{ k: number; n: number; p0: number }>(({ k, n, p0 }) => ({
    pValue: binomialTail(k, n, p0),
  })),

  benjaminiHochberg: check<{ p: number[] }>(({ p }) => ({
    q: benjaminiHochberg(p),
  })),

  hypergeometricTail: check<{
    population: number;
    successes: number;
    draws: number;
    atLeast: number;
  }>(given => ({ pValue: hypergeometricTail(given, given.atLeast) })),

  mcnemar: check<{ cleared: number; newlyAffected: number }>(given => ({
    pValue: mcnemarExact(given.cleared, given.newlyAffected),
  })),

  effectiveNumber: check<{ exposures: number[] }>(({ exposures }) => ({
    nEff: effectiveNumber(exposures),
  })),

  systemic: check<{
    p0: number;
    categories: Array<{ category: string; affected: number; assessed: number }>;
  }>(({ p0, categories }) => ({
    categories: assessSystemic(
      categories.map(({ category, affected, assessed }) => ({
        category,
        framework: 'all',
        products: Array.from({ length: assessed }, (_, index) => ({
          productRef: `system:default/p${index}`,
          affected: index < affected,
          exposureUnits: 1,
          categoryRiskCount: index < affected ? 1 : 0,
          riskCount: 1,
        })),
      })),
      {
        productCount: Math.max(0, ...categories.map(each => each.assessed)),
        policy: { ...defaultSystemicPolicy, toleratedPrevalence: p0 },
      },
    ).map(({ wilson, affectedCount, assessedCount, ...rest }) => ({
      ...rest,
      affected: affectedCount,
      assessed: assessedCount,
      wilson: [wilson.low, wilson.high],
    })),
  })),
};
