import { Explanation } from '@product-risk/backstage-plugin-risk-common';
import { findingsFixture, paymentsApi } from './findings';

/** What the exposure of `payments-api` is made of. */
export const explanationFixture: Explanation = {
  metric: 'exposure',
  subject: paymentsApi,
  title: 'Exposure',
  sentence:
    'payments-api carries 20.2 points a year; two risks make up almost all of it.',
  formula:
    'The sum of probability times impact over all open risks that touch it.',
  unit: 'exposure',
  value: 201_900,
  asOf: '2026-11-24T08:00:00.000Z',
  policyVersion: '1',
  inputs: findingsFixture.slice(0, 2).map(finding => ({
    label: finding.title,
    riskId: finding.risk?.id,
    findingId: finding.id,
    entities: [paymentsApi],
    hiddenEntities: finding.stride.length - 1,
    level: finding.risk?.level,
    value: finding.risk?.exposure ?? 0,
    share: (finding.risk?.exposure ?? 0) / 201_900,
  })),
  rest: { count: 2, value: 11_000, share: 11_000 / 201_900 },
  hidden: { count: 1, value: 900, share: 900 / 201_900 },
  excluded: [
    {
      label: 'finding',
      count: 2,
      reason: 'left out as a false positive',
    },
  ],
  coverage: {
    components: 1,
    modelled: 1,
    stale: 1,
    unrated: 1,
    notReviewed: 84,
    failedSources: 1,
  },
};
