import { ImportPreview } from '@product-risk/backstage-plugin-risk-common';
import { uuid } from './ids';

/** What a corrected file would change. */
export const importPreviewFixture: ImportPreview = {
  fileName: 'payments-2026.json',
  format: 'threat-dragon',
  formatVersion: '2',
  contentHash: 'sha256:4f1c',
  models: [{ title: 'Payments', elements: 13, findings: 27, mitigations: 15 }],
  counts: { created: 1, changed: 1, reopened: 0, absent: 1, unchanged: 24 },
  changes: [
    {
      kind: 'created',
      key: 'k1',
      title: 'Payout limits are checked in the browser only',
      severity: 'high',
      status: 'open',
    },
    {
      kind: 'changed',
      key: 'k2',
      title: 'Refund webhook is not authenticated',
      severity: 'medium',
      status: 'claimed',
      fields: ['status', 'mitigations'],
    },
    {
      kind: 'absent',
      key: 'k3',
      title: 'Old card terminal protocol',
      severity: 'low',
      status: 'absent',
    },
  ],
  movedFrom: {
    sourceId: uuid(2),
    location: './threat-model.json',
    sharedKeys: 24,
  },
  unmapped: [
    {
      modelKey: 'payments',
      modelTitle: 'Payments',
      elementId: 'fraud',
      name: 'Fraud scoring',
      kind: 'process',
      mappedBy: 'none',
      candidates: [],
      findings: 2,
    },
  ],
  proposed: [
    {
      modelKey: 'payments',
      modelTitle: 'Payments',
      elementId: 'ledger',
      name: 'Ledger',
      kind: 'datastore',
      entityRef: 'component:default/payments-api',
      mappedBy: 'attachment',
      candidates: [
        {
          ref: 'component:default/ledger',
          title: 'Ledger service',
          by: 'name',
        },
        {
          ref: 'resource:default/ledger',
          title: 'Ledger database',
          by: 'name',
        },
      ],
      findings: 3,
    },
  ],
  mapped: [
    {
      modelKey: 'payments',
      modelTitle: 'Payments',
      elementId: 'web',
      name: 'Payments web',
      kind: 'process',
      entityRef: 'component:default/payments-web',
      mappedBy: 'name',
      candidates: [],
      findings: 1,
    },
  ],
  categories: {
    confirmed: 12,
    suggestions: 2,
    suggested: [
      {
        key: 'payments/restore',
        title: 'Restore was never tried',
        category: {
          id: 'iso27001@2022:A.8.13',
          node: 'A.8.13',
          name: 'Information backup',
        },
        confidence: 0.4,
      },
    ],
  },
  review: {
    scan: false,
    notReviewed: {
      critical: 0,
      high: 0,
      medium: 0,
      low: 0,
      info: 0,
      unknown: 0,
    },
    groups: 0,
    promoted: 0,
  },
  warnings: [
    {
      code: 'unknown-severity',
      message: 'The severity “TBD” is not known; the threat stays unrated.',
      line: 96,
      column: 21,
    },
  ],
  exposure: { before: 201_900, after: 221_900 },
};

/** What a file would change that forgets most findings. */
export const quarantinedPreviewFixture: ImportPreview = {
  ...importPreviewFixture,
  counts: { created: 0, changed: 0, reopened: 0, absent: 20, unchanged: 4 },
  movedFrom: undefined,
  quarantine: { reason: '20 of 24 open findings would disappear.' },
};

/** What a scanner's report would change: counts, and no exposure. */
export const scanPreviewFixture: ImportPreview = {
  ...importPreviewFixture,
  fileName: 'payments-api.sarif',
  format: 'sarif',
  formatVersion: '2.1.0',
  models: [{ title: 'CodeQL', elements: 0, findings: 6, mitigations: 0 }],
  counts: { created: 6, changed: 0, reopened: 0, absent: 0, unchanged: 0 },
  movedFrom: undefined,
  unmapped: [],
  proposed: [],
  mapped: [],
  categories: { confirmed: 0, suggestions: 0, suggested: [] },
  review: {
    scan: true,
    notReviewed: {
      critical: 0,
      high: 2,
      medium: 1,
      low: 0,
      info: 1,
      unknown: 0,
    },
    groups: 3,
    promoted: 2,
  },
  warnings: [],
  exposure: { before: 201_900, after: 201_900 },
};
