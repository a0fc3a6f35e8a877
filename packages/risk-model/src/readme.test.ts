import { aggregate } from './aggregate';
import { explainExposure } from './explain';
import { formatPoints, formatProbability } from './format';
import { applyMitigations } from './mitigation';
import { defaultPolicy, policyVersion } from './policy';
import { ordinalEstimate } from './scale';

it('gives the numbers that the README shows', () => {
  const { scale, claimedWeight } = defaultPolicy;
  const { inherent, current } = applyMitigations(
    ordinalEstimate(4, 4, scale),
    [{ state: 'verified', effectLikelihood: 0.5, effectImpact: 0 }],
    { claimedWeight },
  );
  expect(inherent.unroundedPoints).toBe(9);
  expect(current.unroundedPoints).toBe(4.5);

  const risks = [
    {
      id: 'replay',
      entityRefs: ['component:default/payments-api'],
      estimate: current,
      confirmed: true,
    },
    {
      id: 'refund',
      entityRefs: ['component:default/refunds'],
      estimate: ordinalEstimate(3, 3, scale),
      confirmed: false,
    },
    { id: 'unknown', entityRefs: [], confirmed: false },
  ];
  const product = aggregate(risks, scale);
  expect(formatPoints(product.exposureUnits)).toBe('5.5');
  expect(formatProbability(product.severe.probability)).toBe('15 %');
  expect(product.severe).toMatchObject({
    confirmedCount: 1,
    candidateCount: 1,
  });
  expect(product.worst).toBe('high');
  expect(product.unratedCount).toBe(1);

  const { inputs, excluded } = explainExposure(
    {
      ref: 'system:default/payments',
      asOf: '2026-03-01T12:00:00Z',
      policyVersion: policyVersion(defaultPolicy),
      scale,
      coverage: {
        modelledCount: 2,
        componentCount: 3,
        staleCount: 0,
        unratedCount: 1,
        notReviewedCount: 0,
      },
    },
    risks,
  );
  expect(
    inputs.map(({ risk, value, share }) => [
      risk,
      value,
      formatProbability(share),
    ]),
  ).toEqual([
    ['replay', 45_000, '82 %'],
    ['refund', 10_000, '18 %'],
  ]);
  expect(excluded.map(({ ref }) => ref)).toEqual(['unknown']);
});
