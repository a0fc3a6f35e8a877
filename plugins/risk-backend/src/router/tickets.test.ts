import { TicketTracker } from '@product-risk/backstage-plugin-risk-node';
import { Knex } from 'knex';
import request from 'supertest';
import { mockServices } from '@backstage/backend-test-utils';
import { createTestDatabases } from '../__testUtils__/databases';
import {
  seedOrganisation,
  smallOrganisation,
} from '../__testUtils__/seedOrganisation';
import { startApi } from '../__testUtils__/startApi';
import { TicketTrackers } from '../services/tickets/TicketTrackers';
import { TicketsTask } from '../tasks/TicketsTask';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const OPTION = '00000000-0000-4000-8000-000000000002';
const PROJECT = 'https://git.example.com/acme/pay';
const OTHER = 'https://tracker.example.com/PAY-7';

const ann = 'user:default/ann';

describe.each(databases.ids)('tickets (%s)', id => {
  let knex: Knex;
  let mitigation: string;
  let tracker: jest.Mocked<TicketTracker>;
  let trackers: TicketTrackers;
  let api: Awaited<ReturnType<typeof startApi>>;
  const clock = { now: new Date() };

  beforeEach(async () => {
    knex = await databases.migrated(id);
    clock.now = new Date('2026-11-24T12:00:00.000Z');
    const { findingIds } = await seedOrganisation(knex, smallOrganisation);
    const findingId = findingIds.get('Token replay on payments-api') ?? '';
    mitigation = findingId.replace(/^.{8}/, '00000000');
    await knex('mitigation').insert({
      id: mitigation,
      finding_id: findingId,
      key: 'm',
      title: 'Rotate tokens',
      description: 'The key is 1234',
      stated: 'planned',
      state: 'planned',
      effect_likelihood_micro: 0,
      effect_impact_micro: 0,
    });
    await knex('treatment_option').insert({
      id: OPTION,
      kind: 'mitigate',
      title: 'Bind tokens',
      cost_once: 300,
      cost_yearly: 0,
      product_ref: 'system:default/payments',
      created_by: ann,
      created_at: '2026-11-01T00:00:00.000Z',
      updated_at: '2026-11-01T00:00:00.000Z',
    });
    await knex('entity')
      .where({ ref: 'component:default/payments-api' })
      .update({
        annotations: JSON.stringify({
          'backstage.io/managed-by-location': `url:${PROJECT}/blob/main/catalog-info.yaml`,
          'backstage.io/source-location':
            'url:https://git.example.com/acme/secret/tree/main/',
        }),
      });
    tracker = {
      id: 'git',
      title: 'Git',
      projectOf: jest.fn(location =>
        location.startsWith('https://git.example.com/')
          ? location.split('/').slice(0, 5).join('/')
          : undefined,
      ),
      create: jest.fn(async (project, { title }) => ({
        url: `${project}/issues/1`,
        title,
        state: 'open' as const,
      })),
      read: jest.fn(async (project, url) =>
        url.startsWith(`${project}/issues/`)
          ? { title: 'Rotate', state: 'open' as const }
          : undefined,
      ),
    };
    trackers = new TicketTrackers();
    trackers.addTracker(tracker);
    api = await startApi(knex, {
      clock,
      trackers,
      permissions: {
        [ann]: ['risk.read', 'risk.finding.triage', 'risk.treatment.propose'],
        'user:default/reader': ['risk.read'],
      },
    });
  });

  const post = (step: string, body: object, user = 'ann', of = '') =>
    request(api.app)
      .post(`/tickets/${of || `mitigation/${mitigation}`}/${step}`)
      .set('authorization', api.headers.user(user))
      .send(body);
  const run = () => {
    clock.now = new Date(clock.now.getTime() + 3_600_000);
    return new TicketsTask({
      database: knex,
      trackers,
      auditor: api.auditor,
      logger: mockServices.logger.mock(),
      now: () => clock.now,
    }).run();
  };
  const listed = async () =>
    (
      await request(api.app)
        .get(`/tickets/mitigation/${mitigation}`)
        .set('authorization', api.headers.user('reader'))
        .expect(200)
    ).body;

  it('links any address, and asks nobody about one of elsewhere', async () => {
    await post('links', { url: OTHER }).expect(200);
    expect((await listed()).items).toEqual([
      expect.objectContaining({ url: OTHER, linkedBy: ann }),
    ]);
    expect((await listed()).items[0]).not.toHaveProperty('followedBy');
    await run();
    expect(tracker.read).toHaveBeenCalledTimes(1);
    expect(tracker.read).toHaveBeenCalledWith(PROJECT, OTHER);
  });

  it.each([
    'data:text/html,hello',
    'ftp://tracker.example.com/PAY-7',
    'https://user:secret@tracker.example.com/PAY-7',
    'PAY-7',
    `https://tracker.example.com/${'x'.repeat(1_000)}`,
  ])('refuses %.50s', async url => {
    const { body } = await post('links', { url }).expect(400);
    expect(body.error.message).toContain('body.url');
    expect(await knex('ticket')).toEqual([]);
  });

  it('links once, and not without end', async () => {
    await post('links', { url: OTHER }).expect(200);
    await post('links', { url: OTHER }).expect(409);
    for (let index = 1; index < 20; index += 1) {
      await post('links', { url: `${OTHER}${index}` }).expect(200);
    }
    await post('links', { url: `${OTHER}-more` }).expect(409);
    const { items } = await listed();
    expect(items).toHaveLength(20);
    await post('removal', { ticketId: items[0].id }).expect(200);
    await post('removal', { ticketId: items[0].id }).expect(404);
    expect((await listed()).items).toHaveLength(19);
  });

  it('creates one ticket in the repository of the entity, without details', async () => {
    expect((await listed()).canCreateIn).toEqual([
      { tracker: 'git', title: 'Git', project: PROJECT },
    ]);
    const { body } = await post('new', { tracker: 'git' }).expect(200);
    expect(body.items).toMatchObject([
      { url: `${PROJECT}/issues/1`, title: 'Rotate tokens', state: 'open' },
    ]);
    expect(tracker.create).toHaveBeenCalledWith(PROJECT, {
      title: 'Rotate tokens',
      body: expect.stringContaining('component:default/payments-api'),
    });
    expect(JSON.stringify(tracker.create.mock.calls)).not.toContain('1234');
    await post('new', { tracker: 'git' }).expect(409);
    expect(tracker.create).toHaveBeenCalledTimes(1);
  });

  it('leaves nothing behind when the tracker refuses', async () => {
    tracker.create.mockRejectedValue(new Error('HTTP 410: switched off'));
    const { body } = await post('new', { tracker: 'git' }).expect(503);
    expect(body.error.message).toContain('HTTP 410: switched off');
    expect(await knex('ticket')).toEqual([]);
    await post('new', { tracker: 'jira' }).expect(400);
  });

  it('follows states, and one that fails never stops the others', async () => {
    await post('links', { url: `${PROJECT}/issues/7` }).expect(200);
    await post('links', { url: `${PROJECT}/issues/8` }).expect(200);
    tracker.read.mockImplementation(async (_project, url) => {
      if (url.endsWith('7')) throw new Error('HTTP 404: gone');
      return { title: 'Done', state: 'closed' };
    });
    expect(await run()).toBe(1);
    expect(
      (await listed()).items.map((item: Record<string, unknown>) => [
        item.url,
        item.title,
        item.state,
        item.problem,
      ]),
    ).toEqual([
      [`${PROJECT}/issues/7`, 'Rotate', 'open', 'HTTP 404: gone'],
      [`${PROJECT}/issues/8`, 'Done', 'closed', undefined],
    ]);
    expect(api.auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({ eventId: 'follow-ticket' }),
    );
    tracker.read.mockResolvedValue({ title: 'Back', state: 'open' });
    await run();
    expect((await listed()).items[0]).not.toHaveProperty('problem');
  });

  it('links what the tracker cannot be asked about right now', async () => {
    tracker.read.mockRejectedValue(new Error('no answer'));
    const { body } = await post('links', {
      url: `${PROJECT}/issues/7`,
    }).expect(200);
    expect(body.items).toMatchObject([
      { followedBy: 'git', problem: 'no answer' },
    ]);
  });

  it('keeps options apart, each for who may write it', async () => {
    const option = `option/${OPTION}`;
    await post('links', { url: OTHER }, 'ann', option).expect(200);
    await post('links', { url: OTHER }, 'reader', option).expect(403);
    await post('links', { url: OTHER }, 'reader').expect(403);
    await post('new', { tracker: 'git' }, 'ann', option).expect(400);
    expect((await listed()).items).toEqual([]);
  });
});
