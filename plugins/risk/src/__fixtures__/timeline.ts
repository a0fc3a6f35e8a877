import { Timeline } from '@product-risk/backstage-plugin-risk-common';
import { uuid } from './ids';
import { sessionFixture } from './treatment';

const plain = { risks: [], hiddenRisks: 0, categories: [] };
const stored = { ...plain, stored: true, forecast: false, revision: 1 };
const derived = { ...plain, stored: false, forecast: false };

/** A timeline on which the budget runs out before the release. */
export const timelineFixture: Timeline = {
  product: { ref: 'system:default/payments', title: 'Payments' },
  asOf: '2026-11-24T12:00:00.000Z',
  from: '2026-08-26',
  to: '2027-05-23',
  conflicts: [
    {
      kind: 'budget',
      words:
        'The budget runs out on 12 Dec, before “Instant payouts” on 20 Dec.',
      eventIds: [uuid(102), 'runs-out'],
    },
  ],
  problems: [],
  events: [
    {
      id: `session ${sessionFixture.id}`,
      lane: 'security',
      kind: 'session',
      title: 'Sessions and refunds (planned)',
      startDay: '2026-12-01',
      endDay: '2026-12-01',
      ...derived,
      sessionId: sessionFixture.id,
    },
    {
      ...stored,
      id: uuid(101),
      lane: 'engineering',
      kind: 'fix',
      title: 'Bind sessions',
      startDay: '2026-12-05',
      endDay: '2026-12-16',
    },
    {
      id: 'runs-out',
      lane: 'budget',
      kind: 'runs-out',
      title: 'The budget runs out at this rate',
      startDay: '2026-12-12',
      endDay: '2026-12-12',
      ...derived,
      forecast: true,
    },
    {
      ...stored,
      id: uuid(102),
      lane: 'product',
      kind: 'release',
      title: 'Instant payouts',
      startDay: '2026-12-20',
      endDay: '2026-12-20',
    },
  ],
  links: [
    { fromId: uuid(101), toId: uuid(102), kind: 'after', slackDays: 3 },
    { fromId: uuid(102), toId: 'runs-out', kind: 'budget', slackDays: -9 },
  ],
};
