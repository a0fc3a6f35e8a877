import fc from 'fast-check';
import { exposureUnits, sumExposureUnits } from './exposure';
import { RiskSituation, explainChange } from './explainChange';
import { applyMitigations } from './mitigation';
import { defaultPolicy } from './policy';
import {
  IdentifiedMitigation,
  RecordedCause,
  RiskState,
  changeCauses,
} from './riskChange';
import {
  anyEstimate,
  anyFraction,
  anyMitigation,
  propertyRuns,
} from './__testUtils__/arbitraries';
import { expectError } from './__testUtils__/expectError';

/** An open risk of 10 % of 100 points: 100 000 units. */
function risk(change: Partial<RiskState> = {}): RiskState {
  return {
    id: 'replay',
    state: 'open',
    inherent: { probabilityMicro: 100_000, impactCenti: 10_000 },
    mitigations: [],
    ...change,
  };
}

function halving(
  state: IdentifiedMitigation['state'],
  id = 'tls',
): IdentifiedMitigation {
  return { id, state, effectLikelihood: 0.5, effectImpact: 0 };
}

function situation(risks: RiskState[], claimedWeight = 1): RiskSituation {
  return { policy: { ...defaultPolicy, claimedWeight }, risks };
}

function causes(
  before: RiskState[],
  after: RiskState[],
  recorded?: RecordedCause,
  claimedWeight = 1,
) {
  return explainChange(
    situation(before, claimedWeight),
    situation(after, claimedWeight),
    recorded && new Map([['replay', recorded]]),
  ).causes.map(({ cause, exposureUnits: units }) => [cause, units]);
}

describe('explainChange', () => {
  it('sums risks by cause', () => {
    const change = explainChange(
      situation([risk({ id: 'a' }), risk({ id: 'b' }), risk({ id: 'same' })]),
      situation([
        risk({ id: 'c' }),
        risk({ id: 'd' }),
        risk({ id: 'same' }),
        risk({
          id: 'a',
          inherent: { probabilityMicro: 100_000, impactCenti: 13_200 },
        }),
      ]),
    );
    expect(change).toEqual({
      differenceUnits: 132_000,
      causes: [
        { cause: 'new', exposureUnits: 200_000, riskCount: 2 },
        { cause: 'reRated', exposureUnits: 32_000, riskCount: 1 },
        { cause: 'fixed', exposureUnits: -100_000, riskCount: 1 },
      ],
      changes: [
        { risk: 'a', cause: 'reRated', exposureUnits: 32_000 },
        { risk: 'b', cause: 'fixed', exposureUnits: -100_000 },
        { risk: 'c', cause: 'new', exposureUnits: 100_000 },
        { risk: 'd', cause: 'new', exposureUnits: 100_000 },
      ],
    });
  });

  it('finds nothing where nothing changed', () => {
    expect(causes([risk()], [risk()])).toEqual([]);
    expect(causes([], [])).toEqual([]);
    expect(
      causes([risk({ state: 'closed' })], [risk({ state: 'closed' })]),
    ).toEqual([]);
    expect(causes([], [risk({ state: 'closed' })])).toEqual([]);
  });

  it('knows a risk that came', () => {
    expect(causes([], [risk()])).toEqual([['new', 100_000]]);
    expect(causes([], [risk({ state: 'reopened' })])).toEqual([
      ['reopened', 100_000],
    ]);
    expect(causes([risk({ state: 'closed' })], [risk()])).toEqual([
      ['reopened', 100_000],
    ]);
  });

  it.each(['newlyAssessed', 'movedIn', 'split', 'merged'] as const)(
    'takes from its history that a risk came as %s',
    recorded => {
      expect(causes([], [risk()], recorded)).toEqual([[recorded, 100_000]]);
    },
  );

  it('knows a risk that was fixed', () => {
    expect(causes([risk()], [])).toEqual([['fixed', -100_000]]);
    expect(causes([risk()], [risk({ state: 'closed' })])).toEqual([
      ['fixed', -100_000],
    ]);
  });

  it.each(['movedOut', 'merged', 'split', 'entityRemoved'] as const)(
    'takes from its history that a risk left as %s',
    recorded => {
      expect(causes([risk()], [], recorded)).toEqual([[recorded, -100_000]]);
    },
  );

  it('does not use a recorded cause that cannot be', () => {
    expect(causes([risk()], [], 'movedIn')).toEqual([['fixed', -100_000]]);
    expect(causes([], [risk()], 'movedOut')).toEqual([['new', 100_000]]);
  });

  it('notes an unrated risk that came and one that was rated', () => {
    const unrated = risk({ inherent: undefined });
    expect(causes([], [unrated])).toEqual([['new', 0]]);
    expect(causes([unrated], [risk()])).toEqual([['reRated', 100_000]]);
  });

  it.each(['merged', 'split', 'policyChanged'] as const)(
    'takes from its history that an estimate changed as %s',
    recorded => {
      const higher = risk({
        inherent: { probabilityMicro: 200_000, impactCenti: 10_000 },
      });
      expect(causes([risk()], [higher], recorded)).toEqual([
        [recorded, 100_000],
      ]);
    },
  );

  it('counts a risk once a cause, even where two steps have the same one', () => {
    const { causes: totals } = explainChange(
      situation([risk({ state: 'closed' })]),
      situation([
        risk({ inherent: { probabilityMicro: 200_000, impactCenti: 10_000 } }),
      ]),
      new Map([['replay', 'merged']]),
    );
    expect(totals).toEqual([
      { cause: 'merged', exposureUnits: 200_000, riskCount: 1 },
    ]);
  });

  it('counts another effect of a mitigation as another rating', () => {
    expect(
      causes(
        [risk({ mitigations: [halving('verified')] })],
        [
          risk({
            mitigations: [{ ...halving('verified'), effectLikelihood: 0.8 }],
          }),
        ],
      ),
    ).toEqual([['reRated', -30_000]]);
  });

  it('follows a mitigation from plan to claim to evidence and back', () => {
    const [none, planned, claimed, verified] = [
      risk(),
      risk({ mitigations: [halving('planned')] }),
      risk({ mitigations: [halving('claimed')] }),
      risk({ mitigations: [halving('verified')] }),
    ];
    const halfBelieved = (before: RiskState, after: RiskState) =>
      causes([before], [after], undefined, 0.5);
    expect(halfBelieved(none, planned)).toEqual([]);
    expect(halfBelieved(planned, claimed)).toEqual([
      ['mitigationClaimed', -25_000],
    ]);
    expect(halfBelieved(claimed, verified)).toEqual([
      ['mitigationVerified', -25_000],
    ]);
    expect(halfBelieved(planned, verified)).toEqual([
      ['mitigationVerified', -50_000],
    ]);
    expect(halfBelieved(none, verified)).toEqual([
      ['mitigationVerified', -50_000],
    ]);
    expect(halfBelieved(verified, claimed)).toEqual([
      ['mitigationWithdrawn', 25_000],
    ]);
    expect(halfBelieved(claimed, none)).toEqual([
      ['mitigationWithdrawn', 25_000],
    ]);
  });

  it('tells several causes of one risk apart', () => {
    expect(
      causes(
        [risk({ mitigations: [halving('verified', 'waf')] })],
        [
          risk({
            inherent: { probabilityMicro: 200_000, impactCenti: 10_000 },
            mitigations: [halving('claimed'), halving('verified', 'mfa')],
          }),
        ],
      ),
    ).toEqual([
      ['reRated', 50_000],
      ['mitigationWithdrawn', 100_000],
      ['mitigationClaimed', -100_000],
      ['mitigationVerified', -50_000],
    ]);
  });

  it('says that a risk was closed by its mitigation', () => {
    const full = { ...halving('claimed'), effectLikelihood: 1 };
    expect(
      causes([risk()], [risk({ state: 'closed', mitigations: [full] })]),
    ).toEqual([
      ['mitigationClaimed', -100_000],
      ['fixed', 0],
    ]);
  });

  it('says that a risk came back because its mitigation went', () => {
    const full = { ...halving('claimed'), effectLikelihood: 1 };
    expect(
      causes(
        [risk({ state: 'closed', mitigations: [full] })],
        [risk({ state: 'reopened' })],
      ),
    ).toEqual([
      ['reopened', 0],
      ['mitigationWithdrawn', 100_000],
    ]);
  });

  it('names the policy when claims are believed less', () => {
    const claimed = [risk({ mitigations: [halving('claimed')] })];
    expect(
      explainChange(situation(claimed, 1), situation(claimed, 0.5)).causes,
    ).toEqual([
      { cause: 'policyChanged', exposureUnits: 25_000, riskCount: 1 },
    ]);
  });

  it('takes a risk that came or left by the policy of its own time', () => {
    const claimed = [risk({ mitigations: [halving('claimed')] })];
    expect(
      explainChange(situation([], 1), situation(claimed, 0)).causes,
    ).toEqual([{ cause: 'new', exposureUnits: 100_000, riskCount: 1 }]);
    expect(
      explainChange(situation(claimed, 1), situation([], 0)).causes,
    ).toEqual([{ cause: 'fixed', exposureUnits: -50_000, riskCount: 1 }]);
  });

  it('refuses a risk or mitigation given twice', () => {
    const twice = situation([risk(), risk()]);
    expectError(
      () => explainChange(twice, situation([])),
      'duplicateId',
      'before.risks',
    );
    expectError(
      () => explainChange(situation([]), twice),
      'duplicateId',
      'after.risks',
    );
    const mitigatedTwice = risk({
      mitigations: [halving('planned'), halving('claimed')],
    });
    expectError(
      () => explainChange(situation([]), situation([mitigatedTwice])),
      'duplicateId',
      "mitigations of 'replay'",
    );
  });

  const anyMitigations = fc
    .tuple(
      ...['m1', 'm2', 'm3'].map(id =>
        fc.option(
          anyMitigation.map(mitigation => ({ id, ...mitigation })),
          { nil: undefined },
        ),
      ),
    )
    .map(mitigations => mitigations.flatMap(m => (m ? [m] : [])));

  const anyState = (id: string): fc.Arbitrary<RiskState[]> =>
    fc.array(
      fc.record({
        id: fc.constant(id),
        state: fc.constantFrom('open', 'reopened', 'closed'),
        inherent: fc.option(anyEstimate, { nil: undefined }),
        mitigations: anyMitigations,
      }),
      { maxLength: 1 },
    );

  const ids = ['r1', 'r2', 'r3', 'r4'];
  const anySituation: fc.Arbitrary<RiskSituation> = fc
    .tuple(fc.tuple(...ids.map(anyState)), anyFraction)
    .map(([risks, claimedWeight]) => situation(risks.flat(), claimedWeight));

  const anyRecorded: fc.Arbitrary<Map<string, RecordedCause>> = fc
    .array(
      fc.tuple(
        fc.constantFrom(...ids),
        fc.constantFrom<RecordedCause>(
          'newlyAssessed',
          'movedIn',
          'movedOut',
          'merged',
          'split',
          'entityRemoved',
          'policyChanged',
        ),
      ),
    )
    .map(entries => new Map(entries));

  function exposureOf({ policy, risks }: RiskSituation): number {
    return sumExposureUnits(
      risks.map(({ state, inherent, mitigations }) =>
        inherent && state !== 'closed'
          ? exposureUnits(
              applyMitigations(inherent, mitigations, policy).current,
            )
          : 0,
      ),
    );
  }

  it('adds causes up to the difference exactly, whatever happened', () => {
    fc.assert(
      fc.property(
        anySituation,
        anySituation,
        anyRecorded,
        (before, after, recorded) => {
          const change = explainChange(before, after, recorded);
          const difference = exposureOf(after) - exposureOf(before);
          expect(change.differenceUnits).toBe(difference);
          for (const rows of [change.causes, change.changes]) {
            expect(rows.reduce((sum, row) => sum + row.exposureUnits, 0)).toBe(
              difference,
            );
          }
          const order = change.causes.map(row =>
            changeCauses.indexOf(row.cause),
          );
          expect(order).toEqual([...order].sort((a, b) => a - b));
        },
      ),
      propertyRuns,
    );
  });

  it('finds nothing between a situation and itself', () => {
    fc.assert(
      fc.property(anySituation, anyRecorded, (same, recorded) => {
        expect(explainChange(same, same, recorded).changes).toEqual([]);
      }),
      propertyRuns,
    );
  });
});
