import { Estimate } from './exposure';
import {
  LossDistribution,
  exceedance,
  lossDistribution,
} from './lossDistribution';

const estimate = (probabilityMicro: number, impactCenti: number): Estimate => ({
  probabilityMicro,
  impactCenti,
});

function meanCenti({ survival, lowestCenti, gridCenti }: LossDistribution) {
  const above = survival.slice(1).reduce((sum, p) => sum + p, 0);
  return lowestCenti + gridCenti * above;
}

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

describe('lossDistribution of many or large risks', () => {
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
});
