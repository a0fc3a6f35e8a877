import fc from 'fast-check';
import { exposureUnits, unitsToPoints } from '../exposure';
import { defaultScale, levelOf } from '../scale';
import { propertyRuns } from '../__testUtils__/arbitraries';
import { expectError } from '../__testUtils__/expectError';
import { estimateFromRanges } from './range';
import {
  estimateFromFair,
  estimateFromOwasp,
  impactFromCvss,
  probabilityFromEpss,
} from './scales';

describe('estimateFromRanges', () => {
  it('takes the mean of a lognormal, which lies above its median', () => {
    const { estimate, exposurePoints } = estimateFromRanges({
      probability: { low: 0.1, high: 0.1 },
      impactPoints: { low: 10, high: 1_000 },
    });
    // Median 100, sigma = ln(100) / (2 * 1.645) = 1.39986.
    expect(estimate.probabilityMicro).toBe(100_000);
    expect(estimate.impactCenti / 100).toBeCloseTo(266.4, 0);
    expect(exposurePoints.low).toBeCloseTo(1, 9);
    expect(exposurePoints.high).toBeCloseTo(100, 9);
  });

  it('is certain of what has no spread, and keeps probabilities at 1 or less', () => {
    const anyRange = fc
      .tuple(
        fc.integer({ min: 1, max: 1_000 }),
        fc.integer({ min: 1, max: 1_000 }),
      )
      .map(([a, b]) => ({ low: Math.min(a, b), high: Math.max(a, b) }));
    fc.assert(
      fc.property(anyRange, anyRange, (p, m) => {
        const { estimate, exposurePoints } = estimateFromRanges({
          probability: { low: p.low / 1_000, high: p.high / 1_000 },
          impactPoints: m,
        });
        expect(estimate.probabilityMicro).toBeLessThanOrEqual(1_000_000);
        expect(exposurePoints.high).toBeGreaterThanOrEqual(exposurePoints.low);
        expect(
          estimateFromRanges({
            probability: { low: 0.5, high: 0.5 },
            impactPoints: { low: m.low, high: m.low },
          }).estimate,
        ).toEqual({ probabilityMicro: 500_000, impactCenti: m.low * 100 });
      }),
      propertyRuns,
    );
  });

  it('refuses ranges that begin at 0, fall, or pass a probability of 1', () => {
    const range = (low: number, high: number) => () =>
      estimateFromRanges({
        probability: { low, high },
        impactPoints: { low: 1, high: 1 },
      });
    expectError(range(0, 0.5), 'outOfRange', 'probability.low');
    expectError(range(0.5, 0.1), 'notIncreasing', 'probability.high');
    expectError(range(0.5, 1.1), 'outOfRange', 'probability.high');
    expectError(range(NaN, 1), 'notFinite', 'probability.low');
  });
});

describe('estimateFromOwasp', () => {
  it.each([
    [1, 1, 'low'],
    [1, 4, 'low'],
    [1, 7, 'medium'],
    [4, 1, 'low'],
    [4, 4, 'medium'],
    [4, 7, 'high'],
    [7, 1, 'medium'],
    [7, 4, 'high'],
    [7, 7, 'critical'],
  ])('rates likelihood %d and impact %d as %s', (likelihood, impact, level) => {
    const estimate = estimateFromOwasp(
      { likelihood: [likelihood], impact: [impact] },
      defaultScale,
    );
    expect(levelOf(exposureUnits(estimate), defaultScale)).toBe(level);
  });

  it('refuses no factors and factors above 9', () => {
    expectError(
      () => estimateFromOwasp({ likelihood: [], impact: [1] }, defaultScale),
      'emptySet',
      'likelihood',
    );
    expectError(
      () => estimateFromOwasp({ likelihood: [1], impact: [10] }, defaultScale),
      'outOfRange',
      'impact[0]',
    );
  });
});

describe('estimateFromFair', () => {
  it('keeps the annualised loss, however often events happen', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.integer({ min: 1, max: 1_000 }),
        (perThousandYears, magnitude) => {
          const frequency = perThousandYears / 1_000;
          const points = unitsToPoints(
            exposureUnits(estimateFromFair(frequency, magnitude)),
          );
          const annualised = frequency * magnitude;
          expect(Math.abs(points - annualised)).toBeLessThan(
            0.006 + annualised * 0.002,
          );
        },
      ),
      propertyRuns,
    );
  });

  it('takes an event that never happens as impossible', () => {
    expect(estimateFromFair(0, 5)).toEqual({
      probabilityMicro: 0,
      impactCenti: 500,
    });
    expectError(() => estimateFromFair(-1, 5), 'outOfRange', 'eventsPerYear');
  });
});

describe('impactFromCvss', () => {
  it('proposes an impact by the qualitative rating', () => {
    expect(
      [0, 0.1, 3.9, 4, 6.9, 7, 8.9, 9, 10].map(score =>
        impactFromCvss(score, defaultScale),
      ),
    ).toEqual([
      undefined,
      300,
      300,
      1_000,
      1_000,
      3_000,
      3_000,
      10_000,
      10_000,
    ]);
    expectError(
      () => impactFromCvss(10.1, defaultScale),
      'outOfRange',
      'baseScore',
    );
  });
});

describe('probabilityFromEpss', () => {
  it('stretches 30 days to a year and asks for the susceptibility', () => {
    expect(probabilityFromEpss(0.1, 1)).toBeCloseTo(1 - 0.9 ** (365 / 30), 12);
    expect(probabilityFromEpss(1, 0.25)).toBe(0.25);
    expect(probabilityFromEpss(0, 1)).toBeCloseTo(0, 12);
    expectError(() => probabilityFromEpss(2, 1), 'outOfRange', 'score');
    expectError(
      () => probabilityFromEpss(0.5, NaN),
      'notFinite',
      'susceptibility',
    );
  });
});
