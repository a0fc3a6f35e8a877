import {
  OwnedProducts,
  ProductSummary,
  Report,
  Scorecard,
} from '@product-risk/backstage-plugin-risk-common';
import { budgetSummaryFixture } from './budget';
import { entityRiskFixture } from './entityRisk';
import { uuid } from './ids';

/** The product that `payments-api` is part of. */
export const productFixture: ProductSummary = {
  entity: { ref: 'system:default/payments', title: 'Payments' },
  hidden: false,
  domain: { ref: 'domain:default/money', title: 'Money' },
  owner: {
    state: 'confirmed',
    ref: 'group:default/payments-product',
    title: 'Payments product',
  },
  assessed: true,
  exposures: {
    current: 505_000,
    inherent: 800_000,
    projected: 300_000,
    verifiedOnly: 600_000,
  },
  worst: 'critical',
  risks: { critical: 1, high: 3, medium: 4, low: 2, unrated: 3 },
  severe: { probability: 0.18, confirmed: 4, rated: 10 },
  coverage: {
    components: 8,
    modelled: 6,
    stale: 1,
    unrated: 3,
    notReviewed: 84,
    failedSources: 1,
  },
  change: { since: '2026-10-25', delta: 32_000 },
  budget: budgetSummaryFixture,
  trend: [
    { day: '2026-10-25', exposure: 473_000 },
    { day: '2026-11-12', exposure: 505_000 },
  ],
  sentence: 'One critical risk makes up a fifth of it.',
};

export const ownedProductsFixture: OwnedProducts = {
  owner: { ref: 'group:default/payments-product', title: 'Payments product' },
  products: [productFixture],
  total: 505_000,
  truncated: false,
};

export const scorecardFixture: Scorecard = {
  ...productFixture,
  entity: { ref: 'system:default/payments', title: 'Payments' },
  asOf: entityRiskFixture.asOf,
  policyVersion: '1',
  removed: { byClaims: 295_000, verified: 200_000 },
  madeOf: {
    byRisk: [
      {
        label: 'Session token can be replayed',
        riskId: uuid(71),
        findingId: uuid(1),
        level: 'critical',
        value: 300_000,
      },
      {
        label: 'Refund webhook is not authenticated',
        riskId: uuid(72),
        findingId: uuid(2),
        level: 'high',
        value: 120_000,
      },
      { label: 'Other risks', value: 85_000 },
    ],
    byComponent: [
      {
        label: 'payments-api',
        ref: 'component:default/payments-api',
        value: 400_000,
      },
      { label: 'Other components', value: 105_000 },
    ],
  },
  explainedChange: {
    since: '2026-10-25',
    delta: 32_000,
    causes: [
      { cause: 'new', label: '2 risks new', delta: 42_000, risks: 2 },
      { cause: 'rated', label: '1 risk re-rated', delta: -10_000, risks: 1 },
    ],
  },
  topRisks: [
    {
      id: uuid(71),
      title: 'Session token can be replayed',
      statement:
        'Someone could replay a stolen session and pay out from a customer’s account.',
      stride: ['S'],
      level: 'critical',
      exposure: 300_000,
      exposureInherent: 300_000,
      ratingState: 'assumed',
      probabilityMicro: 300_000,
      impactCenti: 10_000,
      state: 'open',
      openedAt: '2026-09-01T08:00:00.000Z',
      entities: [
        { ref: 'component:default/payments-api', title: 'payments-api' },
      ],
      hiddenEntities: 1,
      findingId: uuid(1),
      acceptedInFile: false,
      treatmentUnderWay: false,
      missingEntity: false,
    },
  ],
  hidden: { entities: 0, risks: 0 },
  components: [
    {
      entity: { ref: 'component:default/payments-api', title: 'payments-api' },
      state: 'stale',
      staleReasons: ['a new dependency on ledger'],
      unrated: 3,
      notReviewed: 84,
    },
    {
      entity: { ref: 'component:default/payout', title: 'payout' },
      state: 'not-assessed',
      staleReasons: [],
      unrated: 0,
      notReviewed: 0,
    },
    {
      entity: { ref: 'component:default/refunds', title: 'refunds' },
      state: 'failed',
      staleReasons: [],
      unrated: 0,
      notReviewed: 0,
    },
    {
      entity: { ref: 'component:default/cards', title: 'cards' },
      state: 'modelled',
      staleReasons: [],
      unrated: 0,
      notReviewed: 0,
    },
  ],
};

/** A product that nobody looked at: everything is unknown. */
export const unknownProductFixture: ProductSummary = {
  ...productFixture,
  entity: { ref: 'system:default/ledger', title: 'Ledger' },
  owner: {
    state: 'proposed',
    ref: 'group:default/ledger-team',
    title: 'Ledger team',
    proposedBy: 'spec.owner',
  },
  assessed: false,
  budget: {
    state: 'not-assessed',
    sentence: 'Nothing is assessed, so nothing is known to be spent.',
  },
  exposures: { current: 0, inherent: 0, projected: 0, verifiedOnly: 0 },
  worst: undefined,
  risks: { critical: 0, high: 0, medium: 0, low: 0, unrated: 0 },
  severe: { confirmed: 0, rated: 0 },
  coverage: {
    components: 3,
    modelled: 0,
    stale: 0,
    unrated: 0,
    notReviewed: 0,
    failedSources: 0,
  },
  change: undefined,
  trend: [{ day: '2026-11-20' }],
  sentence:
    'Nothing is known yet: none of its 3 components has a threat model.',
};

export const reportFixture: Report = {
  asOf: entityRiskFixture.asOf,
  policyVersion: '1',
  headline: ['12 products carry 120.4 points a year.'],
  products: {
    total: 12,
    assessed: 9,
    byWorst: {
      critical: 2,
      high: 4,
      medium: 2,
      low: 1,
      none: 0,
      notAssessed: 3,
    },
    ownerConfirmed: 8,
    ownerProposed: 3,
    ownerMissing: 1,
  },
  exposures: productFixture.exposures,
  removed: { byClaims: 295_000, verified: 200_000 },
  risks: productFixture.risks,
  coverage: productFixture.coverage,
  domains: [
    {
      domain: { ref: 'domain:default/money', title: 'Money' },
      hidden: false,
      products: 4,
      exposures: productFixture.exposures,
      risks: productFixture.risks,
      coverage: productFixture.coverage,
    },
    {
      hidden: false,
      products: 3,
      exposures: unknownProductFixture.exposures,
      risks: unknownProductFixture.risks,
      coverage: unknownProductFixture.coverage,
    },
  ],
  noProduct: {
    ...productFixture,
    entity: undefined,
    domain: undefined,
    owner: { state: 'none' },
    budget: undefined,
    assessed: false,
    worst: undefined,
  },
  trend: productFixture.trend,
};
