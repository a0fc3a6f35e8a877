import { RatedRisk, aggregate } from './aggregate';
import { exposureUnits } from './exposure';
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
});
