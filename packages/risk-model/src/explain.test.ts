import fc from 'fast-check';
import { aggregate } from './aggregate';
import {
  ExplainedRisk,
  Explanation,
  ExplanationContext,
  explainCounts,
  explainExposure,
  explainSevere,
  unconfirmedReason,
  unratedReason,
} from './explain';
import { sumExposureUnits } from './exposure';
import { defaultPolicy, policyVersion } from './policy';
import { defaultScale, levels } from './scale';
import { anyRisks, propertyRuns } from './__testUtils__/arbitraries';
import { expectError } from './__testUtils__/expectError';

const context: ExplanationContext = {
  ref: 'system:default/payments',
  asOf: '2026-03-01T12:00:00Z',
  policyVersion: policyVersion(defaultPolicy),
  scale: defaultScale,
  coverage: {
    modelledCount: 6,
    componentCount: 8,
    staleCount: 1,
    unratedCount: 1,
    notReviewedCount: 84,
  },
  excluded: [{ ref: 'finding:17', reason: 'false positive' }],
};

function risk(
  id: string,
  probabilityMicro: number,
  impactCenti: number,
  confirmed = true,
): ExplainedRisk {
  return {
    id,
    estimate: { probabilityMicro, impactCenti },
    confirmed,
    entityRefs: [`component:default/${id}`],
  };
}

const risks: ExplainedRisk[] = [
  risk('small', 10_000, 1_000),
  risk('replay', 100_000, 3_000),
  risk('payout', 100_000, 6_000),
  risk('leak', 300_000, 3_000, false),
  { id: 'unknown', confirmed: false, entityRefs: [] },
];

const anyListedCount = fc.nat({ max: 12 });

function withListed(listedCount: number): ExplanationContext {
  return { ...context, listedCount };
}

describe('explainExposure', () => {
  it('lists the largest inputs, one exact rest and what was left out', () => {
    expect(explainExposure(withListed(2), risks)).toEqual({
      metric: 'exposure',
      ref: 'system:default/payments',
      value: 181_000,
      asOf: '2026-03-01T12:00:00Z',
      policyVersion: context.policyVersion,
      inputs: [
        {
          risk: 'leak',
          entities: ['component:default/leak'],
          value: 90_000,
          share: 90 / 181,
        },
        {
          risk: 'payout',
          entities: ['component:default/payout'],
          value: 60_000,
          share: 60 / 181,
        },
      ],
      rest: { count: 2, value: 31_000, share: 31 / 181 },
      excluded: [
        { ref: 'finding:17', reason: 'false positive' },
        { ref: 'unknown', reason: unratedReason },
      ],
      coverage: context.coverage,
    });
  });

  it('lists ten inputs unless said otherwise', () => {
    const many = Array.from({ length: 12 }, (_, index) =>
      risk(`r${index}`, 100_000, 100),
    );
    const { inputs, rest } = explainExposure(context, many);
    expect(inputs).toHaveLength(10);
    expect(rest.count).toBe(2);
  });

  it('orders equal inputs by id, so that a page does not flicker', () => {
    const { inputs } = explainExposure(context, [
      risk('b', 10_000, 100),
      risk('c', 10_000, 100),
      risk('a', 10_000, 100),
    ]);
    expect(inputs.map(input => input.risk)).toEqual(['a', 'b', 'c']);
  });

  it('adds up exactly to what the roll-up says', () => {
    fc.assert(
      fc.property(anyRisks, anyListedCount, (some, listedCount) => {
        const { value, inputs, rest } = explainExposure(
          withListed(listedCount),
          some,
        );
        expect(value).toBe(aggregate(some, defaultScale).exposureUnits);
        expect(
          sumExposureUnits([rest.value, ...inputs.map(input => input.value)]),
        ).toBe(value);
      }),
      propertyRuns,
    );
  });
});

describe('explainSevere', () => {
  it('gives each chance its share by log-survival', () => {
    const explanation = explainSevere(withListed(1), risks);
    expect(explanation).toMatchObject({
      metric: 'severe',
      value: expect.closeTo(0.19, 12),
      inputs: [{ risk: 'payout', value: 0.1, share: expect.closeTo(0.5, 12) }],
      rest: { count: 1, value: 0.1, share: expect.closeTo(0.5, 12) },
    });
  });

  it('says which severe risks nobody rated or confirmed', () => {
    expect(explainSevere(context, risks).excluded).toEqual([
      { ref: 'finding:17', reason: 'false positive' },
      { ref: 'unknown', reason: unratedReason },
      { ref: 'leak', reason: unconfirmedReason },
    ]);
  });

  it('explains a certain event by what is certain alone', () => {
    const { value, inputs } = explainSevere(context, [
      risk('likely', 900_000, 3_000),
      risk('sure', 1_000_000, 3_000),
      risk('also-sure', 1_000_000, 9_000),
    ]);
    expect(value).toBe(1);
    expect(inputs.map(input => [input.risk, input.share])).toEqual([
      ['also-sure', 0.5],
      ['sure', 0.5],
      ['likely', 0],
    ]);
  });

  it('combines inputs and rest to the chance of the roll-up', () => {
    fc.assert(
      fc.property(anyRisks, anyListedCount, (some, listedCount) => {
        const { value, inputs, rest } = explainSevere(
          withListed(listedCount),
          some,
        );
        expect(value).toBe(aggregate(some, defaultScale).severe.probability);
        const survival = inputs.reduce(
          (product, input) => product * (1 - input.value),
          1 - rest.value,
        );
        expect(Math.abs(1 - survival - value)).toBeLessThanOrEqual(1e-9);
        const shares = inputs.reduce(
          (sum, { share }) => sum + share,
          rest.share,
        );
        expect(Math.abs(shares - (value > 0 ? 1 : 0))).toBeLessThanOrEqual(
          1e-9,
        );
      }),
      propertyRuns,
    );
  });
});

describe('explainCounts', () => {
  const countedRisks = (explanation: Explanation) =>
    explanation.inputs.map(input => input.risk);

  it('lists what is counted, the highest exposure first', () => {
    expect(countedRisks(explainCounts(context, risks))).toEqual([
      'leak',
      'payout',
      'replay',
      'small',
      'unknown',
    ]);
    const high = explainCounts(context, risks, 'high');
    expect(high).toMatchObject({ metric: 'count', counted: 'high', value: 3 });
    expect(countedRisks(high)).toEqual(['leak', 'payout', 'replay']);
  });

  it('counts what is unrated apart, never as low', () => {
    expect(countedRisks(explainCounts(context, risks, 'unrated'))).toEqual([
      'unknown',
    ]);
    expect(countedRisks(explainCounts(context, risks, 'low'))).toEqual([
      'small',
    ]);
  });

  it('adds up exactly to the counts of the roll-up', () => {
    fc.assert(
      fc.property(anyRisks, anyListedCount, (some, listedCount) => {
        const { countsByLevel, unratedCount } = aggregate(some, defaultScale);
        for (const counted of [...levels, 'unrated'] as const) {
          const { value, inputs, rest } = explainCounts(
            withListed(listedCount),
            some,
            counted,
          );
          expect(value).toBe(
            counted === 'unrated' ? unratedCount : countsByLevel[counted],
          );
          expect(
            inputs.reduce((sum, input) => sum + input.value, rest.value),
          ).toBe(value);
        }
      }),
      propertyRuns,
    );
  });
});

it.each([explainExposure, explainSevere, explainCounts])(
  '%p refuses a risk given twice and a wrong number of rows',
  explain => {
    expectError(
      () => explain(context, [risks[0], risks[0]]),
      'duplicateId',
      'risks',
    );
    expectError(
      () => explain(withListed(-1), risks),
      'outOfRange',
      'listedCount',
    );
  },
);

it.each([explainExposure, explainSevere, explainCounts])(
  '%p is defined where nothing counts',
  explain => {
    expect(explain(context, [])).toMatchObject({
      value: 0,
      inputs: [],
      rest: { count: 0, value: 0, share: 0 },
    });
  },
);
