import {
  ProductRisk,
  Session,
  Sessions,
  TreatmentComparison,
} from '@product-risk/backstage-plugin-risk-common';
import { budgetSummaryFixture } from './budget';
import { uuid } from './ids';
import { scorecardFixture } from './products';

const product = { ref: 'system:default/payments', title: 'Payments' };
const lena = { ref: 'user:default/lena.vogt', title: 'Lena Vogt' };

const risk = (
  id: number,
  title: string,
  changes: Partial<ProductRisk> = {},
): ProductRisk => ({
  ...scorecardFixture.topRisks[0],
  id: uuid(id),
  title,
  statement: `Someone could use this: ${title}.`,
  findingId: undefined,
  ...changes,
});

/** The risks that the options below treat. */
export const treatedRisksFixture: ProductRisk[] = [
  risk(71, 'Stolen session pays out', { exposure: 300_000 }),
  risk(72, 'Refund without a check', {
    exposure: 100_000,
    ratingState: 'assumed',
  }),
];

const option = {
  revision: 1,
  kind: 'mitigate' as const,
  constraints: '',
  evidence: '',
  costYearly: 0,
  hiddenEffects: 0,
  excludes: [],
  needs: [],
  createdBy: lena,
  createdAt: '2026-11-20T10:00:00.000Z',
};

/** Two options, of which one is enough. */
export const treatmentFixture: TreatmentComparison = {
  product,
  asOf: '2026-11-24T12:00:00.000Z',
  policyVersion: 'abcdef012345',
  costUnit: 'person days',
  years: 1,
  exposure: 505_000,
  target: 400_000,
  needed: 105_000,
  risks: treatedRisksFixture,
  options: [
    {
      ...option,
      id: uuid(81),
      title: 'Bind sessions to devices',
      constraints: 'Customers sign in again once',
      costOnce: 800,
      cost: 800,
      leadDays: 14,
      effects: [{ riskId: uuid(71), effectLikelihood: 0.6, effectImpact: 0 }],
      projectedPoints: 32.5,
    },
    {
      ...option,
      id: uuid(82),
      kind: 'avoid',
      title: 'Switch instant refunds off',
      costOnce: 0,
      costYearly: 500,
      cost: 500,
      effects: [{ riskId: uuid(72), effectLikelihood: 1, effectImpact: 0 }],
      projectedPoints: 40.5,
    },
  ],
  method: 'exact',
  paretoFront: [
    { options: [], cost: 0, projectedPoints: 50.5 },
    { options: [uuid(82)], cost: 500, projectedPoints: 40.5 },
    { options: [uuid(81)], cost: 800, projectedPoints: 32.5 },
    { options: [uuid(81), uuid(82)], cost: 1_300, projectedPoints: 22.5 },
  ],
  cheapest: { options: [uuid(81)], cost: 800, projectedPoints: 32.5 },
  whatIf: {
    options: [],
    allowed: true,
    cost: 0,
    projectedPoints: 50.5,
    budget: budgetSummaryFixture,
  },
  sentence:
    '10.5 points have to go to meet the target of 40.0 points. The cheapest explored way costs 8 person days and leaves 32.5 points.',
};

/** A session that was held, with risks in and out. */
export const sessionFixture: Session = {
  id: uuid(91),
  title: 'Sessions and refunds',
  state: 'planned',
  day: '2026-12-01',
  cadenceDays: 180,
  reason: 'The register lists stolen sessions as our largest risk',
  risks: 2,
  options: 2,
  createdBy: { ref: 'user:default/ruth.nakamura', title: 'Ruth Nakamura' },
  createdAt: '2026-11-20T10:00:00.000Z',
  product,
  revision: 3,
  notes: 'We start with the login.',
  outcome: '',
  scope: [{ ref: 'component:default/payments-api', title: 'payments-api' }],
  hiddenScope: 1,
  participants: [lena],
  hiddenParticipants: 0,
  risksIn: [treatedRisksFixture[0]],
  risksOut: [treatedRisksFixture[1]],
  hiddenRisks: 0,
};

/** The sessions of that product. */
export const sessionsFixture: Sessions = {
  product,
  due: {
    state: 'overdue',
    on: '2026-10-30',
    reasons: ['By its cadence the next one was due on 30 Oct.'],
  },
  items: [sessionFixture],
  truncated: false,
};
