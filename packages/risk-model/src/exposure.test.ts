import fc from 'fast-check';
import {
  estimateOf,
  exposureUnits,
  sumExposureUnits,
  unitsToPoints,
  validateEstimate,
} from './exposure';
import { anyEstimate, propertyRuns } from './__testUtils__/arbitraries';
import { expectError } from './__testUtils__/expectError';

describe('exposureUnits', () => {
  it('multiplies probability and impact into 1/10 000 point', () => {
    // 10 % of 30 points is 3 points a year.
    expect(
      exposureUnits({ probabilityMicro: 100_000, impactCenti: 3_000 }),
    ).toBe(30_000);
  });

  it('rounds half up, once', () => {
    const exposureOfMicroPoints = (probabilityMicro: number) =>
      exposureUnits({ probabilityMicro, impactCenti: 100 });
    expect(exposureOfMicroPoints(49)).toBe(0);
    expect(exposureOfMicroPoints(50)).toBe(1);
    expect(exposureOfMicroPoints(149)).toBe(1);
    expect(exposureOfMicroPoints(150)).toBe(2);
  });

  it('stays exact where the product passes 2^53', () => {
    // 999 999 * 9 007 199 254 741 / 10 000 = 900 719 024 754 174.5259
    expect(
      exposureUnits({
        probabilityMicro: 999_999,
        impactCenti: 9_007_199_254_741,
      }),
    ).toBe(900_719_024_754_175);
  });

  it('agrees with exact integers over the whole range', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.integer({ min: 0, max: 90_000_000_000_000 }),
        (probabilityMicro, impactCenti) => {
          const exact = BigInt(probabilityMicro) * BigInt(impactCenti);
          const units = BigInt(
            exposureUnits({ probabilityMicro, impactCenti }),
          );
          const twiceTheError = 2n * (units * 10_000n - exact);
          expect(twiceTheError > -10_000n && twiceTheError <= 10_000n).toBe(
            true,
          );
        },
      ),
      propertyRuns,
    );
  });

  it('is a whole number of units for any estimate', () => {
    fc.assert(
      fc.property(anyEstimate, estimate => {
        expect(Number.isSafeInteger(exposureUnits(estimate))).toBe(true);
      }),
      propertyRuns,
    );
  });

  it('refuses what could no longer be exact', () => {
    expectError(
      () =>
        exposureUnits({
          probabilityMicro: 1_000_000,
          impactCenti: Number.MAX_SAFE_INTEGER,
        }),
      'tooLarge',
      'exposureUnits',
    );
  });
});

describe('validateEstimate', () => {
  const check = (probabilityMicro: number, impactCenti: number) => () =>
    validateEstimate({ probabilityMicro, impactCenti }, 'rating');

  it('accepts the ends of both ranges', () => {
    expect(check(0, 0)).not.toThrow();
    expect(check(1_000_000, Number.MAX_SAFE_INTEGER)).not.toThrow();
  });

  it('names the number that is wrong and how', () => {
    expectError(check(NaN, 1), 'notFinite', 'rating.probabilityMicro');
    expectError(check(0.5, 1), 'notInteger', 'rating.probabilityMicro');
    expectError(check(-1, 1), 'outOfRange', 'rating.probabilityMicro');
    expectError(check(1_000_001, 1), 'outOfRange', 'rating.probabilityMicro');
    expectError(check(1, Infinity), 'notFinite', 'rating.impactCenti');
    expectError(check(1, -1), 'outOfRange', 'rating.impactCenti');
    expectError(check(1, 2 ** 53), 'outOfRange', 'rating.impactCenti');
    expect(check(1_000_001, 1)).toThrow(
      'rating.probabilityMicro must lie between 0 and 1000000, not 1000001',
    );
  });
});

describe('estimateOf', () => {
  it('keeps a probability in millionths and points in hundredths', () => {
    expect(estimateOf(0.07, 12.34)).toEqual({
      probabilityMicro: 70_000,
      impactCenti: 1_234,
    });
  });

  it('refuses what is no probability or no impact', () => {
    expectError(() => estimateOf(NaN, 1), 'notFinite', 'probability');
    expectError(() => estimateOf(1.01, 1), 'outOfRange', 'probability');
    expectError(() => estimateOf(-0.01, 1), 'outOfRange', 'probability');
    expectError(() => estimateOf(0.5, NaN), 'notFinite', 'impactPoints');
    expectError(() => estimateOf(0.5, -1), 'outOfRange', 'impactPoints');
    expectError(() => estimateOf(0.5, 1e15), 'tooLarge', 'impactPoints');
    expect(estimateOf(0, 0)).toEqual({ probabilityMicro: 0, impactCenti: 0 });
    expect(estimateOf(1, 0).probabilityMicro).toBe(1_000_000);
  });
});

describe('sumExposureUnits', () => {
  it('adds up', () => {
    expect(sumExposureUnits([])).toBe(0);
    expect(sumExposureUnits([1, 20, 300])).toBe(321);
  });

  it('refuses a part that is no exposure and a sum beyond exactness', () => {
    expectError(() => sumExposureUnits([1, NaN]), 'notFinite', 'exposureUnits');
    expectError(() => sumExposureUnits([-1]), 'outOfRange', 'exposureUnits');
    expectError(
      () => sumExposureUnits([Number.MAX_SAFE_INTEGER, 1]),
      'tooLarge',
      'sum of exposureUnits',
    );
    expect(sumExposureUnits([Number.MAX_SAFE_INTEGER - 1, 1])).toBe(
      Number.MAX_SAFE_INTEGER,
    );
  });
});

describe('unitsToPoints', () => {
  it('has 10 000 units in a point', () => {
    expect(unitsToPoints(31_850)).toBe(3.185);
    expect(unitsToPoints(-5_000)).toBe(-0.5);
    expectError(() => unitsToPoints(NaN), 'notFinite', 'units');
  });
});
