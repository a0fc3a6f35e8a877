import { randomUUID } from 'crypto';
import { Timeline } from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import request from 'supertest';
import { createTestDatabases } from '../__testUtils__/databases';
import { startApi } from '../__testUtils__/startApi';
import { mirror, organisation, PAY, SHOP } from '../__testUtils__/writeSide';
import { DecisionStore } from '../database/DecisionStore';
import { DbDecisionRow } from '../database/decisionTables';
import { newDecision } from '../services/decisions/newDecision';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const wordsOf = ({ conflicts }: Timeline) =>
  conflicts.map(({ words }) => words);
const path = '/products/system/default/pay/timeline';

describe.each(databases.ids)('timelines (%s)', id => {
  let knex: Knex;
  let api: Awaited<ReturnType<typeof startApi>>;

  beforeEach(async () => {
    knex = await databases.migrated(id);
    await mirror(knex, organisation);
    for (const entity_ref of [PAY, SHOP]) {
      await knex('product').insert({ entity_ref, title: entity_ref });
    }
    api = await startApi(knex, {
      permissions: {
        'user:default/lena': ['risk.read', 'risk.risk.raise'],
        'user:default/reader': ['risk.read'],
      },
    });
  });

  const get = (query = '', user = 'lena') =>
    request(api.app)
      .get(`${path}${query}`)
      .set('authorization', api.headers.user(user));
  const add = (body: object, user = 'lena') =>
    request(api.app)
      .post(path)
      .set('authorization', api.headers.user(user))
      .send(body);
  const release = (changes: object = {}) => ({
    lane: 'product',
    kind: 'release',
    title: 'Instant payouts',
    startDay: '2026-12-20',
    ...changes,
  });

  it('brings the dates of everybody together, in order', async () => {
    const author = {
      product_ref: PAY,
      reason: 'a year has passed',
      created_by: 'user:default/lena',
      created_at: '2026-11-01T00:00:00.000Z',
      updated_at: '2026-11-01T00:00:00.000Z',
    };
    await knex('session').insert([
      {
        id: randomUUID(),
        title: 'Login',
        state: 'held',
        day: '2026-11-02',
        ...author,
      },
      {
        id: randomUUID(),
        title: 'Refunds',
        state: 'planned',
        day: '2026-12-01',
        ...author,
      },
      {
        id: randomUUID(),
        title: 'Never',
        state: 'cancelled',
        day: '2026-12-02',
        ...author,
      },
      {
        id: randomUUID(),
        title: 'Some day',
        state: 'requested',
        day: null,
        ...author,
      },
    ]);
    await knex('budget_target').insert({
      product_ref: PAY,
      at: '2026-11-10T09:00:00.000Z',
      actor: 'user:default/ines',
      method: 'set',
      steps: '[{"day":"2026-11-10","exposure":100000}]',
      reason: 'as agreed',
    });
    await knex('exposure_step').insert({
      product_ref: PAY,
      assessed_day: '2026-01-01',
      day: '2026-10-25',
      exposure: 200_000,
    });
    await add(release()).expect(200);

    const { body } = await get().expect(200);

    expect(
      body.events.map((event: { kind: string; startDay: string }) => [
        event.kind,
        event.startDay,
      ]),
    ).toEqual([
      ['session', '2026-11-02'],
      ['target', '2026-11-10'],
      ['session', '2026-12-01'],
      ['runs-out', '2026-12-09'],
      ['release', '2026-12-20'],
    ]);
    expect(wordsOf(body)).toEqual([
      'The budget runs out on 9 Dec, before “Instant payouts” on 20 Dec.',
    ]);
    expect(body.links).toEqual([
      {
        fromId: body.events[4].id,
        toId: 'runs-out',
        kind: 'budget',
        slackDays: -12,
      },
    ]);
  });

  it('tells the slack of links and what does not fit', async () => {
    const { body: first } = await add(
      release({
        lane: 'engineering',
        kind: 'fix',
        title: 'Bind sessions',
        startDay: '2026-12-01',
        endDay: '2026-12-15',
      }),
    ).expect(200);
    const [fix] = first.events;
    const overlong = release({
      title: 'Was never so',
      startDay: '2026-11-10',
      after: [fix.id],
    });
    await add(overlong).expect(200);
    await add(release({ after: [fix.id] })).expect(200);
    const { body } = await add(
      release({
        title: 'Early access',
        startDay: '2026-12-10',
        after: [fix.id],
      }),
    ).expect(200);

    expect(
      body.links
        .map((link: { slackDays: number }) => link.slackDays)
        .sort((a: number, b: number) => a - b),
    ).toEqual([-36, -6, 4]);
    expect(wordsOf(body)).toEqual([
      '“Early access” begins on 10 Dec, 6 days before “Bind sessions” has left room for it.',
    ]);
  });

  describe('of decisions', () => {
    const at = (day: string) => `${day}T09:00:00.000Z`;

    async function decide(changes: Partial<DbDecisionRow>) {
      const decisionId = randomUUID();
      const row = newDecision({
        id: decisionId,
        productRef: PAY,
        facts: [],
        sentence: 'Somebody could pay with a stolen token.',
        options: '',
        optionIds: [],
        proposedExpiry: '2027-01-31',
        actor: 'user:default/lena',
        at: at('2026-11-02'),
      });
      await new DecisionStore(knex).insert(
        { ...row, waiting_for: null, ...changes },
        [],
      );
      return decisionId;
    }
    const told = async () => {
      const { body } = await get().expect(200);
      return body.events.map(
        (event: {
          startDay: string;
          lane: string;
          title: string;
          decisionId: string;
        }) => [event.startDay, event.lane, event.title, event.decisionId],
      );
    };

    it('tells when one was made and when an acceptance ends, and of what nothing', async () => {
      const granted = await decide({
        state: 'granted',
        decided_at: at('2026-11-05'),
        expiry: '2027-01-12',
      });
      const revoked = await decide({
        state: 'revoked',
        decided_at: at('2026-11-06'),
        expiry: '2027-01-13',
        ended_at: at('2026-11-07'),
      });
      const rejected = await decide({
        state: 'rejected',
        decided_at: at('2026-11-08'),
      });
      const treated = await decide({
        state: 'rejected',
        decided_at: at('2026-11-09'),
        chosen_option_ids: JSON.stringify([randomUUID()]),
      });
      const open = await decide({
        requested_at: at('2026-11-10'),
        waiting_for: 'owner',
      });
      await decide({
        state: 'granted',
        requested_at: at('2020-01-01'),
        decided_at: at('2020-01-02'),
        expiry: '2020-02-02',
      });

      expect(await told()).toEqual([
        ['2026-11-05', 'risk', 'risk accepted until 12 Jan 2027', granted],
        ['2026-11-06', 'risk', 'risk accepted until 13 Jan 2027', revoked],
        ['2026-11-07', 'risk', 'an acceptance was taken back', revoked],
        ['2026-11-08', 'risk', 'acceptance rejected', rejected],
        ['2026-11-09', 'risk', 'options chosen instead of accepting', treated],
        ['2026-11-10', 'risk', 'asked for, and not made yet', open],
        ['2027-01-12', 'risk', 'an acceptance ends', granted],
      ]);
    });
  });

  it('misses a session before a review', async () => {
    const { body } = await add(
      release({ lane: 'security', kind: 'review', title: 'Design review' }),
    ).expect(200);
    expect(wordsOf(body)).toEqual([
      '“Design review” on 20 Dec has no session in the 30 days before it.',
    ]);

    const session = (day: string) => ({
      id: randomUUID(),
      title: `On ${day}`,
      product_ref: PAY,
      state: 'planned',
      day,
      reason: 'a year has passed',
      created_by: 'user:default/lena',
      created_at: '2026-11-01T00:00:00.000Z',
      updated_at: '2026-11-01T00:00:00.000Z',
    });
    await knex('session').insert(session('2026-11-19'));
    expect(wordsOf((await get()).body)).toHaveLength(1);
    await knex('session').insert(session('2026-11-20'));
    await knex('session').insert(session('2026-12-14'));
    const { body: prepared } = await get().expect(200);
    expect(prepared.conflicts).toEqual([]);
    expect(prepared.links).toMatchObject([{ kind: 'prepares', slackDays: 5 }]);
  });

  it('shows what lies within the days asked for, and says what does not fit beyond', async () => {
    await add(release({ kind: 'review' })).expect(200);
    const { body } = await get('?from=2026-11-01&to=2026-12-19').expect(200);
    expect(body).toMatchObject({
      from: '2026-11-01',
      to: '2026-12-19',
      events: [],
      links: [],
    });
    expect(wordsOf(body)).toHaveLength(1);
  });

  it.each(['?from=2026-12-01&to=2026-11-01', '?from=2020-01-01'])(
    'refuses the days %s',
    async query => {
      const { body } = await get(query).expect(400);
      expect(body.error.message).toContain('query.to');
    },
  );
});
