import fc from 'fast-check';
import { exposureUnits } from './exposure';
import {
  MitigationEffect,
  MitigationState,
  applyMitigations,
} from './mitigation';
import {
  anyEstimate,
  anyFraction,
  anyMitigation,
  propertyRuns,
} from './__testUtils__/arbitraries';
import { expectError } from './__testUtils__/expectError';

function mitigation(
  state: MitigationState,
  effectLikelihood: number,
  effectImpact = 0,
): MitigationEffect {
  return { state, effectLikelihood, effectImpact };
}

const inherent = { probabilityMicro: 300_000, impactCenti: 3_000 };

describe('applyMitigations', () => {
  it('takes verified ones for real, claims by their weight, plans later', () => {
    // 30 % of 30 points. Verified halves p, the claim would remove 40 % of m
    // and is half believed, the plan removes 90 % of p.
    const actual = applyMitigations(
      inherent,
      [
        mitigation('verified', 0.5),
        mitigation('claimed', 0, 0.4),
        mitigation('planned', 0.9),
      ],
      { claimedWeight: 0.5 },
    );
    expect(actual).toEqual({
      inherent: { ...inherent, unroundedPoints: 9 },
      verifiedOnly: {
        probabilityMicro: 150_000,
        impactCenti: 3_000,
        unroundedPoints: 4.5,
      },
      current: {
        probabilityMicro: 150_000,
        impactCenti: 2_400,
        unroundedPoints: 3.6,
      },
      projected: {
        probabilityMicro: 15_000,
        impactCenti: 2_400,
        unroundedPoints: 0.36,
      },
    });
  });

  it('leaves a risk without mitigations as it is', () => {
    const { current, projected } = applyMitigations(inherent, [], {
      claimedWeight: 1,
    });
    expect(current).toMatchObject(inherent);
    expect(projected).toMatchObject(inherent);
  });

  it('leaves nothing of a risk that a mitigation removes entirely', () => {
    const { current } = applyMitigations(
      inherent,
      [mitigation('claimed', 1, 1), mitigation('verified', 1)],
      { claimedWeight: 1 },
    );
    expect(current).toEqual({
      probabilityMicro: 0,
      impactCenti: 0,
      unroundedPoints: 0,
    });
  });

  it('rounds a decimal half up, where binary fractions would fall below', () => {
    // 5 * (1 - 0.9) is 0.5, but 0.49999999999999994 in floating point.
    const { current } = applyMitigations(
      { probabilityMicro: 5, impactCenti: 5 },
      [mitigation('verified', 0.9, 0.9)],
      { claimedWeight: 1 },
    );
    expect(current).toMatchObject({ probabilityMicro: 1, impactCenti: 1 });
  });

  it('gives the same numbers in any order of the mitigations', () => {
    fc.assert(
      fc.property(
        anyEstimate,
        fc.array(anyMitigation, { maxLength: 8 }),
        anyFraction,
        (estimate, mitigations, claimedWeight) => {
          expect(
            applyMitigations(estimate, [...mitigations].reverse(), {
              claimedWeight,
            }),
          ).toEqual(applyMitigations(estimate, mitigations, { claimedWeight }));
        },
      ),
      propertyRuns,
    );
  });

  it('never raises probability, impact or exposure by one more mitigation', () => {
    fc.assert(
      fc.property(
        anyEstimate,
        fc.array(anyMitigation, { maxLength: 8 }),
        anyMitigation,
        anyFraction,
        (estimate, mitigations, added, claimedWeight) => {
          const before = applyMitigations(estimate, mitigations, {
            claimedWeight,
          });
          const after = applyMitigations(estimate, [...mitigations, added], {
            claimedWeight,
          });
          for (const view of [
            'inherent',
            'verifiedOnly',
            'current',
            'projected',
          ] as const) {
            const [a, b] = [after[view], before[view]];
            expect(a.probabilityMicro).toBeLessThanOrEqual(b.probabilityMicro);
            expect(a.impactCenti).toBeLessThanOrEqual(b.impactCenti);
            expect(exposureUnits(a)).toBeLessThanOrEqual(exposureUnits(b));
          }
        },
      ),
      propertyRuns,
    );
  });

  it('takes ever more off from inherent to projected', () => {
    fc.assert(
      fc.property(
        anyEstimate,
        fc.array(anyMitigation, { maxLength: 8 }),
        anyFraction,
        (estimate, mitigations, claimedWeight) => {
          const views = applyMitigations(estimate, mitigations, {
            claimedWeight,
          });
          const exposures = [
            views.projected,
            views.current,
            views.verifiedOnly,
            views.inherent,
          ].map(exposureUnits);
          expect(exposures).toEqual([...exposures].sort((a, b) => a - b));
        },
      ),
      propertyRuns,
    );
  });

  it('refuses effects, weights and estimates outside their ranges', () => {
    const apply =
      (effect: number, claimedWeight: number, probabilityMicro = 1) =>
      () =>
        applyMitigations(
          { probabilityMicro, impactCenti: 1 },
          [mitigation('planned', 0), mitigation('planned', effect)],
          { claimedWeight },
        );
    expectError(apply(1.1, 1), 'outOfRange', 'mitigations[1].effectLikelihood');
    expectError(
      apply(-0.1, 1),
      'outOfRange',
      'mitigations[1].effectLikelihood',
    );
    expectError(apply(NaN, 1), 'notFinite', 'mitigations[1].effectLikelihood');
    expectError(apply(0, 2), 'outOfRange', 'claimedWeight');
    expectError(apply(0, NaN), 'notFinite', 'claimedWeight');
    expectError(apply(0, 1, -1), 'outOfRange', 'inherent.probabilityMicro');
    expectError(
      () =>
        applyMitigations(inherent, [mitigation('verified', 0, 1.5)], {
          claimedWeight: 1,
        }),
      'outOfRange',
      'mitigations[0].effectImpact',
    );
  });
});
