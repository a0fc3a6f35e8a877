import fc from 'fast-check';
import { defaultScale } from './scale';
import {
  SevereHistogram,
  isSevere,
  probabilityOfSevere,
  severeHistogram,
  severeShare,
} from './severe';
import { propertyRuns } from './__testUtils__/arbitraries';
import { expectError } from './__testUtils__/expectError';

const anyMicros = fc.array(fc.integer({ min: 0, max: 1_000_000 }), {
  maxLength: 40,
});

describe('probabilityOfSevere', () => {
  it('combines independent chances', () => {
    // 1 - 0.9 * 0.7 * 0.7
    expect(
      probabilityOfSevere([
        { probabilityMicro: 100_000, count: 1 },
        { probabilityMicro: 300_000, count: 2 },
      ]),
    ).toBeCloseTo(0.559, 12);
  });

  it('keeps the digits of tiny chances', () => {
    // 1 - (1 - 1e-6)^3
    expect(
      probabilityOfSevere([{ probabilityMicro: 1, count: 3 }]) /
        2.999997000001e-6,
    ).toBeCloseTo(1, 12);
  });

  it('is the probability itself of a single risk', () => {
    expect(probabilityOfSevere([{ probabilityMicro: 300_000, count: 1 }])).toBe(
      0.3,
    );
  });

  it('is 0 of nothing and 1 of what is certain', () => {
    expect(probabilityOfSevere([])).toBe(0);
    expect(
      probabilityOfSevere([
        { probabilityMicro: 0, count: 3 },
        { probabilityMicro: 1_000_000, count: 0 },
      ]),
    ).toBe(0);
    expect(
      probabilityOfSevere([
        { probabilityMicro: 1_000_000, count: 2 },
        { probabilityMicro: 10, count: 1 },
      ]),
    ).toBe(1);
  });

  it('gives the same bits however the histogram was built', () => {
    fc.assert(
      fc.property(anyMicros, micros => {
        const rowByRow: SevereHistogram = [...micros]
          .reverse()
          .map(probabilityMicro => ({ probabilityMicro, count: 1 }));
        const probability = probabilityOfSevere(severeHistogram(micros));
        expect(probabilityOfSevere(rowByRow)).toBe(probability);
        expect(probability).toBeGreaterThanOrEqual(0);
        expect(probability).toBeLessThanOrEqual(1);
      }),
      propertyRuns,
    );
  });

  it('refuses probabilities and counts outside their ranges', () => {
    const chance = (probabilityMicro: number, count: number) => () =>
      probabilityOfSevere([{ probabilityMicro, count }]);
    expectError(
      chance(1_000_001, 1),
      'outOfRange',
      'histogram[0].probabilityMicro',
    );
    expectError(chance(NaN, 1), 'notFinite', 'histogram[0].probabilityMicro');
    expectError(chance(1, -1), 'outOfRange', 'histogram[0].count');
    expectError(chance(1, 0.5), 'notInteger', 'histogram[0].count');
  });
});

describe('severeHistogram', () => {
  it('counts equal probabilities together, in rising order', () => {
    expect(severeHistogram([300, 10, 300])).toEqual([
      { probabilityMicro: 10, count: 1 },
      { probabilityMicro: 300, count: 2 },
    ]);
  });
});

describe('isSevere', () => {
  it('starts at the impact that the scale calls severe', () => {
    const severe = (impactCenti: number) =>
      isSevere({ probabilityMicro: 1, impactCenti }, defaultScale);
    expect(severe(2_999)).toBe(false);
    expect(severe(3_000)).toBe(true);
  });
});

describe('severeShare', () => {
  it('shares a common chance so that disjoint parts add up to one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1_000_000 }), { maxLength: 8 }),
        fc.array(fc.integer({ min: 0, max: 1_000_000 }), { maxLength: 8 }),
        (some, others) => {
          const whole = severeHistogram([...some, ...others]);
          const sum =
            severeShare(severeHistogram(some), whole) +
            severeShare(severeHistogram(others), whole);
          const possible = [...some, ...others].some(micro => micro > 0);
          expect(sum).toBeCloseTo(possible ? 1 : 0, 9);
        },
      ),
    );
  });

  it('shares what is certain in equal parts, and leaves nothing to the rest', () => {
    const whole = severeHistogram([1_000_000, 1_000_000, 500_000]);
    expect(severeShare(severeHistogram([1_000_000]), whole)).toBe(0.5);
    expect(severeShare(severeHistogram([500_000]), whole)).toBe(0);
  });
});
