import fc from 'fast-check';
import { RatedRisk, aggregate } from './aggregate';
import { sumExposureUnits } from './exposure';
import { defaultScale, levels } from './scale';
import {
  anyEstimate,
  anyRisks,
  propertyRuns,
} from './__testUtils__/arbitraries';
import { expectError } from './__testUtils__/expectError';

const worked: RatedRisk[] = [
  // 10 % of 100 points: 10 points, critical
  {
    id: 'payout',
    estimate: { probabilityMicro: 100_000, impactCenti: 10_000 },
    confirmed: true,
  },
  // 20 % of 30 points: 6 points, high
  {
    id: 'replay',
    estimate: { probabilityMicro: 200_000, impactCenti: 3_000 },
    confirmed: true,
  },
  // 30 % of 30 points: 9 points, high, but assumed from a word
  {
    id: 'leak',
    estimate: { probabilityMicro: 300_000, impactCenti: 3_000 },
    confirmed: false,
  },
  // 50 % of nothing: low
  {
    id: 'noise',
    estimate: { probabilityMicro: 500_000, impactCenti: 0 },
    confirmed: true,
  },
  { id: 'unknown', confirmed: false },
];

describe('aggregate', () => {
  it('rolls a product up', () => {
    expect(aggregate(worked, defaultScale)).toEqual({
      exposureUnits: 250_000,
      contributions: [
        { id: 'payout', exposureUnits: 100_000, share: 0.4, level: 'critical' },
        { id: 'replay', exposureUnits: 60_000, share: 0.24, level: 'high' },
        { id: 'leak', exposureUnits: 90_000, share: 0.36, level: 'high' },
        { id: 'noise', exposureUnits: 0, share: 0, level: 'low' },
      ],
      any: {
        // 1 - 0.9 * 0.8: what nobody confirmed or cannot hurt is left out
        probability: expect.closeTo(0.28, 12),
        confirmedCount: 2,
        candidateCount: 3,
      },
      severe: {
        probability: expect.closeTo(0.28, 12),
        confirmedCount: 2,
        candidateCount: 3,
      },
      countsByLevel: { low: 1, medium: 0, high: 2, critical: 1 },
      unratedCount: 1,
      worst: 'critical',
    });
  });

  it('knows no worst level where nothing is rated', () => {
    const unrated = aggregate([{ id: 'a', confirmed: false }], defaultScale);
    expect(unrated.worst).toBeUndefined();
    expect(unrated.unratedCount).toBe(1);
    expect(unrated.severe).toEqual({
      probability: 0,
      confirmedCount: 0,
      candidateCount: 0,
    });
  });

  it('gives shares of 0, not NaN, of an exposure of 0', () => {
    const { contributions } = aggregate([worked[3]], defaultScale);
    expect(contributions.map(({ share }) => share)).toEqual([0]);
  });

  it('refuses to count a risk twice', () => {
    expectError(
      () => aggregate([worked[0], worked[0]], defaultScale),
      'duplicateId',
      'risks',
    );
  });

  it('refuses an estimate outside its range', () => {
    expectError(
      () =>
        aggregate(
          [
            {
              id: 'a',
              estimate: { probabilityMicro: NaN, impactCenti: 1 },
              confirmed: true,
            },
          ],
          defaultScale,
        ),
      'notFinite',
      'estimate.probabilityMicro',
    );
  });

  it('adds contributions up to the total exactly', () => {
    fc.assert(
      fc.property(anyRisks, risks => {
        const { contributions, exposureUnits, countsByLevel, unratedCount } =
          aggregate(risks, defaultScale);
        expect(
          sumExposureUnits(contributions.map(part => part.exposureUnits)),
        ).toBe(exposureUnits);
        const counted = levels.reduce(
          (sum, level) => sum + countsByLevel[level],
          unratedCount,
        );
        expect(counted).toBe(risks.length);
      }),
      propertyRuns,
    );
  });

  it('gives the same numbers, bit for bit, in any order of the risks', () => {
    fc.assert(
      fc.property(anyRisks, risks => {
        const forwards = aggregate(risks, defaultScale);
        const backwards = aggregate([...risks].reverse(), defaultScale);
        expect(backwards).toEqual({
          ...forwards,
          contributions: [...forwards.contributions].reverse(),
        });
      }),
      propertyRuns,
    );
  });

  it('lowers nothing by one more risk', () => {
    fc.assert(
      fc.property(
        anyRisks,
        anyEstimate,
        fc.boolean(),
        (risks, estimate, confirmed) => {
          const before = aggregate(risks, defaultScale);
          const after = aggregate(
            [...risks, { id: 'added', estimate, confirmed }],
            defaultScale,
          );
          expect(after.exposureUnits).toBeGreaterThanOrEqual(
            before.exposureUnits,
          );
          // The last bits of a product of many factors may differ.
          expect(after.severe.probability).toBeGreaterThanOrEqual(
            before.severe.probability - 1e-12,
          );
          expect(after.any.probability).toBeGreaterThanOrEqual(
            before.any.probability - 1e-12,
          );
          const rank = (worst: typeof after.worst) =>
            worst ? levels.indexOf(worst) : -1;
          expect(rank(after.worst)).toBeGreaterThanOrEqual(rank(before.worst));
        },
      ),
      propertyRuns,
    );
  });
});
