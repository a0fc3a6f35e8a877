import {
  OwnedProducts,
  ProductSummary,
  Report,
  Scorecard,
} from '@product-risk/backstage-plugin-risk-common';
import { entityRiskFixture } from './entityRisk';

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
  madeOf: { byRisk: [], byComponent: [] },
  topRisks: [],
  hidden: { entities: 0, risks: 0 },
  components: [],
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
  domains: [],
  noProduct: {
    ...productFixture,
    entity: undefined,
    domain: undefined,
    owner: { state: 'none' },
    assessed: false,
    worst: undefined,
  },
  trend: productFixture.trend,
};
