import {
  Finding,
  FindingDetail,
  ImportSummary,
  Mitigation,
} from '@product-risk/backstage-plugin-risk-common';
import { defaultScale, exposureUnits, levelOf } from '@product-risk/risk-model';
import { uuid } from './ids';

export const paymentsApi = {
  ref: 'component:default/payments-api',
  title: 'payments-api',
};

export const modelId = uuid(1);
export const sourceId = uuid(2);

const mitigation = (
  number: number,
  changes: Partial<Mitigation>,
): Mitigation => ({
  id: uuid(100 + number),
  title: 'Bind the session to the device',
  description: '',
  state: 'planned',
  stated: 'planned',
  effectLikelihood: 0,
  effectImpact: 0,
  ...changes,
});

interface Sketch {
  title: string;
  stride: Finding['stride'];
  element: [id: string, name: string, kind: string];
  estimate?: [probabilityMicro: number, impactCenti: number];
  changes?: Partial<Finding>;
  rating?: 'assumed' | 'confirmed' | 'unrated';
}

function finding(number: number, sketch: Sketch): Finding {
  const { title, stride, element, estimate, rating = 'assumed' } = sketch;
  const [probabilityMicro, impactCenti] = estimate ?? [0, 0];
  const values = { probabilityMicro, impactCenti };
  const exposure = estimate ? exposureUnits(values) : 0;
  return {
    id: uuid(200 + number),
    title,
    severity: 'high',
    severityRaw: 'High',
    status: 'open',
    statusRaw: 'Open',
    reviewed: true,
    stride,
    categories: [{ taxonomy: 'cwe', id: 'CWE-294' }],
    entity: paymentsApi,
    element: { id: element[0], name: element[1], kind: element[2] },
    model: { id: modelId, title: 'Payments' },
    sourceId,
    risk: {
      id: uuid(300 + number),
      title,
      statement: title,
      productRef: 'system:default/payments',
      ratingState: rating,
      inherent: estimate && values,
      current: estimate && values,
      exposure,
      level: estimate && levelOf(exposure, defaultScale),
      state: 'open',
      reviewFlag: false,
    },
    mitigations: [],
    firstSeen: '2026-09-02T09:12:00.000Z',
    lastSeen: '2026-11-20T08:00:00.000Z',
    ...sketch.changes,
  };
}

/** Findings of `payments-api`, worst first. */
export const findingsFixture: Finding[] = [
  finding(1, {
    title: 'Signing key of payment orders is readable by every pod',
    stride: ['I', 'E'],
    element: ['keys', 'Signing keys', 'datastore'],
    estimate: [100_000, 10_000],
    rating: 'confirmed',
    changes: { severity: 'critical', severityRaw: 'Critical' },
  }),
  finding(2, {
    title: 'Session token can be replayed',
    stride: ['S'],
    element: ['login', 'Login flow', 'flow'],
    estimate: [300_000, 3_000],
    changes: {
      mitigations: [
        mitigation(1, { state: 'claimed', stated: 'implemented' }),
        mitigation(2, {
          title: 'Short lifetime of tokens',
          state: 'verified',
          stated: 'implemented',
          evidence: 'Integration test session-expiry.test.ts',
          verifiedBy: 'user:default/lena.vogt',
          verifiedAt: '2026-10-02T12:00:00.000Z',
          effectLikelihood: 0.5,
        }),
      ],
    },
  }),
  finding(3, {
    title: 'Refund webhook is not authenticated',
    stride: ['S', 'T'],
    element: ['webhook', 'Refund webhook', 'flow'],
    estimate: [100_000, 1_000],
    changes: { status: 'in_progress', severityRaw: 'Medium' },
  }),
  finding(4, {
    title:
      'Card numbers of declined payments are written to the debug log, which is kept for a year and shipped to a third party',
    stride: ['I'],
    element: ['api', 'Payments API', 'process'],
    estimate: [30_000, 300],
    changes: { status: 'accepted', statusRaw: 'Accepted' },
  }),
  finding(5, {
    title: 'Reconciliation job trusts file names from the bank',
    stride: ['T', 'D'],
    element: ['ledger', 'Ledger', 'datastore'],
    rating: 'unrated',
    changes: { severity: 'unknown', severityRaw: 'TBD' },
  }),
  finding(6, {
    title: 'Potential lack of input validation for Payments API',
    stride: ['T'],
    element: ['api', 'Payments API', 'process'],
    changes: { reviewed: false, risk: undefined },
  }),
];

const firstImport: ImportSummary = {
  id: uuid(400),
  sourceId,
  location: 'https://git.example.org/payments/api/threat-model.json',
  at: '2026-09-02T09:12:00.000Z',
  actor: 'plugin:risk',
  status: 'applied',
  fileName: 'threat-model.json',
  format: 'threat-dragon',
  formatVersion: '2',
  bytes: 18_204,
  counts: { created: 24, changed: 0, reopened: 0, absent: 0, unchanged: 0 },
  warnings: [],
};

/** Imports of `payments-api`, newest first. */
export const importsFixture: ImportSummary[] = [
  {
    ...firstImport,
    id: uuid(402),
    at: '2026-11-20T08:00:00.000Z',
    status: 'failed',
    counts: { created: 0, changed: 0, reopened: 0, absent: 0, unchanged: 0 },
    error: {
      code: 'json-syntax',
      message:
        'A comma is missing between two threats. Add it, then read the file again.',
      file: 'fraud-model.json',
      line: 214,
      column: 7,
    },
    fileName: 'fraud-model.json',
  },
  {
    ...firstImport,
    id: uuid(401),
    at: '2026-11-02T08:00:00.000Z',
    counts: { created: 2, changed: 1, reopened: 0, absent: 0, unchanged: 21 },
    warnings: [
      {
        code: 'unknown-severity',
        message: 'The severity “TBD” is not known; the threat stays unrated.',
        line: 96,
      },
    ],
  },
  firstImport,
];

/** The second finding in full. */
export const findingDetailFixture: FindingDetail = {
  ...findingsFixture[1],
  description:
    'The session token is sent with every request and is not bound to the device. Whoever gets hold of one pays out from the account it belongs to until it expires.',
  advice: 'Bind the token to the client certificate of the app.',
  tags: ['payout'],
  ticket: 'PAY-1042',
  product: { ref: 'system:default/payments', title: 'Payments' },
  informs: [
    {
      category: {
        id: 'iso27001@2022:A.8.5',
        node: 'A.8.5',
        name: 'Secure authentication',
      },
      state: 'confirmed',
      reportedAs: 'iso27001@2022:A.8.5',
      assessed: { at: '2026-10-02T09:00:00.000Z', method: 'stride' },
    },
    {
      category: {
        id: 'asvs@5.0.0:V7.2.1',
        node: 'V7.2.1',
        name: 'Session tokens',
      },
      state: 'suggested',
      reportedAs: 'asvs@5.0.0:V7.2',
    },
  ],
  provenance: {
    method: 'annotation',
    file: 'threat-model.json',
    format: 'threat-dragon',
    formatVersion: '2',
    pointer: '/detail/diagrams/0/cells/4/data/threats/0',
    line: 148,
    column: 13,
    nativeId: 'b2a6f8c1',
    diagram: 'Payment',
    firstImport,
    lastImport: importsFixture[1],
  },
  otherFindings: [
    {
      id: uuid(203),
      title: 'Session token can be replayed from the web shop',
      entity: { ref: 'component:default/web-shop', title: 'web-shop' },
      modelTitle: 'Web shop',
      status: 'open',
    },
  ],
  hiddenFindings: 1,
  history: [
    {
      at: '2026-10-02T12:00:00.000Z',
      text: 'Mitigation “Short lifetime of tokens” verified',
      actor: 'user:default/lena.vogt',
    },
    {
      at: '2026-09-02T09:12:00.000Z',
      text: 'First seen',
      actor: 'plugin:risk',
    },
  ],
};
