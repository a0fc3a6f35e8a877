import { randomUUID } from 'crypto';
import { Timeline } from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import request from 'supertest';
import { createTestDatabases } from '../__testUtils__/databases';
import { seedDecision } from '../__testUtils__/seedDecision';
import { SeededIds, seedOrganisation } from '../__testUtils__/seedOrganisation';
import { startApi } from '../__testUtils__/startApi';
import { DecisionStore } from '../database/DecisionStore';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const PAY = 'system:default/pay';
const AT = '2026-11-20T09:00:00.000Z';
const risk = (title: string, on: string) => ({
  title,
  on: [on],
  probabilityMicro: 100_000,
  impactCenti: 1_000,
});

describe.each(databases.ids)('acceptances and their fixes (%s)', id => {
  let knex: Knex;
  let ids: SeededIds;
  let api: Awaited<ReturnType<typeof startApi>>;

  beforeEach(async () => {
    knex = await databases.migrated(id);
    ids = await seedOrganisation(knex, [
      {
        name: 'pay',
        components: ['api', 'vault'],
        risks: [
          risk('Replay', 'api'),
          risk('Forgery', 'api'),
          risk('Key leak', 'vault'),
        ],
      },
    ]);
    api = await startApi(knex, {
      permissions: {
        'user:default/lena': ['risk.read', 'risk.risk.raise'],
      },
      confidential: { 'component:default/vault': 'user:default/ines' },
    });
  });

  const riskId = (title: string) => ids.riskIds.get(title) ?? '';
  const path = '/products/system/default/pay/timeline';
  const timeline = async (): Promise<Timeline> => {
    const { body } = await request(api.app)
      .get(path)
      .set('authorization', api.headers.user('lena'))
      .expect(200);
    return body;
  };
  const wordsNow = async () =>
    (await timeline()).conflicts.map(({ words }) => words);

  /** Accepts a risk until 12 January. */
  async function accept(title: string, expiry = '2027-01-12') {
    const decisionId = await seedDecision(
      knex,
      riskId(title),
      'user:default/lena',
    );
    await new DecisionStore(knex).update(decisionId, {
      state: 'granted',
      waiting_for: null,
      decided_at: AT,
      expiry,
    });
    return decisionId;
  }
  const fix = (title: string, endDay: string, risks: string[]) =>
    request(api.app)
      .post(path)
      .set('authorization', api.headers.user('lena'))
      .send({
        lane: 'engineering',
        kind: 'fix',
        title,
        startDay: '2026-12-01',
        endDay,
        riskIds: risks.map(riskId),
      })
      .expect(200);
  async function option(title: string, on: string, changes: object = {}) {
    const optionId = randomUUID();
    await knex('treatment_option').insert({
      id: optionId,
      product_ref: PAY,
      kind: 'mitigate',
      title,
      cost_once: 100,
      cost_yearly: 0,
      lead_days: 60,
      created_by: 'user:default/lena',
      created_at: AT,
      updated_at: AT,
      ...changes,
    });
    await knex('option_effect').insert({
      option_id: optionId,
      risk_id: riskId(on),
      effect_likelihood_micro: 500_000,
      effect_impact_micro: 0,
    });
    return optionId;
  }
  /** The owner chose options on 20 November. */
  async function choose(title: string, optionIds: string[]) {
    const decisionId = await seedDecision(
      knex,
      riskId(title),
      'user:default/lena',
    );
    await new DecisionStore(knex).update(decisionId, {
      state: 'rejected',
      waiting_for: null,
      decided_at: AT,
      chosen_option_ids: JSON.stringify(optionIds),
    });
  }
  const ticket = (optionId: string, state: 'open' | 'closed') =>
    knex('ticket').insert({
      id: randomUUID(),
      subject: 'option',
      subject_id: optionId,
      url: `https://tracker.example.com/${randomUUID()}`,
      state,
      created: false,
      linked_by: 'user:default/lena',
      linked_at: '2026-11-22T09:00:00.000Z',
    });

  it('goes by the fix of its own risks, and never by another one', async () => {
    await accept('Replay');
    await fix('Sign callbacks', '2027-01-20', ['Forgery']);
    await fix('Tidy up', '2027-01-25', []);
    const { conflicts, links, events } = await timeline();
    expect(conflicts).toEqual([]);
    expect(links).toEqual([]);
    expect(events.at(-1)?.title).toBe(
      'an acceptance ends, with no day for its fix',
    );

    await fix('Bind sessions', '2027-01-20', ['Replay']);
    const after = await timeline();
    expect(after.conflicts).toMatchObject([
      {
        kind: 'acceptance',
        words:
          'An acceptance ends on 12 Jan 2027, before its fix “Bind sessions” is done on 20 Jan 2027.',
      },
    ]);
    expect(after.links).toMatchObject([{ kind: 'fixes', slackDays: -9 }]);
    expect(after.events.at(-1)?.title).toBe('an acceptance ends');
  });

  it('has no conflict where the fix is done by the last day of the acceptance', async () => {
    await accept('Replay');
    await fix('Bind sessions', '2027-01-11', ['Replay']);
    const { conflicts, links } = await timeline();
    expect(conflicts).toEqual([]);
    expect(links).toMatchObject([{ kind: 'fixes', slackDays: 0 }]);
  });

  it('waits for the last of several fixes of a risk', async () => {
    await accept('Replay');
    await fix('Bind sessions', '2027-01-02', ['Replay']);
    await fix('Ship it', '2027-01-12', ['Replay', 'Forgery']);
    expect(await wordsNow()).toEqual([
      'An acceptance ends on 12 Jan 2027, before its fix “Ship it” is done on 12 Jan 2027.',
    ]);
  });

  it('goes by the options that an owner chose, from the day of the choice', async () => {
    await accept('Replay');
    await choose('Replay', [await option('Rotate keys', 'Replay')]);
    const { conflicts, events } = await timeline();
    expect(conflicts.map(({ words }) => words)).toEqual([
      'An acceptance ends on 12 Jan 2027, before its fix “Rotate keys” is done on 19 Jan 2027.',
    ]);
    expect(events.find(({ optionId }) => optionId)).toMatchObject({
      lane: 'engineering',
      kind: 'fix',
      startDay: '2026-11-20',
      endDay: '2027-01-19',
      forecast: true,
    });

    // What somebody puts a date on is known better than an estimate.
    await fix('Bind sessions', '2027-01-05', ['Replay']);
    expect(await wordsNow()).toEqual([]);
  });

  it('goes by the options that are worked on, from the day of the ticket', async () => {
    await accept('Replay');
    const chosen = await option('Rotate keys', 'Replay');
    expect(await wordsNow()).toEqual([]);
    await ticket(chosen, 'open');
    expect(await wordsNow()).toEqual([
      'An acceptance ends on 12 Jan 2027, before its fix “Rotate keys” is done on 21 Jan 2027.',
    ]);
    await knex('ticket').update({ state: 'closed' });
    expect(await wordsNow()).toEqual([]);
  });

  it.each([
    ['nobody estimated', { lead_days: null }],
    ['accepts', { kind: 'accept' }],
    ['was withdrawn', { withdrawn: true }],
  ])('knows no day from an option that %s', async (_name, changes) => {
    await accept('Replay');
    await choose('Replay', [await option('Rotate keys', 'Replay', changes)]);
    const { conflicts, events } = await timeline();
    expect(conflicts).toEqual([]);
    expect(events.filter(({ kind }) => kind === 'fix')).toEqual([]);
  });

  it('asks for no fix of what is fixed or not accepted any more', async () => {
    await accept('Replay');
    await accept('Forgery', '2026-11-23');
    await fix('Both', '2027-01-20', ['Replay', 'Forgery']);
    await knex('risk')
      .where({ id: riskId('Replay') })
      .update({
        state: 'closed',
      });
    const { conflicts, links, events } = await timeline();
    expect(conflicts).toEqual([]);
    expect(links).toEqual([]);
    expect(
      events.filter(({ title }) => title.includes('no day for its fix')),
    ).toEqual([]);
  });

  it('names no option of risks that the caller may not see', async () => {
    await accept('Key leak');
    await choose('Key leak', [await option('Hardware vault', 'Key leak')]);
    const answer = await timeline();
    expect(JSON.stringify(answer)).not.toContain('Hardware vault');
    expect(answer.conflicts.map(({ words }) => words)).toEqual([
      'An acceptance ends on 12 Jan 2027, before its fix “A fix of risks you may not see” is done on 19 Jan 2027.',
    ]);
  });
});
