import fc from 'fast-check';
import {
  Scale,
  defaultScale,
  levelOf,
  levels,
  nearestOrdinal,
  ordinalEstimate,
  validateScale,
  worstLevel,
} from './scale';
import { anyEstimate, propertyRuns } from './__testUtils__/arbitraries';
import { expectError } from './__testUtils__/expectError';

describe('validateScale', () => {
  const check = (change: Partial<Scale>) => () =>
    validateScale({ ...defaultScale, ...change });

  it('accepts the default scale', () => {
    expect(check({})).not.toThrow();
  });

  it('refuses steps that do not rise', () => {
    expectError(
      check({ likelihoodMicro: [1, 2, 2, 3, 4] }),
      'notIncreasing',
      'scale.likelihoodMicro[2]',
    );
    expectError(
      check({ impactCenti: [100, 200, 300, 400, 399] }),
      'notIncreasing',
      'scale.impactCenti[4]',
    );
    expectError(
      check({ levelCuts: { medium: 3_000, high: 2_000, critical: 9_000 } }),
      'notIncreasing',
      'scale.levelCuts.high',
    );
    expect(check({ likelihoodMicro: [1, 2, 2, 3, 4] })).toThrow(
      'scale.likelihoodMicro[2] must be above scale.likelihoodMicro[1] (2), but is 2',
    );
  });

  it('refuses values outside their ranges', () => {
    expectError(
      check({ likelihoodMicro: [0, 1, 2, 3, 4] }),
      'outOfRange',
      'scale.likelihoodMicro[0]',
    );
    expectError(
      check({ likelihoodMicro: [1, 2, 3, 4, 1_000_001] }),
      'outOfRange',
      'scale.likelihoodMicro[4]',
    );
    expectError(
      check({ impactCenti: [NaN, 2, 3, 4, 5] }),
      'notFinite',
      'scale.impactCenti[0]',
    );
    expectError(
      check({ levelCuts: { medium: 0, high: 1, critical: 2 } }),
      'outOfRange',
      'scale.levelCuts.medium',
    );
    expectError(
      check({ severeImpactCenti: 0.5 }),
      'notInteger',
      'scale.severeImpactCenti',
    );
  });

  it('refuses another number of steps, as a configuration file may have', () => {
    const parsed: Scale = JSON.parse(
      JSON.stringify({ ...defaultScale, impactCenti: [1, 2, 3, 4] }),
    );
    expectError(
      () => validateScale(parsed),
      'wrongLength',
      'scale.impactCenti',
    );
  });
});

describe('levelOf', () => {
  it.each([
    [0, 'low'],
    [2_999, 'low'],
    [3_000, 'medium'],
    [29_999, 'medium'],
    [30_000, 'high'],
    [99_999, 'high'],
    [100_000, 'critical'],
  ])('calls %d units %s', (units, level) => {
    expect(levelOf(units, defaultScale)).toBe(level);
  });

  it('never gives a higher exposure a lower level', () => {
    const units = fc.integer({ min: 0, max: 200_000 });
    fc.assert(
      fc.property(units, units, (a, b) => {
        const [lower, higher] = [a, b]
          .sort((x, y) => x - y)
          .map(exposure => levels.indexOf(levelOf(exposure, defaultScale)));
        expect(lower).toBeLessThanOrEqual(higher);
      }),
      propertyRuns,
    );
  });

  it('refuses what is no exposure', () => {
    expectError(() => levelOf(NaN, defaultScale), 'notFinite', 'exposureUnits');
    expectError(() => levelOf(-1, defaultScale), 'outOfRange', 'exposureUnits');
  });
});

describe('worstLevel', () => {
  it('takes the worst', () => {
    expect(worstLevel(['low', 'critical', 'high'])).toBe('critical');
    expect(worstLevel(['low', 'medium'])).toBe('medium');
  });

  it('is unknown without any', () => {
    expect(worstLevel([])).toBeUndefined();
  });
});

describe('ordinalEstimate', () => {
  it('reads steps off the scale', () => {
    expect(ordinalEstimate(2, 4, defaultScale)).toEqual({
      probabilityMicro: 30_000,
      impactCenti: 3_000,
    });
  });

  it('refuses steps that the scale does not have', () => {
    const estimate = (likelihood: number, impact: number) => () =>
      ordinalEstimate(likelihood, impact, defaultScale);
    expectError(estimate(0, 1), 'outOfRange', 'likelihood');
    expectError(estimate(6, 1), 'outOfRange', 'likelihood');
    expectError(estimate(1, 2.5), 'notInteger', 'impact');
    expectError(estimate(1, NaN), 'notFinite', 'impact');
  });
});

describe('nearestOrdinal', () => {
  it('finds every pair of steps again', () => {
    for (const likelihood of [1, 2, 3, 4, 5]) {
      for (const impact of [1, 2, 3, 4, 5]) {
        expect(
          nearestOrdinal(
            ordinalEstimate(likelihood, impact, defaultScale),
            defaultScale,
          ),
        ).toEqual({ likelihood, impact });
      }
    }
  });

  it('is nearest by ratio, the higher of two equally near', () => {
    const scale: Scale = {
      ...defaultScale,
      impactCenti: [100, 400, 1_600, 6_400, 25_600],
    };
    const impactStep = (impactCenti: number) =>
      nearestOrdinal({ probabilityMicro: 0, impactCenti }, scale).impact;
    expect(impactStep(199)).toBe(1);
    expect(impactStep(200)).toBe(2);
    expect(impactStep(1_000_000)).toBe(5);
  });

  it('never calls a higher estimate by a lower step', () => {
    fc.assert(
      fc.property(anyEstimate, anyEstimate, (a, b) => {
        const lower = nearestOrdinal(
          {
            probabilityMicro: Math.min(a.probabilityMicro, b.probabilityMicro),
            impactCenti: Math.min(a.impactCenti, b.impactCenti),
          },
          defaultScale,
        );
        const higher = nearestOrdinal(
          {
            probabilityMicro: Math.max(a.probabilityMicro, b.probabilityMicro),
            impactCenti: Math.max(a.impactCenti, b.impactCenti),
          },
          defaultScale,
        );
        expect(lower.likelihood).toBeLessThanOrEqual(higher.likelihood);
        expect(lower.impact).toBeLessThanOrEqual(higher.impact);
      }),
      propertyRuns,
    );
  });
});
