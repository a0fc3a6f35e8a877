import fc from 'fast-check';
import { defaultPolicy, MitigationEffect } from '@product-risk/risk-model';
import { RiskInstance, riskNumbers } from './riskNumbers';

const estimates = fc.record({
  probabilityMicro: fc.integer({ min: 0, max: 1_000_000 }),
  impactCenti: fc.integer({ min: 0, max: 1_000_000 }),
});
const effects: fc.Arbitrary<MitigationEffect> = fc.record({
  state: fc.constantFrom('planned', 'claimed', 'verified'),
  effectLikelihood: fc
    .integer({ min: 0, max: 1_000_000 })
    .map(micro => micro / 1_000_000),
  effectImpact: fc.constant(0),
});
const instances: fc.Arbitrary<RiskInstance> = fc.record({
  entityRef: fc.constantFrom('component:default/a', 'component:default/b'),
  estimate: fc.option(estimates, { nil: undefined }),
  mitigations: fc.array(effects, { maxLength: 3 }),
});
const several = fc.array(instances, { minLength: 1, maxLength: 5 });
const persons = fc.option(estimates, { nil: undefined });

const numbers = (
  some: readonly RiskInstance[],
  person?: { probabilityMicro: number; impactCenti: number },
) => riskNumbers(some, person, defaultPolicy);

describe('riskNumbers', () => {
  it('does not change when a finding moves to another component', () => {
    fc.assert(
      fc.property(several, persons, (some, person) => {
        const { entityRefs: _, ...before } = numbers(some, person);
        const { entityRefs: _moved, ...after } = numbers(
          some.map(one => ({ ...one, entityRef: 'component:default/c' })),
          person,
        );
        expect(after).toEqual(before);
      }),
    );
  });

  it('does not change when a second report says the same or less', () => {
    fc.assert(
      fc.property(several, persons, fc.nat(4), (some, person, pick) => {
        const twin = some[pick % some.length];
        const { entityRefs: _, ...before } = numbers(some, person);
        const { entityRefs: _more, ...after } = numbers(
          [...some, twin],
          person,
        );
        expect(after).toEqual(before);
      }),
    );
  });

  it('does not depend on the order of the findings', () => {
    fc.assert(
      fc.property(several, persons, (some, person) => {
        expect(numbers([...some].reverse(), person)).toEqual(
          numbers(some, person),
        );
      }),
    );
  });

  it('never rises when a mitigation is added, nor falls when a finding is', () => {
    fc.assert(
      fc.property(
        several,
        effects,
        instances,
        persons,
        (some, effect, other, person) => {
          const before = numbers(some, person);
          const mitigated = numbers(
            [
              { ...some[0], mitigations: [...some[0].mitigations, effect] },
              ...some.slice(1),
            ],
            person,
          );
          expect(mitigated.exposure).toBeLessThanOrEqual(before.exposure);
          expect(mitigated.exposureProjected).toBeLessThanOrEqual(
            before.exposureProjected,
          );
          const more = numbers([...some, other], person);
          expect(more.exposure).toBeGreaterThanOrEqual(before.exposure);
          expect(more.open || !before.open).toBe(true);
        },
      ),
    );
  });

  it('is unrated, not nothing, when no source names a severity', () => {
    expect(
      numbers([{ entityRef: 'component:default/a', mitigations: [] }]),
    ).toMatchObject({ ratingState: 'unrated', level: null, open: true });
  });

  it('is closed when nothing reports it any more, and keeps a rating', () => {
    expect(
      numbers([], { probabilityMicro: 100_000, impactCenti: 3_000 }),
    ).toMatchObject({
      open: false,
      exposure: 0,
      exposureInherent: 0,
      ratingState: 'confirmed',
    });
  });
});
