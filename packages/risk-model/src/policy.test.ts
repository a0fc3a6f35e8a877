import { defaultPolicy, policyVersion, validatePolicy } from './policy';
import { expectError } from './__testUtils__/expectError';

describe('policyVersion', () => {
  it('is the same wherever the same policy is written down', () => {
    const { scale, claimedWeight } = defaultPolicy;
    const { critical, high, medium } = scale.levelCuts;
    const reordered = {
      claimedWeight,
      scale: {
        severeImpactCenti: scale.severeImpactCenti,
        levelCuts: { critical, high, medium },
        impactCenti: [...scale.impactCenti] as const,
        likelihoodMicro: [...scale.likelihoodMicro] as const,
      },
    };
    expect(policyVersion(reordered)).toBe(policyVersion(defaultPolicy));
    expect(policyVersion(defaultPolicy)).toMatch(/^[0-9a-f]{16}$/);
  });

  it('tells policies apart that differ in any one value', () => {
    const { scale } = defaultPolicy;
    const versions = [
      defaultPolicy,
      { ...defaultPolicy, claimedWeight: 0.5 },
      { ...defaultPolicy, scale: { ...scale, severeImpactCenti: 1_000 } },
      {
        ...defaultPolicy,
        scale: { ...scale, levelCuts: { ...scale.levelCuts, high: 20_000 } },
      },
      {
        ...defaultPolicy,
        scale: {
          ...scale,
          likelihoodMicro: [10_000, 30_000, 100_000, 300_000, 600_000] as const,
        },
      },
      {
        ...defaultPolicy,
        scale: {
          ...scale,
          impactCenti: [100, 300, 1_000, 3_000, 20_000] as const,
        },
      },
    ].map(policyVersion);
    expect(new Set(versions).size).toBe(versions.length);
  });
});

describe('validatePolicy', () => {
  it('accepts the default policy', () => {
    expect(() => validatePolicy(defaultPolicy)).not.toThrow();
  });

  it('refuses a wrong weight or scale', () => {
    expectError(
      () => validatePolicy({ ...defaultPolicy, claimedWeight: 1.1 }),
      'outOfRange',
      'claimedWeight',
    );
    expectError(
      () =>
        validatePolicy({
          ...defaultPolicy,
          scale: { ...defaultPolicy.scale, severeImpactCenti: 0 },
        }),
      'outOfRange',
      'scale.severeImpactCenti',
    );
  });
});
