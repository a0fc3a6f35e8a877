import {
  Decision,
  DecisionDetail,
  DecisionPortfolio,
} from '@product-risk/backstage-plugin-risk-common';
import { uuid } from './ids';
import { treatedRisksFixture, treatmentFixture } from './treatment';

const product = { ref: 'system:default/payments', title: 'Payments' };
const [stolen] = treatedRisksFixture;

const hash = (letter: string) => letter.repeat(64);

/** A request that waits for the owner, about the largest risk. */
export const waitingDecisionFixture: Decision = {
  id: uuid(501),
  product,
  state: 'requested',
  status: 'waiting-for-owner',
  overdue: false,
  sentence: 'Someone could pay out from a customer’s account.',
  options: 'Rotate tokens every hour',
  optionIds: [treatmentFixture.options[0].id],
  chosenOptionIds: [],
  risks: [
    {
      id: stolen.id,
      title: stolen.title,
      statement: stolen.statement,
      level: 'critical',
      exposure: 300_000,
      state: 'open',
      findingId: uuid(201),
    },
  ],
  hiddenRisks: 0,
  exposure: 300_000,
  exposureAtRequest: 300_000,
  origin: 'person',
  requestedBy: 'user:default/lena.vogt',
  requestedAt: '2026-11-20T10:00:00.000Z',
  waitingSince: '2026-11-20T10:00:00.000Z',
  proposedExpiry: '2099-02-01',
};

/** One that holds. */
export const activeDecisionFixture: Decision = {
  ...waitingDecisionFixture,
  id: uuid(502),
  state: 'granted',
  status: 'active',
  waitingSince: undefined,
  exposureAtGrant: 300_000,
  expiry: '2099-03-31',
  decidedBy: 'user:default/ines.marques',
  decidedAt: '2026-11-21T10:00:00.000Z',
  reason: 'We ship the fix in January',
};

/** What its owner reads before deciding. */
export const decisionDetailFixture: DecisionDetail = {
  ...waitingDecisionFixture,
  basis: hash('a'),
  changes: [],
  staleReasons: [],
  snapshots: [],
  signatures: [],
  log: [
    {
      seq: 7,
      at: '2026-11-20T10:00:00.000Z',
      action: 'requested',
      actor: 'user:default/lena.vogt',
      reason: 'No capacity before January',
      hash: hash('b'),
    },
  ],
  authority: {
    ownerRef: 'group:default/payments-product',
    ownerTitle: 'Payments product',
    mayDecide: true,
    mayGrant: true,
    maySign: false,
    mayRevoke: false,
    why: 'You decide as user:default/ines.marques in group:default/payments-product',
    latestExpiry: '2099-12-31',
  },
};

/** One that holds, as its owner reads it. */
export const grantedDetailFixture: DecisionDetail = {
  ...decisionDetailFixture,
  ...activeDecisionFixture,
  authority: {
    ...decisionDetailFixture.authority,
    mayDecide: false,
    mayGrant: false,
    mayRevoke: true,
  },
};

/** The decisions of an organisation. */
export const portfolioFixture: DecisionPortfolio = {
  asOf: '2026-11-24T12:00:00.000Z',
  total: {
    waiting: 3,
    overdue: 1,
    active: 4,
    expiring: 1,
    stale: 1,
    expired: 2,
  },
  acceptedExposure: 405_000,
  underTreatment: 12,
  explored: { decidedRisks: 8, withOptions: 5 },
  sessionToDecision: { decisions: 3, medianDays: 11.5 },
  products: [
    {
      product,
      counts: {
        waiting: 1,
        overdue: 1,
        active: 2,
        expiring: 1,
        stale: 1,
        expired: 0,
      },
      acceptedExposure: 300_000,
      underTreatment: 7,
    },
  ],
  hiddenProducts: 1,
};
