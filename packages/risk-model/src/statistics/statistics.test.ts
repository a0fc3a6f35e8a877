import fc from 'fast-check';
import { propertyRuns } from '../__testUtils__/arbitraries';
import { expectError } from '../__testUtils__/expectError';
import { benjaminiHochberg } from './benjaminiHochberg';
import { binomialTail } from './binomialTail';
import { effectiveNumber } from './effectiveNumber';
import { hypergeometricTail } from './hypergeometricTail';
import { logFactorial } from './logFactorial';
import { mcnemarExact } from './mcnemarExact';
import { wilsonInterval } from './wilsonInterval';

const anyShare = fc
  .integer({ min: 1, max: 2_000 })
  .chain(n => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
const anyP = fc.double({ min: 0, max: 1, noNaN: true });

describe('logFactorial', () => {
  it('agrees with the product where both are at hand', () => {
    expect(logFactorial(0)).toBe(0);
    expect(logFactorial(10)).toBeCloseTo(Math.log(3_628_800), 12);
  });

  it('grows by ln(n) across the end of its table', () => {
    for (const n of [255, 256, 257, 1_000]) {
      expect(logFactorial(n) - logFactorial(n - 1)).toBeCloseTo(
        Math.log(n),
        10,
      );
    }
  });
});

describe('binomialTail', () => {
  it('is exact in the far tail', () => {
    expect(binomialTail(100, 100, 0.01) / 1e-200).toBeCloseTo(1, 9);
    expect(binomialTail(1, 1, 0.25)).toBeCloseTo(0.25, 15);
  });

  it('is certain for none and for a chance of 1, and impossible for 0', () => {
    expect(binomialTail(0, 9, 0.25)).toBe(1);
    expect(binomialTail(0, 0, 0.25)).toBe(1);
    expect(binomialTail(9, 9, 1)).toBe(1);
    expect(binomialTail(1, 9, 0)).toBe(0);
  });

  it('falls with k and lies between 0 and 1', () => {
    fc.assert(
      fc.property(anyShare, anyP, ([k, n], p0) => {
        const p = binomialTail(k, n, p0);
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
        expect(binomialTail(Math.min(k + 1, n), n, p0)).toBeLessThanOrEqual(
          p * (1 + 1e-9),
        );
      }),
      propertyRuns,
    );
  });

  it('keeps its digits where the terms pass what a number holds', () => {
    // From the first term of 1e-602 on, the terms grow by more than 1e300.
    expect(binomialTail(1, 2_000, 0.5)).toBe(1);
    expect(binomialTail(900, 2_000, 0.5)).toBeCloseTo(
      1 - binomialTail(1_101, 2_000, 0.5),
      12,
    );
    expect(binomialTail(2_000, 2_000, 0.5) / 0.5 ** 1_000).toBeCloseTo(
      0.5 ** 1_000,
      12,
    );
  });

  it('adds up to 1 with the tail of the other side', () => {
    fc.assert(
      fc.property(anyShare, anyP, ([k, n], p0) => {
        fc.pre(k > 0);
        // X >= k or n - X >= n - k + 1.
        expect(
          binomialTail(k, n, p0) + binomialTail(n - k + 1, n, 1 - p0),
        ).toBeCloseTo(1, 9);
      }),
      propertyRuns,
    );
  });

  it('refuses more successes than trials and what is no probability', () => {
    expectError(() => binomialTail(3, 2, 0.5), 'outOfRange', 'k');
    expectError(() => binomialTail(1.5, 2, 0.5), 'notInteger', 'k');
    expectError(() => binomialTail(-1, 2, 0.5), 'outOfRange', 'k');
    expectError(() => binomialTail(1, 2, -0.1), 'outOfRange', 'p0');
    expectError(() => binomialTail(1, 2, NaN), 'notFinite', 'p0');
    expectError(() => binomialTail(1, NaN, 0.5), 'notFinite', 'n');
    expectError(() => binomialTail(1, 2, 1.1), 'outOfRange', 'p0');
  });
});

describe('hypergeometricTail', () => {
  const anyDraw = fc.integer({ min: 0, max: 300 }).chain(population =>
    fc.record({
      population: fc.constant(population),
      successes: fc.integer({ min: 0, max: population }),
      draws: fc.integer({ min: 0, max: population }),
    }),
  );

  it('draws two aces of two from a pack', () => {
    expect(
      hypergeometricTail({ population: 52, successes: 4, draws: 2 }, 2),
    ).toBeCloseTo((4 * 3) / (52 * 51), 12);
  });

  it('is certain for what must be drawn and impossible for what cannot', () => {
    const draw = { population: 5, successes: 4, draws: 3 };
    expect(hypergeometricTail(draw, 2)).toBe(1);
    expect(hypergeometricTail(draw, 4)).toBe(0);
  });

  it('adds over all outcomes to the expected number of successes', () => {
    fc.assert(
      fc.property(anyDraw, draw => {
        const { population, successes, draws } = draw;
        let mean = 0;
        for (let k = 1; k <= draws; k++) {
          mean += hypergeometricTail(draw, k);
        }
        const expected = population ? (draws * successes) / population : 0;
        expect(Math.abs(mean - expected)).toBeLessThan(1e-9 * (1 + expected));
      }),
      propertyRuns,
    );
  });

  it('refuses more successes or draws than there are', () => {
    expectError(
      () => hypergeometricTail({ population: 1, successes: 2, draws: 1 }, 1),
      'outOfRange',
      'successes',
    );
    expectError(
      () => hypergeometricTail({ population: 1, successes: 1, draws: 2 }, 1),
      'outOfRange',
      'draws',
    );
    const one = { population: 1, successes: 1, draws: 1 };
    expectError(
      () => hypergeometricTail({ ...one, population: NaN }, 1),
      'notFinite',
      'population',
    );
    expectError(() => hypergeometricTail(one, -1), 'outOfRange', 'atLeast');
    expect(
      hypergeometricTail({ population: 0, successes: 0, draws: 0 }, 0),
    ).toBe(1);
    expect(
      hypergeometricTail({ population: 0, successes: 0, draws: 0 }, 1),
    ).toBe(0);
  });
});

describe('mcnemarExact', () => {
  it('is 1 when nothing changed, or as much either way', () => {
    expect(mcnemarExact(0, 0)).toBe(1);
    expect(mcnemarExact(3, 3)).toBe(1);
  });

  it('doubles the tail of a coin', () => {
    expect(mcnemarExact(5, 0)).toBeCloseTo(2 / 32, 15);
    expect(mcnemarExact(0, 5)).toBe(mcnemarExact(5, 0));
  });

  it('refuses negative counts', () => {
    expectError(() => mcnemarExact(-1, 0), 'outOfRange', 'cleared');
    expectError(() => mcnemarExact(0, 0.5), 'notInteger', 'newlyAffected');
  });
});

describe('wilsonInterval', () => {
  it('knows nothing of nothing', () => {
    expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
  });

  it('holds the share, touches 0 and 1 only there, and mirrors', () => {
    fc.assert(
      fc.property(anyShare, ([k, n]) => {
        const { low, high } = wilsonInterval(k, n);
        expect(low).toBeLessThanOrEqual(k / n);
        expect(high).toBeGreaterThanOrEqual(k / n);
        expect(low === 0).toBe(k === 0);
        expect(high === 1).toBe(k === n);
        expect(wilsonInterval(n - k, n).high).toBeCloseTo(1 - low, 12);
      }),
      propertyRuns,
    );
  });

  it('refuses k above n', () => {
    expectError(() => wilsonInterval(2, 1), 'outOfRange', 'k');
    expectError(() => wilsonInterval(-1, 1), 'outOfRange', 'k');
    expectError(() => wilsonInterval(0, NaN), 'notFinite', 'n');
  });
});

describe('benjaminiHochberg', () => {
  it('steps up from the largest, whatever the order', () => {
    expect(benjaminiHochberg([0.04, 0.01, 0.9, 0.03])).toEqual([
      expect.closeTo(0.16 / 3, 12),
      0.04,
      0.9,
      expect.closeTo(0.16 / 3, 12),
    ]);
  });

  it('has nothing to say of nothing', () => {
    expect(benjaminiHochberg([])).toEqual([]);
  });

  it('keeps order, and lies between p and n times p', () => {
    fc.assert(
      fc.property(fc.array(anyP, { maxLength: 40 }), pValues => {
        const qValues = benjaminiHochberg(pValues);
        pValues.forEach((p, i) => {
          expect(qValues[i]).toBeGreaterThanOrEqual(p * (1 - 1e-12));
          expect(qValues[i]).toBeLessThanOrEqual(
            Math.min(1, p * pValues.length),
          );
          expect(pValues[0] > p || qValues[0] <= qValues[i]).toBe(true);
        });
      }),
      propertyRuns,
    );
  });

  it('refuses what is no p value', () => {
    expectError(() => benjaminiHochberg([0, NaN]), 'notFinite', 'pValues[1]');
    expectError(() => benjaminiHochberg([-0.1]), 'outOfRange', 'pValues[0]');
  });
});

describe('effectiveNumber', () => {
  it('is undefined where there is nothing to concentrate', () => {
    expect(effectiveNumber([])).toBeUndefined();
    expect(effectiveNumber([0, 0])).toBeUndefined();
  });

  it('is the number of parts where they are equal, and less where not', () => {
    expect(effectiveNumber([2, 2, 2])).toBe(3);
    expect(effectiveNumber([3, 1])).toBeCloseTo(16 / 10, 12);
    expect(effectiveNumber([5, 0])).toBe(1);
  });

  it('lies between 1 and the number of parts, whatever the unit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 1e9 }), { minLength: 1 }),
        parts => {
          const effective = effectiveNumber(parts) ?? NaN;
          expect(effective).toBeGreaterThanOrEqual(1 - 1e-12);
          expect(effective).toBeLessThanOrEqual(parts.length * (1 + 1e-12));
          expect(effectiveNumber(parts.map(part => part * 7))).toBeCloseTo(
            effective,
            9,
          );
        },
      ),
      propertyRuns,
    );
  });

  it('refuses negative parts and infinities', () => {
    expectError(() => effectiveNumber([1, -1]), 'outOfRange', 'exposures[1]');
    expectError(() => effectiveNumber([Infinity]), 'notFinite', 'exposures[0]');
  });
});
