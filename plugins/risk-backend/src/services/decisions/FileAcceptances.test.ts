import { mockServices } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { createTestDatabases } from '../../__testUtils__/databases';
import { decisionApi } from '../../__testUtils__/decisionApi';
import { DecisionsTask } from '../../tasks/DecisionsTask';

const databases = createTestDatabases();

describe.each(databases.ids)('what files accept (%s)', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.migrated(databaseId);
  });

  afterEach(async () => {
    await knex.destroy();
  });

  async function start() {
    const api = await decisionApi(knex);
    const accept = (title: string, reason?: string) =>
      knex('finding')
        .where({ title })
        .update({ status: 'accepted', status_reason: reason ?? null });
    return { ...api, accept, acceptances: api.decisions.acceptances };
  }

  it('comes before the owner once, with the reason of the file', async () => {
    const { accept, acceptances, as } = await start();
    await accept('Token replay', 'The vendor says it is fine');

    expect(await acceptances.openAll()).toBe(1);
    expect(await acceptances.openAll()).toBe(0);

    const { body } = await as('olive').get('/my-decisions').expect(200);
    expect(body.waitingForMe).toMatchObject([
      {
        origin: 'file',
        state: 'requested',
        reason: 'The vendor says it is fine',
        sentence: 'Someone could do this: Token replay',
        requestedBy: 'user:default/engineer',
      },
    ]);
  });

  it('comes before the owner when a file asks, until the day that it names', async () => {
    const { acceptances, as } = await start();
    const ask = (title: string, until: string) =>
      knex('finding')
        .where({ title })
        .update({ acceptance: JSON.stringify({ reason: title, until }) });
    const soon = '2027-01-31';
    await ask('Token replay', soon);
    await ask('Unsigned webhook', '2001-01-01');

    expect(await acceptances.openAll()).toBe(2);
    expect(await acceptances.openAll()).toBe(0);

    const { body } = await as('olive').get('/my-decisions').expect(200);
    const expiries = new Map<string, string>(
      body.waitingForMe.map(
        (waiting: { reason: string; proposedExpiry: string }) => [
          waiting.reason,
          waiting.proposedExpiry,
        ],
      ),
    );
    expect(expiries.get('Token replay')).toBe(soon);
    expect(expiries.get('Unsigned webhook')).toMatch(/^2[0-9]{3}-/);
    expect(expiries.get('Unsigned webhook')).not.toBe('2001-01-01');
  });

  it('is not asked when the file calls the finding mitigated', async () => {
    const { acceptances } = await start();
    await knex('finding')
      .where({ title: 'Token replay' })
      .update({
        status: 'claimed',
        acceptance: JSON.stringify({ reason: 'Cheap' }),
      });

    expect(await acceptances.openAll()).toBe(0);
  });

  it('is not asked again after the owner rejected it', async () => {
    const { accept, acceptances, as } = await start();
    await accept('Unsigned webhook');
    await acceptances.openAll();
    const id = await knex('decision').first('id');
    await as('olive')
      .post(`/decisions/${id.id}/rejection`, { reason: 'Fix it' })
      .expect(200);

    expect(await acceptances.openAll()).toBe(0);
  });

  it('does not ask what somebody asks already', async () => {
    const { accept, acceptances, asked } = await start();
    await accept('Token replay');
    await asked();

    expect(await acceptances.openAll()).toBe(0);
  });

  it('changes no number', async () => {
    const { accept, acceptances } = await start();
    await accept('Token replay');
    const before = await knex('product_rollup').orderBy('product_ref');

    await acceptances.openAll();

    expect(await knex('product_rollup').orderBy('product_ref')).toEqual(before);
  });
});

describe('the task of decisions', () => {
  it('gives every step its turn when one fails, and says so', async () => {
    const logger = mockServices.logger.mock();
    const forget = jest.fn();
    const mirror = jest.fn().mockResolvedValueOnce(2).mockResolvedValue(0);
    const task = new DecisionsTask({
      acceptances: {
        openAll: jest.fn().mockRejectedValue(new Error('broken')),
      },
      log: { mirror },
      idempotency: { forget },
      logger,
    });

    await task.run();

    expect(mirror).toHaveBeenCalledTimes(2);
    expect(forget).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(expect.stringContaining('broken'));
  });
});
