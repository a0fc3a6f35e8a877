import { RatedRisk, aggregate } from './aggregate';
import { burnRate, exposureBudget } from './budget';
import { UNITS_PER_POINT, exposureUnits } from './exposure';
import { exceedance } from './lossDistribution';
import { LossQuantilePercent, lossExceedance } from './lossExceedance';
import {
  PlacedRisk,
  exposureAboveProducts,
  exposureOfEntities,
  exposureOfProducts,
  productMadeOfEntities,
} from './hierarchy';
import {
  MitigatedEstimate,
  MitigationEffect,
  applyMitigations,
} from './mitigation';
import { Level, defaultScale, levelOf, ordinalEstimate } from './scale';
import {
  assessSystemic,
  benjaminiHochberg,
  binomialTail,
  defaultSystemicPolicy,
  effectiveNumber,
  hypergeometricTail,
  mcnemarExact,
  wilsonInterval,
} from './statistics';
import {
  SurvivalStep,
  kaplanMeier,
  openDurations,
  timeliness,
} from './timeliness';
import { OptionSet, chooseTreatment } from './treatment';
import { hasOracles, oracleSection } from './__testUtils__/oracles';

const MICRO_PER_BASIS_POINT = 100;
const CENTI_PER_POINT = 100;

interface BasisPointEstimate {
  probabilityBp: number;
  impact: number;
}

function estimateOf({ probabilityBp, impact }: BasisPointEstimate) {
  return {
    probabilityMicro: probabilityBp * MICRO_PER_BASIS_POINT,
    impactCenti: impact * CENTI_PER_POINT,
  };
}

function expectClose(actual: number, expected: number) {
  const tolerance = Math.max(1e-12, 1e-9 * Math.abs(expected));
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(tolerance);
}

const independently = hasOracles ? it : it.skip;

describe('independently computed cases (skipped where ../shared/oracles is absent)', () => {
  independently('gives every pair of steps its exposure and level', () => {
    const cases = oracleSection<
      Array<{
        likelihood: number;
        impact: number;
        exposure: number;
        level: Level;
      }>
    >('matrix');
    expect(cases).toHaveLength(25);
    expect(
      cases.map(({ likelihood, impact }) => {
        const exposure = exposureUnits(
          ordinalEstimate(likelihood, impact, defaultScale),
        );
        const level = levelOf(exposure, defaultScale);
        return { likelihood, impact, exposure, level };
      }),
    ).toEqual(cases);
  });

  independently('cuts levels where they are cut', () => {
    const cases =
      oracleSection<Array<{ exposure: number; level: Level }>>('levelCuts');
    expect(cases.length).toBeGreaterThan(0);
    for (const { exposure, level } of cases) {
      expect([exposure, levelOf(exposure, defaultScale)]).toEqual([
        exposure,
        level,
      ]);
    }
  });

  independently('takes mitigations off a risk', () => {
    const cases = oracleSection<
      Array<{
        inherent: BasisPointEstimate;
        mitigations: MitigationEffect[];
        claimedWeight: number;
        inherentPoints: number;
        currentPoints: number;
        projectedPoints: number;
      }>
    >('mitigation');
    expect(cases.length).toBeGreaterThan(0);
    const expectPoints = (actual: MitigatedEstimate, expected: number) =>
      expectClose(actual.unroundedPoints, expected);
    for (const given of cases) {
      const actual = applyMitigations(
        estimateOf(given.inherent),
        given.mitigations,
        given,
      );
      expectPoints(actual.inherent, given.inherentPoints);
      expectPoints(actual.current, given.currentPoints);
      expectPoints(actual.projected, given.projectedPoints);
    }
  });

  independently('rolls risks of a product up', () => {
    const cases = oracleSection<
      Array<{
        risks: Array<{ id: string } & BasisPointEstimate>;
        expect: {
          exposure: number;
          shares: number[];
          pAny: number;
          pSevere: number;
          countsByLevel: Record<Level, number>;
          lossExceedance: Array<{ atLeast: number; probability: number }>;
          quantiles: Record<LossQuantilePercent, number>;
          mean: number;
        };
      }>
    >('aggregate');
    expect(cases.length).toBeGreaterThan(0);
    for (const given of cases) {
      const risks: RatedRisk[] = given.risks.map(risk => ({
        id: risk.id,
        estimate: estimateOf(risk),
        confirmed: true,
      }));
      const actual = aggregate(risks, defaultScale);
      expect(actual.exposureUnits).toBe(given.expect.exposure);
      expect(actual.countsByLevel).toEqual(given.expect.countsByLevel);
      expectClose(actual.any.probability, given.expect.pAny);
      expectClose(actual.severe.probability, given.expect.pSevere);
      expect(actual.contributions).toHaveLength(given.expect.shares.length);
      actual.contributions.forEach(({ share }, index) =>
        expectClose(share, given.expect.shares[index]),
      );
      const losses = lossExceedance(risks);
      for (const { atLeast, probability } of given.expect.lossExceedance) {
        expectClose(
          exceedance(losses.distribution, atLeast * CENTI_PER_POINT),
          probability,
        );
      }
      expect(losses.quantilePoints).toEqual(given.expect.quantiles);
      expectClose(losses.meanPoints, given.expect.mean);
    }
  });

  independently('rolls risks up over entities, products and above', () => {
    const given = oracleSection<{
      partOf: Record<string, string>;
      risks: Array<
        { id: string; product: string; entities: string[] } & BasisPointEstimate
      >;
      exposure: Record<string, number>;
      productMadeOfComponents: Record<string, number>;
    }>('hierarchy');
    const risks: PlacedRisk[] = given.risks.map(risk => ({
      id: risk.id,
      estimate: estimateOf(risk),
      confirmed: true,
      productRef: risk.product,
      entityRefs: risk.entities,
    }));
    const byProduct = exposureOfProducts(risks);
    expect({
      ...Object.fromEntries(exposureOfEntities(risks)),
      ...Object.fromEntries(byProduct),
      'domain:default/money': exposureAboveProducts(
        byProduct,
        Object.values(given.partOf),
      ),
    }).toEqual(given.exposure);
    expect(Object.fromEntries(productMadeOfEntities(risks))).toEqual(
      given.productMadeOfComponents,
    );
  });

  independently('counts and tests as statistics do', () => {
    type Case = Record<string, number>;
    for (const { k, n, p0, pValue } of oracleSection<Case[]>('binomialTail')) {
      expectClose(binomialTail(k, n, p0), pValue);
    }
    for (const given of oracleSection<
      Array<{ k: number; n: number; interval: [number, number] }>
    >('wilson')) {
      const { low, high } = wilsonInterval(given.k, given.n);
      expectClose(low, given.interval[0]);
      expectClose(high, given.interval[1]);
    }
    for (const given of oracleSection<
      Array<{ population: number; successes: number; draws: number } & Case>
    >('hypergeometricTail')) {
      expectClose(hypergeometricTail(given, given.atLeast), given.pValue);
    }
    for (const given of oracleSection<Case[]>('mcnemar')) {
      expectClose(
        mcnemarExact(given.cleared, given.newlyAffected),
        given.pValue,
      );
    }
    for (const { exposures, nEff } of oracleSection<
      Array<{ exposures: number[]; nEff: number }>
    >('effectiveNumber')) {
      expectClose(effectiveNumber(exposures) ?? 0, nEff);
    }
    for (const { p, q } of oracleSection<Array<{ p: number[]; q: number[] }>>(
      'benjaminiHochberg',
    )) {
      benjaminiHochberg(p).forEach((value, i) => expectClose(value, q[i]));
    }
  });

  independently('tells what is systemic', () => {
    const given = oracleSection<{
      p0: number;
      categories: Array<{
        category: string;
        affected: number;
        assessed: number;
        prevalence: number;
        wilson: [number, number];
        pValue: number;
        qValue: number;
        systemic: boolean;
      }>;
    }>('systemic');
    const assessments = assessSystemic(
      given.categories.map(({ category, affected, assessed }) => ({
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
        productCount: 20,
        policy: { ...defaultSystemicPolicy, toleratedPrevalence: given.p0 },
      },
    );
    expect(assessments).toHaveLength(given.categories.length);
    assessments.forEach((actual, index) => {
      const expected = given.categories[index];
      expectClose(actual.prevalence ?? -1, expected.prevalence);
      expectClose(actual.wilson.low, expected.wilson[0]);
      expectClose(actual.wilson.high, expected.wilson[1]);
      expectClose(actual.pValue, expected.pValue);
      expectClose(actual.qValue ?? -1, expected.qValue);
      expect(actual.systemic).toBe(expected.systemic);
    });
  });

  independently('spends exposure budgets', () => {
    type Maybe = number | null;
    const cases = oracleSection<
      Array<{
        exposureSteps: Array<{ fromDay: number; points: number }>;
        target: number;
        windowDays: number;
        at: Array<{
          day: number;
          spent: number;
          budget: number;
          burnRate: Record<string, Maybe>;
          alert: string | null;
          exhausted: boolean;
          daysToRunOut: Maybe;
          daysToRecovery: Maybe;
        }>;
      }>
    >('budget');
    const expectMaybe = (actual: number | undefined, expected: Maybe) => {
      expect([actual === undefined, expected]).toEqual([
        expected === null,
        expected,
      ]);
      expectClose(actual ?? 0, expected ?? 0);
    };
    expect(cases.length).toBeGreaterThan(0);
    for (const { exposureSteps, target, windowDays, at } of cases) {
      for (const expected of at) {
        const input = {
          exposure: exposureSteps.map(({ fromDay, points }) => ({
            fromDay,
            exposureUnits: points * UNITS_PER_POINT,
          })),
          target: [{ fromDay: 0, exposureUnits: target * UNITS_PER_POINT }],
          windowDays,
          day: expected.day,
        };
        const actual = exposureBudget(input);
        expect(actual).toMatchObject({
          spentUnitDays: expected.spent * UNITS_PER_POINT,
          budgetUnitDays: expected.budget * UNITS_PER_POINT,
          exhausted: expected.exhausted,
          alert: expected.alert ?? undefined,
        });
        expectMaybe(actual.daysToRunOut, expected.daysToRunOut);
        expectMaybe(actual.daysToRecovery, expected.daysToRecovery);
        for (const [days, rate] of Object.entries(expected.burnRate)) {
          expectMaybe(burnRate(input, Number(days)), rate);
        }
      }
    }
  });

  independently('tells how timely risks are closed', () => {
    const cases = oracleSection<
      Array<{
        items: Array<{ level: Level; openDays: number; closed: boolean }>;
        timeliness: number;
        kaplanMeier: SurvivalStep[];
        medianDays: number | null;
      }>
    >('timeliness');
    const day = 180;
    expect(cases.length).toBeGreaterThan(0);
    for (const expected of cases) {
      const items = expected.items.map(({ level, openDays, closed }) => ({
        openedDay: day - openDays,
        closedDay: closed ? day : undefined,
        levels: [{ fromDay: day - openDays, level }],
      }));
      const { steps, medianDays } = kaplanMeier(openDurations(items, day));
      expectClose(
        timeliness(items, { day }).overall ?? -1,
        expected.timeliness,
      );
      expect(medianDays).toBe(expected.medianDays ?? undefined);
      expect(steps.map(step => step.days)).toEqual(
        expected.kaplanMeier.map(step => step.days),
      );
      steps.forEach(({ survival }, index) =>
        expectClose(survival, expected.kaplanMeier[index].survival),
      );
    }
  });

  independently('chooses treatments', () => {
    type Set = Omit<OptionSet, 'options'>;
    const cases = oracleSection<
      Array<{
        risks: Array<{ id: string } & BasisPointEstimate>;
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
        paretoFront: Set[];
        cheapest: (Set & { options: string[] }) | null;
      }>
    >('treatment');
    expect(cases.length).toBeGreaterThan(0);
    const expectSet = (actual: Set, expected: Set) => {
      expectClose(actual.cost, expected.cost);
      expectClose(actual.projectedPoints, expected.projectedPoints);
    };
    for (const given of cases) {
      const { paretoFront, cheapest } = chooseTreatment(
        {
          ...given,
          risks: given.risks.map(risk => ({
            id: risk.id,
            estimate: estimateOf(risk),
          })),
          options: given.options.map(option => ({
            ...option,
            effects: option.effects.map(({ risk, ...effect }) => ({
              riskId: risk,
              ...effect,
            })),
          })),
        },
        given.targetPoints,
      );
      expect(paretoFront).toHaveLength(given.paretoFront.length);
      paretoFront.forEach((set, i) => expectSet(set, given.paretoFront[i]));
      expect(cheapest?.options).toEqual(given.cheapest?.options);
      if (cheapest && given.cheapest) {
        expectSet(cheapest, given.cheapest);
      }
    }
  });
});
