import { randomUUID } from 'crypto';
import {
  Timeline,
  TimelineEvent,
} from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import request from 'supertest';
import { createTestDatabases } from '../__testUtils__/databases';
import { SeededIds, seedOrganisation } from '../__testUtils__/seedOrganisation';
import { startApi } from '../__testUtils__/startApi';

jest.setTimeout(60_000);

const databases = createTestDatabases();
/** Without the files that the organisation was seeded from. */
const ownOf = ({ events }: Timeline) =>
  events.filter(({ kind }) => kind !== 'import');
const risk = (title: string, on: string) => ({
  title,
  on: [on],
  probabilityMicro: 100_000,
  impactCenti: 1_000,
});

describe.each(databases.ids)('dates that people put there (%s)', id => {
  let knex: Knex;
  let ids: SeededIds;
  let api: Awaited<ReturnType<typeof startApi>>;

  beforeEach(async () => {
    knex = await databases.migrated(id);
    ids = await seedOrganisation(knex, [
      {
        name: 'pay',
        components: ['api', 'vault'],
        risks: [risk('Replay', 'api'), risk('Key leak', 'vault')],
      },
      { name: 'shop', components: ['cart'], risks: [risk('Fraud', 'cart')] },
    ]);
    api = await startApi(knex, {
      permissions: {
        'user:default/lena': ['risk.read', 'risk.risk.raise'],
        'user:default/ines': ['risk.read', 'risk.risk.raise'],
        'user:default/reader': ['risk.read'],
      },
      confidential: { 'component:default/vault': 'user:default/ines' },
    });
  });

  const riskId = (title: string) => ids.riskIds.get(title) ?? '';
  const ask = (
    method: 'get' | 'post' | 'put',
    path: string,
    body?: object,
    user = 'lena',
  ) =>
    request(api.app)
      [method](path)
      .set('authorization', api.headers.user(user))
      .send(body);
  const timeline = '/products/system/default/pay/timeline';
  const event = (changes: object = {}) => ({
    lane: 'product',
    kind: 'release',
    title: 'Instant payouts',
    startDay: '2026-12-20',
    ...changes,
  });
  const add = (changes: object = {}, user = 'lena') =>
    ask('post', timeline, event(changes), user);
  const change = (one: TimelineEvent, changes: object, user = 'lena') =>
    ask(
      'put',
      `/timeline-events/${one.id}`,
      event({ revision: one.revision, ...changes }),
      user,
    );
  const remove = ({ id: eventId, revision }: TimelineEvent, user = 'lena') =>
    ask('post', `/timeline-events/${eventId}/removal`, { revision }, user);
  const added = async (changes: object = {}, user = 'lena') => {
    const { body } = await add(changes, user).expect(200);
    const { title } = event(changes);
    return body.events.find((one: TimelineEvent) => one.title === title);
  };

  it.each([
    ['an end before its start', { endDay: '2026-12-01' }, 'body.endDay'],
    ['an unknown lane', { lane: 'sales' }, 'body.lane'],
    ['the lane of the budget', { lane: 'budget' }, 'body.lane'],
    ['a kind that only follows', { kind: 'session' }, 'body.kind'],
    ['no day', { startDay: 'soon' }, 'body.startDay'],
    ['a day that is none', { startDay: '2026-02-30' }, 'body.startDay'],
    ['an unknown predecessor', { after: [randomUUID()] }, 'body.after'],
    ['a title without end', { title: 'x'.repeat(300) }, 'body.title'],
    ['a title of a character NUL', { title: 'a\u0000bc' }, 'body.title'],
    ['an unknown risk', { riskIds: [randomUUID()] }, 'body.riskIds: risk'],
    [
      'risks of what fixes none',
      { kind: 'audit', riskIds: [randomUUID()] },
      'body.riskIds: only a fix or a release',
    ],
    [
      'categories of what looks at none',
      { categories: ['A.8.13'] },
      'body.categories: only an audit',
    ],
    ['an unknown category', { kind: 'audit', categories: ['A.99'] }, 'A.99'],
  ])('refuses one with %s', async (_name, changes, field) => {
    const { body } = await add(changes).expect(400);
    expect(body.error.message).toContain(field);
    expect(await knex('timeline_event')).toEqual([]);
  });

  it.each([
    ['another product', 'Fraud'],
    ['an entity that the caller may not see', 'Key leak'],
  ])('refuses one that ends a risk of %s', async (_name, title) => {
    const { body } = await add({ riskIds: [riskId(title)] }).expect(400);
    expect(body.error.message).toContain('you may not see it');
    expect(await knex('timeline_event')).toEqual([]);
  });

  it('keeps who put it there, the risks it ends and what an audit looks at', async () => {
    expect(await added({ riskIds: [riskId('Replay')] })).toMatchObject({
      stored: true,
      revision: 1,
      createdBy: { ref: 'user:default/lena' },
      risks: [{ id: riskId('Replay'), title: 'Replay' }],
      hiddenRisks: 0,
      categories: [],
    });
    const audit = { kind: 'audit', title: 'ISO', categories: ['A.8.13'] };
    expect(await added(audit)).toMatchObject({
      risks: [],
      categories: [
        {
          id: 'iso27001@2022:A.8.13',
          node: 'A.8.13',
          name: 'Information backup',
        },
      ],
    });
  });

  it('is changed by whoever may raise risks, and says by whom', async () => {
    const one = await added();
    const { body } = await change(
      one,
      { startDay: '2026-12-22', kind: 'milestone', lane: 'engineering' },
      'ines',
    ).expect(200);
    expect(ownOf(body)).toMatchObject([
      {
        id: one.id,
        lane: 'engineering',
        kind: 'milestone',
        startDay: '2026-12-22',
        endDay: '2026-12-22',
        revision: 2,
      },
    ]);
    expect(await knex('timeline_event').first()).toMatchObject({
      created_by: 'user:default/lena',
      updated_by: 'user:default/ines',
    });
  });

  it('is not changed or removed by somebody who read an older version', async () => {
    const one = await added();
    await change(one, { title: 'Payouts' }).expect(200);
    await change(one, { title: 'Instant' }).expect(409);
    await remove(one).expect(409);
    expect(await knex('timeline_event').pluck('title')).toEqual(['Payouts']);
  });

  it('keeps the risks that whoever changes it may not see', async () => {
    const both = [riskId('Key leak'), riskId('Replay')];
    const one = await added({ riskIds: both }, 'ines');
    const { body } = await change(one, { riskIds: [] }).expect(200);
    expect(ownOf(body)).toMatchObject([{ risks: [], hiddenRisks: 1 }]);
    expect(await knex('timeline_event_risk').pluck('risk_id')).toEqual([
      riskId('Key leak'),
    ]);
  });

  it('goes away with its links, and nothing else does', async () => {
    const fix = await added({ kind: 'fix', title: 'Bind sessions' });
    await added({ startDay: '2026-12-24', after: [fix.id] });
    const { body } = await remove(fix).expect(200);
    expect(ownOf(body)).toMatchObject([{ title: 'Instant payouts' }]);
    expect(await knex('timeline_link')).toEqual([]);
    await remove(fix).expect(404);
    await change(fix, {}).expect(404);
  });

  it('never has to be over before itself', async () => {
    const first = await added({ title: 'First' });
    const second = await added({ title: 'Second', after: [first.id] });
    const third = await added({ title: 'Third', after: [second.id] });
    for (const { id: after } of [first, third]) {
      const { body } = await change(first, {
        title: 'First',
        after: [after],
      }).expect(400);
      expect(body.error.message).toContain('body.after: the event would');
    }
    await change(third, { title: 'Third', after: [first.id] }).expect(200);
    expect(await knex('timeline_link').orderBy('to_id')).toHaveLength(2);
  });

  it('is for whoever may raise risks', async () => {
    const one = await added();
    await add({}, 'reader').expect(403);
    await change(one, {}, 'reader').expect(403);
    await remove(one, 'reader').expect(403);
    await ask('get', timeline, undefined, 'reader').expect(200);
  });
});
