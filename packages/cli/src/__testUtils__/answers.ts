import {
  EntityRisk,
  ImportResult,
  Scorecard,
} from '@product-risk/backstage-plugin-risk-common';

const id = '0b6a7c2e-4b7e-4c5d-9a53-3f1f0c8a1d11';
const at = '2026-11-25T08:00:00.000Z';
const noRisks = { critical: 0, high: 0, medium: 0, low: 0, unrated: 0 };

/** What the API answers to a push. */
export const importResult = (
  changes: Partial<ImportResult['import']> = {},
): ImportResult => ({
  import: {
    id,
    sourceId: id,
    location: 'push:orders',
    at,
    actor: 'ci',
    status: 'applied',
    fileName: 'model.yaml',
    bytes: 10,
    counts: { created: 3, changed: 2, reopened: 0, absent: 1, unchanged: 4 },
    warnings: [],
    ...changes,
  },
  source: {
    id,
    method: 'push',
    location: 'push:orders',
    state: 'ok',
    attachedTo: [],
  },
});

/** What the API says of an entity. */
export const entityRisk = (changes: Partial<EntityRisk> = {}): EntityRisk => ({
  entity: { ref: 'component:default/orders', title: 'Orders' },
  asOf: at,
  policyVersion: '1',
  pending: false,
  assessed: true,
  missing: false,
  productTie: false,
  isProduct: false,
  exposure: {
    current: 45_000,
    inherent: 60_000,
    projected: 30_000,
    verifiedOnly: 60_000,
  },
  share: 45_000,
  worst: 'high',
  risks: { ...noRisks, high: 1, low: 2, unrated: 1 },
  confirmed: 1,
  findings: {
    open: 3,
    inProgress: 0,
    claimed: 0,
    verified: 0,
    accepted: 0,
    excluded: 0,
    notReviewed: 0,
  },
  models: [],
  failedSources: [],
  ...changes,
});

/** What the API says of a product. */
export const scorecard = (changes: Partial<Scorecard> = {}): Scorecard => ({
  entity: { ref: 'system:default/shop', title: 'Shop' },
  hidden: { entities: 0, risks: 0 },
  owner: { state: 'none' },
  assessed: true,
  exposures: {
    current: 120_000,
    inherent: 120_000,
    projected: 120_000,
    verifiedOnly: 120_000,
  },
  worst: 'critical',
  risks: { ...noRisks, critical: 1 },
  severe: { confirmed: 0, rated: 1 },
  coverage: {
    components: 2,
    modelled: 1,
    stale: 0,
    unrated: 0,
    notReviewed: 0,
    failedSources: 1,
  },
  trend: [],
  sentence: 'Shop is exposed.',
  asOf: at,
  policyVersion: '1',
  removed: { byClaims: 0, verified: 0 },
  madeOf: { byRisk: [], byComponent: [] },
  topRisks: [],
  components: [],
  ...changes,
});
