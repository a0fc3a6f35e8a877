import {
  AwaitedRaise,
  Budget,
  BudgetSummary,
  MyRaise,
  ProductTimeliness,
} from '@product-risk/backstage-plugin-risk-common';
import { uuid } from './ids';

/** A budget that runs out. */
export const budgetSummaryFixture: BudgetSummary = {
  state: 'running-out',
  target: 400_000,
  spentShare: 0.76,
  timeShare: 0.67,
  runsOutOn: '2026-12-12',
  alert: 'watch',
  sentence:
    '76 % of the budget is spent, 67 % of the time is gone; it runs out on 12 Dec.',
};

/** The same with everything behind it. */
export const budgetFixture: Budget = {
  ...budgetSummaryFixture,
  product: { ref: 'system:default/payments', title: 'Payments' },
  asOf: '2026-11-24T12:00:00.000Z',
  policyVersion: 'abcdef012345',
  windowDays: 90,
  graceDays: 30,
  spent: 27_360_000,
  budget: 36_000_000,
  daysToRunOut: 18.4,
  burnRates: [
    { days: 1, rate: 1.26 },
    { days: 3, rate: 1.26 },
    { days: 7, rate: 1.2 },
    { days: 15, rate: 1.2 },
    { days: 45, rate: 1.1 },
  ],
  alertRules: [
    { urgency: 'urgent', threshold: 3, longDays: 3, shortDays: 1 },
    { urgency: 'ticket', threshold: 1.5, longDays: 15, shortDays: 3 },
    { urgency: 'watch', threshold: 1, longDays: 45, shortDays: 7 },
  ],
  exposure: {
    shown: 505_000,
    counted: 455_000,
    joining: [{ day: '2026-12-08', exposure: 50_000 }],
  },
  series: {
    exposure: [
      { day: '2026-09-25', exposure: 380_000 },
      { day: '2026-11-12', exposure: 455_000 },
    ],
    target: [{ day: '2026-09-25', exposure: 400_000 }],
  },
  changes: [
    {
      at: '2026-09-25T09:00:00.000Z',
      by: { ref: 'user:default/ines.marques', title: 'Ines Marques' },
      method: 'set',
      after: 400_000,
      reason: 'What we agreed for the year',
      signedSecond: false,
    },
  ],
  proposals: {
    annotation: { target: 300_000, raises: false },
    calibration: {
      median: 390_000,
      fromDay: '2026-09-25',
      toDay: '2026-10-24',
      target: 370_000,
      endsAt: { day: '2027-04-22', exposure: 312_000 },
      raises: false,
    },
  },
  maySet: { allowed: true },
};

/** A raise that the reader may sign. */
export const awaitedRaiseFixture: AwaitedRaise = {
  id: uuid(601),
  at: '2026-11-23T09:00:00.000Z',
  by: { ref: 'user:default/ines.marques', title: 'Ines Marques' },
  method: 'set',
  after: 500_000,
  reason: 'two more services',
  signer: { ref: 'group:default/finance-leads', title: 'Finance leads' },
  maySign: { allowed: true },
  mayReject: true,
};

/** The same with its product. */
export const myRaiseFixture: MyRaise = {
  ...awaitedRaiseFixture,
  product: { ref: 'system:default/payments', title: 'Payments' },
  before: 400_000,
};

/** How timely the risks of that product are closed. */
export const timelinessFixture: ProductTimeliness = {
  productRef: 'system:default/payments',
  asOf: '2026-11-24T12:00:00.000Z',
  windowDays: 180,
  risks: 21,
  unrated: 3,
  overall: 0.82,
  byLevel: [
    { level: 'critical', dueDays: 7, timeliness: 0.4 },
    { level: 'high', dueDays: 30, timeliness: 0.71 },
    { level: 'medium', dueDays: 90, timeliness: 0.98 },
    { level: 'low', dueDays: 180 },
  ],
  medianDays: 31,
  survival: [
    { days: 7, survival: 0.8 },
    { days: 31, survival: 0.45 },
  ],
  sentence:
    '82 % of the weighted days on which risks were open were within their time; half of the risks are closed within 31 days.',
};
