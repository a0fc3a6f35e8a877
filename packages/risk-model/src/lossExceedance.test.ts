import fc from 'fast-check';
import { aggregate, RatedRisk } from './aggregate';
import { Estimate } from './exposure';
import {
  LossDistribution,
  exceedance,
  lossDistribution,
  lossQuantileCenti,
} from './lossDistribution';
import { lossExceedance } from './lossExceedance';
import { defaultScale } from './scale';
import { propertyRuns } from './__testUtils__/arbitraries';
import { expectError } from './__testUtils__/expectError';

const estimate = (probabilityMicro: number, impactCenti: number): Estimate => ({
  probabilityMicro,
  impactCenti,
});

const anyLoss: fc.Arbitrary<Estimate> = fc.record({
  probabilityMicro: fc.oneof(
    fc.constantFrom(0, 1, 1_000_000),
    fc.integer({ min: 0, max: 1_000_000 }),
  ),
  impactCenti: fc.oneof(
    fc.constantFrom(0, 100, 300, 1_000, 3_000),
    fc.integer({ min: 0, max: 500 }),
  ),
});
const anyLosses = fc.array(anyLoss, { maxLength: 12 });

function meanCenti({ survival, lowestCenti, gridCenti }: LossDistribution) {
  const above = survival.slice(1).reduce((sum, p) => sum + p, 0);
  return lowestCenti + gridCenti * above;
}

const confirmed = (estimates: readonly Estimate[]): RatedRisk[] =>
  estimates.map((each, index) => ({
    id: `r${index}`,
    estimate: each,
    confirmed: true,
  }));

describe('lossDistribution', () => {
  it('convolves two risks by hand', () => {
    const given = lossDistribution([
      estimate(100_000, 1_000),
      estimate(300_000, 2_000),
    ]);
    expect(given.gridCenti).toBe(1_000);
    expect(exceedance(given, 0)).toBe(1);
    expect(exceedance(given, 1)).toBeCloseTo(0.37, 12);
    expect(exceedance(given, 1_001)).toBeCloseTo(0.3, 12);
    expect(exceedance(given, 2_001)).toBeCloseTo(0.03, 12);
    expect(exceedance(given, 3_001)).toBe(0);
  });

  it('takes what is certain as certain, and nothing as no loss', () => {
    const certain = lossDistribution([estimate(1_000_000, 500)]);
    expect(exceedance(certain, 500)).toBe(1);
    expect(lossQuantileCenti(certain, 0.01)).toBe(500);
    const nothing = lossDistribution([estimate(0, 500), estimate(5, 0)]);
    expect(exceedance(nothing, 1)).toBe(0);
    expect(lossQuantileCenti(nothing, 1)).toBe(0);
  });

  it('keeps the digits of a tail of 1e-18', () => {
    const rare = estimate(1, 100);
    const { survival } = lossDistribution([rare, rare, rare]);
    expect(survival[3] / 1e-18).toBeCloseTo(1, 9);
  });

  it('reaches the median at a chance of exactly one half', () => {
    expect(
      lossQuantileCenti(lossDistribution([estimate(500_000, 100)]), 0.5),
    ).toBe(0);
  });

  it('never rises, has the exposure as its mean, and the chance of any loss at its start', () => {
    fc.assert(
      fc.property(anyLosses, estimates => {
        const given = lossDistribution(estimates);
        expect(given).toMatchObject({ lossErrorCenti: 0, probabilityError: 0 });
        expect(
          given.survival.every((p, i) => p <= (given.survival[i - 1] ?? 1)),
        ).toBe(true);
        const { exposureUnits, any } = aggregate(
          confirmed(estimates),
          defaultScale,
        );
        // Each exposure was rounded by half a unit, 1/200 of 1/100 point.
        expect(Math.abs(meanCenti(given) - exposureUnits / 100)).toBeLessThan(
          estimates.length / 200 + 1e-9,
        );
        expect(exceedance(given, 1)).toBeCloseTo(any.probability, 12);
      }),
      propertyRuns,
    );
  });

  it('has no exceedance lowered by one more risk', () => {
    fc.assert(
      fc.property(
        anyLosses,
        anyLoss,
        fc.integer({ min: 0, max: 10_000 }),
        (estimates, added, atLeast) => {
          const before = lossDistribution(estimates);
          const after = lossDistribution([...estimates, added]);
          expect(exceedance(after, atLeast)).toBeGreaterThanOrEqual(
            exceedance(before, atLeast) - 1e-12,
          );
        },
      ),
      propertyRuns,
    );
  });

  it('gives the same bits in whatever order the risks come', () => {
    fc.assert(
      fc.property(anyLosses, estimates => {
        const given = lossDistribution(estimates);
        const reversed = lossDistribution([...estimates].reverse());
        expect(reversed.lowestCenti).toBe(given.lowestCenti);
        expect(
          given.survival.every((p, i) => Object.is(p, reversed.survival[i])),
        ).toBe(true);
      }),
      propertyRuns,
    );
  });

  it('cuts what is negligible at either end of many cells, and says what that cost', () => {
    const alike = (probabilityMicro: number) =>
      lossDistribution(
        [60_001, 60_002, 60_003, 60_004].map(impactCenti =>
          estimate(probabilityMicro, impactCenti),
        ),
      );
    const rare = alike(1);
    expect(rare.lossErrorCenti).toBe(0);
    expect(exceedance(rare, 180_006) / 4e-18).toBeCloseTo(1, 5);
    expect(exceedance(rare, 180_010)).toBe(0);
    expect(rare.probabilityError / 1e-24).toBeCloseTo(1, 9);
    const nearlyCertain = alike(999_999);
    expect(nearlyCertain.lowestCenti).toBe(60_001);
    expect(exceedance(nearlyCertain, 60_001)).toBe(1);
    expect(1 - exceedance(nearlyCertain, 180_006)).toBeCloseTo(6e-12, 14);
    expect(nearlyCertain.probabilityError / 1e-24).toBeCloseTo(1, 5);
    // Few cells are kept whatever is in them.
    const few = lossDistribution(
      [1, 2, 3, 4].map(impactCenti => estimate(1, impactCenti)),
    );
    expect(exceedance(few, 10) / 1e-24).toBeCloseTo(1, 9);
    expect(few.probabilityError).toBe(0);
  });

  it('takes a loss below the lowest kept as one that is sure to be reached', () => {
    const certain = lossDistribution([
      estimate(1_000_000, 500),
      estimate(500_000, 1_000),
    ]);
    expect(
      [-1, 0, 500, 501, 1_500, 1_501].map(x => exceedance(certain, x)),
    ).toEqual([1, 1, 1, 0.5, 0.5, 0]);
    expect([0, 0.5, 0.51, 1].map(q => lossQuantileCenti(certain, q))).toEqual([
      0, 500, 1_500, 1_500,
    ]);
  });

  it('refuses what is not a number of the model', () => {
    expectError(
      () => lossDistribution([estimate(NaN, 1)]),
      'notFinite',
      'estimates[0].probabilityMicro',
    );
    expectError(
      () => lossDistribution([estimate(1, -1)]),
      'outOfRange',
      'estimates[0].impactCenti',
    );
    const most = estimate(1, Number.MAX_SAFE_INTEGER);
    expectError(() => lossDistribution([most, most]), 'tooLarge', 'estimates');
    const none = lossDistribution([]);
    expectError(() => exceedance(none, NaN), 'notFinite', 'atLeastCenti');
    expectError(() => lossQuantileCenti(none, 1.5), 'outOfRange', 'q');
  });
});

describe('lossExceedance', () => {
  it('counts confirmed ratings only and says how many of how many', () => {
    const given = lossExceedance([
      { id: 'a', estimate: estimate(500_000, 1_000), confirmed: true },
      { id: 'b', estimate: estimate(500_000, 9_000), confirmed: false },
      { id: 'c', confirmed: true },
    ]);
    expect(given).toMatchObject({
      confirmedCount: 1,
      candidateCount: 2,
      meanPoints: 5,
      variancePoints2: 25,
      quantilePoints: { 50: 0, 80: 10, 99: 10 },
    });
  });

  it('tells mean and variance exactly, in any order of the risks', () => {
    const risks = [
      { id: 'a', estimate: estimate(1_000_000, 200), confirmed: true },
      { id: 'b', estimate: estimate(1, 2_999), confirmed: true },
      { id: 'c', estimate: estimate(1_000_000, 2_999), confirmed: true },
    ];
    const { meanPoints, variancePoints2 } = lossExceedance(risks);
    expect(meanPoints).toBe(31.99002999);
    // 1e-6 * (1 - 1e-6) * 29.99^2
    expect(variancePoints2).toBeCloseTo(0.000899399201, 12);
    expect(lossExceedance([...risks].reverse())).toMatchObject({
      meanPoints,
      variancePoints2,
    });
  });

  it('refuses the same risk twice', () => {
    const risk = { id: 'a', confirmed: true };
    expectError(() => lossExceedance([risk, risk]), 'duplicateId', 'risks');
  });
});
