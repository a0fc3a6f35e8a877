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

// A small generator of our own keeps these cases the same on every run.
function scattered(count: number, maxCenti: number): Estimate[] {
  let state = 1;
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  return Array.from({ length: count }, () =>
    estimate(Math.ceil(next() * 300_000), Math.ceil(next() * maxCenti)),
  );
}

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

  it('keeps 500 risks of up to 100 points on a fine grid and bounds the error', () => {
    const estimates = scattered(500, 10_000);
    const given = lossDistribution(estimates);
    const mean = estimates.reduce(
      (sum, { probabilityMicro, impactCenti }) =>
        sum + (probabilityMicro / 1e6) * impactCenti,
      0,
    );
    expect(given.lossErrorCenti / mean).toBeLessThan(0.001);
    expect(given.probabilityError).toBeLessThan(1e-11);
    expect(Math.abs(meanCenti(given) - mean)).toBeLessThan(
      given.lossErrorCenti + 1,
    );
  });

  it('keeps within its stated bound of the exact distribution', () => {
    // Impacts that are multiples of 10 000 points but for one, which spoils
    // the grid for all: the exact answer without it is at hand.
    const even = Array.from({ length: 100 }, (_, index) =>
      estimate(200_000, 1e7 + (index % 7) * 1e6),
    );
    const exact = lossDistribution(even);
    const given = lossDistribution([...even, estimate(1_000_000, 1)]);
    expect(exact.lossErrorCenti).toBe(0);
    expect(given.lossErrorCenti).toBeGreaterThan(0);
    for (let x = 1e8; x <= 4e8; x += 1.3e7) {
      const error = given.lossErrorCenti + 1;
      expect(exceedance(given, x + error)).toBeLessThanOrEqual(
        exceedance(exact, x) + given.probabilityError + 1e-12,
      );
      expect(exceedance(given, x - error)).toBeGreaterThanOrEqual(
        exceedance(exact, x) - given.probabilityError - 1e-12,
      );
    }
  });

  it('knows the chance of any loss on a coarse grid too', () => {
    const tiny = estimate(300_000, 1);
    const { gridCenti } = lossDistribution([tiny, estimate(0, 1e11)]);
    expect(gridCenti).toBe(1);
    const coarse = lossDistribution([tiny, estimate(200_000, 1e11)]);
    expect(coarse.gridCenti).toBeGreaterThan(2);
    expect(exceedance(coarse, 1)).toBeCloseTo(1 - 0.7 * 0.8, 12);
    expect(coarse.lossErrorCenti).toBe(coarse.gridCenti - 1);
  });

  it('answers for thousands of risks with huge impacts and says how far it may be off', () => {
    const given = lossDistribution(scattered(5_000, 1e9));
    expect(given.lossErrorCenti).toBeGreaterThan(0);
    expect(given.survival.every(p => p >= 0 && p <= 1)).toBe(true);
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
