import { RelinkOffer } from '@product-risk/backstage-plugin-risk-common';
import { paymentsApi } from './findings';
import { uuid } from './ids';

/** A rating whose finding is gone, and what looks like it. */
export const relinkOffersFixture: RelinkOffer[] = [
  {
    from: {
      id: uuid(71),
      title: 'Session token can be replayed',
      severity: 'high',
      element: 'Login',
      entity: paymentsApi,
      model: 'Payments',
      absentSince: '2026-11-20T08:00:00.000Z',
    },
    to: {
      id: uuid(72),
      title: 'Tokens can be replayed',
      severity: 'high',
      element: 'Login flow',
      entity: paymentsApi,
      model: 'Payments',
      firstSeen: '2026-11-20T08:00:00.000Z',
    },
    similarity: 0.83,
    judgements: [
      {
        kind: 'rating',
        text: 'Rated 30 % a year at 30 points',
        by: 'user:default/lena',
        at: '2026-10-02T08:00:00.000Z',
      },
    ],
  },
];
