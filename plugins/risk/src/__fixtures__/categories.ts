import {
  CategoryPage,
  CategoryReport,
  CategoryRisk,
  CategoryTriageItem,
  CategoryVerdict,
  HeatMap,
} from '@product-risk/backstage-plugin-risk-common';
import { uuid } from './ids';

const cryptography = {
  id: 'iso27001@2022:A.8.24',
  node: 'A.8.24',
  name: 'Use of cryptography',
};
const authentication = {
  id: 'iso27001@2022:A.8.5',
  node: 'A.8.5',
  name: 'Secure authentication',
};
const backup = {
  id: 'iso27001@2022:A.8.13',
  node: 'A.8.13',
  name: 'Information backup',
};
const masking = {
  id: 'iso27001@2022:A.8.11',
  node: 'A.8.11',
  name: 'Data masking',
};

const payments = { ref: 'system:default/payments', title: 'Payments' };
const cards = { ref: 'system:default/cards', title: 'Cards' };

const systemicVerdict: CategoryVerdict = {
  category: authentication,
  verdict: 'commonCause',
  systemic: true,
  reasons: [
    '6 of 8 assessed products are affected, more than chance explains.',
    'Fix it once, centrally.',
  ],
  assessed: 8,
  affected: 6,
  affectedIfSuggested: 7,
  prevalence: 0.75,
  wilson: { low: 0.41, high: 0.93 },
  wilsonIfSuggested: { low: 0.53, high: 0.98 },
  expected: 0.31,
  pValue: 0.004,
  qValue: 0.01,
  exposure: 900_000,
  effectiveProducts: 4.2,
  commonCause: { title: 'Shared login library', affected: 5 },
  hotSpots: [],
};

const nothing = {
  systemic: false,
  affected: 0,
  affectedIfSuggested: 0,
  pValue: 1,
  exposure: 0,
  hotSpots: [],
} as const;

/** One category of each kind: systemic, a hot spot, clear and unknown. */
export const categoryReportFixture: CategoryReport = {
  asOf: '2026-11-24T09:00:00.000Z',
  dataVersion: '2026.11',
  framework: 'iso27001@2022',
  level: 'control',
  frameworks: [
    {
      key: 'iso27001@2022',
      title: 'ISO/IEC 27001 Annex A',
      levels: ['control'],
    },
    {
      key: 'asvs@5.0.0',
      title: 'OWASP ASVS',
      levels: ['chapter', 'section'],
    },
  ],
  filters: { types: ['product'], lifecycles: ['production', 'experimental'] },
  headline: ['One category is systemic: Secure authentication.'],
  toleratedPrevalence: 0.25,
  countsFrom: 'high',
  products: { total: 10, assessed: 8 },
  quality: { findings: 200, uncategorised: 30, waiting: 12, retired: 0 },
  categories: [
    systemicVerdict,
    {
      ...nothing,
      hotSpots: [],
      category: masking,
      verdict: 'notSystemic',
      reasons: ['No product is affected.'],
      assessed: 8,
      prevalence: 0,
      wilson: { low: 0, high: 0.32 },
      wilsonIfSuggested: { low: 0, high: 0.32 },
      qValue: 1,
    },
    {
      ...nothing,
      hotSpots: [],
      category: backup,
      verdict: 'tooLittleData',
      reasons: ['No product was assessed for this category.'],
      assessed: 0,
      wilson: { low: 0, high: 1 },
      wilsonIfSuggested: { low: 0, high: 1 },
    },
    {
      ...nothing,
      category: cryptography,
      verdict: 'hotSpot',
      reasons: ['Cards has more of it than its number of risks explains.'],
      assessed: 8,
      affected: 1,
      affectedIfSuggested: 1,
      prevalence: 0.125,
      wilson: { low: 0.02, high: 0.47 },
      wilsonIfSuggested: { low: 0.02, high: 0.47 },
      qValue: 0.9,
      exposure: 120_000,
      hotSpots: [
        { product: cards, pValue: 0.001, qValue: 0.012 },
        { pValue: 0.002, qValue: 0.02 },
      ],
    },
  ],
};

export const heatMapFixture: HeatMap = {
  framework: 'iso27001@2022',
  level: 'control',
  categories: [authentication, masking, cryptography],
  rows: [
    {
      product: payments,
      cells: [
        {
          category: authentication.id,
          state: 'affected',
          confirmed: 3,
          suggested: 1,
        },
        { category: masking.id, state: 'none', confirmed: 0, suggested: 0 },
      ],
    },
    {
      product: cards,
      cells: [
        {
          category: authentication.id,
          state: 'below',
          confirmed: 0,
          suggested: 2,
        },
      ],
    },
  ],
  totalItems: 3,
  hidden: 1,
};

export const categoryPageFixture: CategoryPage = {
  verdict: systemicVerdict,
  above: [
    { id: 'iso27001@2022:A.8', node: 'A.8', name: 'Technological controls' },
  ],
  trend: [
    { day: '2026-09-01', affected: 2 },
    { day: '2026-11-12', affected: 6 },
  ],
  causes: [{ title: 'Shared login library', affected: 5 }, { affected: 2 }],
  products: [
    {
      product: payments,
      confirmed: 3,
      suggested: 1,
      affected: true,
      exposure: 505_000,
      pValue: 0.21,
    },
  ],
  hidden: 5,
  further: 0,
};

export const categoryRisksFixture: CategoryRisk[] = [
  {
    id: uuid(71),
    title: 'Session token can be replayed',
    statement: 'Somebody replays a session token and acts as the customer.',
    product: payments,
    level: 'critical',
    exposure: 300_000,
    state: 'confirmed',
    findingIds: [uuid(1)],
  },
];

export const categoryTriageFixture: CategoryTriageItem[] = [
  {
    findingId: uuid(1),
    title: 'Session token can be replayed',
    description: 'The token does not expire.',
    entity: { ref: 'component:default/payments-api', title: 'payments-api' },
    stride: ['S'],
    suggestions: [
      {
        category: authentication,
        framework: 'iso27001@2022',
        frameworkTitle: 'ISO/IEC 27001:2022 Annex A',
        state: 'suggested',
        method: 'crosswalk',
        confidence: 0.6,
        path: ['CWE-294', 'asvs@5.0.0:V7.2', 'iso27001@2022:A.8.5'],
      },
    ],
    shortlist: [],
  },
  {
    findingId: uuid(2),
    title: 'Refund webhook is not authenticated',
    description: '',
    stride: ['S'],
    suggestions: [],
    shortlist: [authentication],
  },
];
