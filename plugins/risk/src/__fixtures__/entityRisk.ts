import {
  EntityRisk,
  ModelSummary,
  Source,
} from '@product-risk/backstage-plugin-risk-common';
import { importsFixture, modelId, paymentsApi, sourceId } from './findings';
import { uuid } from './ids';

export const modelFixture: ModelSummary = {
  id: modelId,
  kind: 'threat-model',
  title: 'Payments',
  format: 'threat-dragon',
  formatVersion: '2',
  sourceId,
  changedAt: '2026-11-01T08:00:00.000Z',
  elements: 12,
  findings: 26,
  unmapped: 1,
  warnings: 1,
  staleReasons: [
    {
      code: 'relation-added',
      text: 'now calls fraud-scoring, which the model does not know',
      since: '2026-11-12T08:00:00.000Z',
    },
  ],
};

/** `payments-api`: modelled, stale, with a source that cannot be read. */
export const entityRiskFixture: EntityRisk = {
  entity: paymentsApi,
  asOf: '2026-11-24T08:00:00.000Z',
  policyVersion: '1',
  pending: false,
  assessed: true,
  missing: false,
  product: {
    ref: 'system:default/payments',
    title: 'Payments',
    exposure: 505_000,
    owner: {
      state: 'confirmed',
      ref: 'group:default/payments-product',
      title: 'Payments product',
    },
  },
  productTie: false,
  isProduct: false,
  exposure: {
    current: 201_900,
    inherent: 350_000,
    projected: 121_900,
    verifiedOnly: 240_000,
  },
  share: 201_900,
  worst: 'critical',
  risks: { critical: 1, high: 1, medium: 1, low: 1, unrated: 1 },
  confirmed: 1,
  findings: {
    open: 3,
    inProgress: 1,
    claimed: 12,
    verified: 2,
    accepted: 1,
    excluded: 2,
    notReviewed: 84,
  },
  models: [modelFixture],
  failedSources: [
    {
      id: uuid(3),
      location: 'https://git.example.org/payments/api/fraud-model.json',
      state: 'failed',
      error: importsFixture[0].error,
    },
  ],
};

/** A component that no model covers. */
export const notAssessedFixture: EntityRisk = {
  ...entityRiskFixture,
  pending: false,
  assessed: false,
  exposure: { current: 0, inherent: 0, projected: 0, verifiedOnly: 0 },
  share: 0,
  worst: undefined,
  risks: { critical: 0, high: 0, medium: 0, low: 0, unrated: 0 },
  confirmed: 0,
  findings: {
    open: 0,
    inProgress: 0,
    claimed: 0,
    verified: 0,
    accepted: 0,
    excluded: 0,
    notReviewed: 0,
  },
  models: [],
  failedSources: [],
};

export const sourcesFixture: Source[] = [
  {
    id: sourceId,
    method: 'annotation',
    location: 'https://git.example.org/payments/api/threat-model.json',
    declaredAs: './threat-model.json',
    state: 'ok',
    attachedTo: [paymentsApi],
    checkedAt: '2026-11-24T06:00:00.000Z',
    appliedAt: '2026-11-02T08:00:00.000Z',
    lastImport: importsFixture[1],
  },
  {
    id: uuid(3),
    method: 'annotation',
    location: 'https://git.example.org/payments/api/fraud-model.json',
    declaredAs: './fraud-model.json',
    state: 'failed',
    error: importsFixture[0].error,
    attachedTo: [paymentsApi],
    checkedAt: '2026-11-20T08:00:00.000Z',
    lastImport: importsFixture[0],
  },
];
