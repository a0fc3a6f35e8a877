import {
  EvidencePage,
  ExecutiveSummary,
  Initiative,
  ListedAssessment,
  ProductAssessment,
  RootCause,
} from '@product-risk/backstage-plugin-risk-common';
import { uuid } from './ids';

const payments = { ref: 'system:default/payments', title: 'Payments' };
const cards = { ref: 'system:default/cards', title: 'Cards' };
const authentication = {
  id: 'iso27001@2022:A.8.5',
  node: 'A.8.5',
  name: 'Secure authentication',
};

/** An initiative whose effect may still be chance. */
export const initiativeFixture: Initiative = {
  id: uuid(81),
  title: 'One library to sign in',
  category: authentication,
  sponsor: 'user:default/ada',
  hypothesis: 'Half of the products no longer have it in a year.',
  state: 'open',
  createdAt: '2026-09-01T09:00:00.000Z',
  createdBy: 'user:default/tom',
  cost: {
    each: 20,
    affected: 6,
    allProducts: 120,
    platform: 45,
    sentence:
      'Fixing it in 6 products costs 120 (20 each); one fix for all costs 45, 75 less.',
  },
  effect: {
    products: 8,
    lost: 1,
    affectedBefore: 6,
    affectedNow: 4,
    cleared: 3,
    newlyAffected: 1,
    pValue: 0.625,
    sentence:
      'Of the same 8 products, 6 were affected before and 4 are now. This may be chance (p 0.625).',
  },
  products: [
    { product: cards, before: true },
    { product: payments, before: true, now: false },
  ],
  hiddenProducts: 5,
};

export const assessmentsFixture: ListedAssessment[] = [
  {
    product: payments,
    method: 'stride',
    covers: 14,
    at: '2026-10-02T09:00:00.000Z',
  },
  {
    product: cards,
    method: 'statement',
    category: authentication,
    covers: 1,
    at: '2026-11-20T09:00:00.000Z',
    by: 'user:default/ada',
    note: 'Looked at how people sign in.',
  },
];

export const productAssessmentFixture: ProductAssessment = {
  product: cards,
  methods: [],
};

export const rootCausesFixture: { items: RootCause[]; truncated: boolean } = {
  items: [
    {
      title: 'Shared login library',
      origin: 'file',
      products: 5,
      categories: [authentication],
    },
    {
      origin: 'person',
      products: 2,
      categories: [],
      linkedBy: 'user:default/ada',
      linkedAt: '2026-11-21T09:00:00.000Z',
    },
  ],
  truncated: false,
};

export const evidenceFixture: EvidencePage = {
  category: authentication,
  items: [
    {
      findingId: uuid(1),
      title: 'Session token can be replayed',
      category: authentication,
      state: 'confirmed',
      product: payments,
      entity: { ref: 'component:default/payments-api', title: 'payments-api' },
      status: 'open',
      level: 'critical',
      treatments: [{ title: 'Bind tokens to the client', state: 'planned' }],
      model: {
        title: 'Payments API',
        updatedAt: '2025-03-19',
        lastSeen: '2026-11-24T09:00:00.000Z',
        stale: true,
      },
    },
  ],
  totalItems: 3,
  hidden: 0,
  summary: {
    findings: 3,
    untreated: 1,
    planned: 1,
    claimed: 1,
    verified: 0,
    stale: 1,
    oldest: '2025-03-19',
    newest: '2026-11-20T09:00:00.000Z',
    staleAfterDays: 180,
  },
};

export const executiveFixture: ExecutiveSummary = {
  asOf: '2026-11-24T09:00:00.000Z',
  budgets: {
    within: 5,
    runningOut: 1,
    over: 2,
    unknown: 2,
    products: [
      {
        product: payments,
        state: 'exhausted',
        sentence: 'All of the budget is spent; it recovers on 3 Feb.',
      },
    ],
    hidden: 1,
  },
  themes: [
    {
      id: authentication.id,
      name: authentication.name,
      sentence: '6 of the 8 products that were looked at have it.',
      initiative: 'One library to sign in',
    },
  ],
};
