import { Knex } from 'knex';
import { decisionApi } from '../../__testUtils__/decisionApi';
import { createTestDatabases } from '../../__testUtils__/databases';

const databases = createTestDatabases();

describe.each(databases.ids)('requests for a decision (%s)', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.migrated(databaseId);
  });

  afterEach(async () => {
    await knex.destroy();
  });

  it.each([
    [
      'an unknown risk',
      { riskIds: ['00000000-0000-4000-8000-000000000009'] },
      404,
    ],
    ['no risk', { riskIds: [] }, 400],
    ['no sentence', { sentence: 'Bad' }, 400],
    ['a NUL in the sentence', { sentence: 'Somebody\u0000 could pay' }, 400],
    ['an expiry in the past', { proposedExpiry: '2026-11-23' }, 400],
    ['an expiry of today', { proposedExpiry: '2026-11-24' }, 400],
    ['an expiry beyond the maximum', { proposedExpiry: '2027-11-25' }, 400],
    ['an expiry that is no day', { proposedExpiry: '2027-02-30' }, 400],
  ])('refuses a request with %s', async (_case, wrong, expected) => {
    const { as, asking } = await decisionApi(knex);

    const { status, body } = await as('engineer').post(
      '/decisions',
      asking(wrong),
    );

    expect(status).toBe(expected);
    expect(body.error.message).toBeTruthy();
    expect(await knex('decision')).toEqual([]);
    expect(await knex('decision_log')).toEqual([]);
  });

  it('refuses a reason of a megabyte', async () => {
    const { as, asked, granting } = await decisionApi(knex);
    const decision = await asked();
    const grant = (reason: string) =>
      as('olive').post(
        `/decisions/${decision.id}/grant`,
        granting(decision, { reason }),
      );

    expect((await grant('x'.repeat(1024 * 1024))).status).toBe(413);
    expect((await grant('x'.repeat(5_000))).status).toBe(400);
    expect(await knex('decision').pluck('state')).toEqual(['requested']);
  });

  it('goes by the clock of the server, whatever who asks believes', async () => {
    const { clock, asked, as, granting } = await decisionApi(knex);
    const decision = await asked();
    clock.now = new Date('2027-01-31T00:00:00.000Z');

    const { body } = await as('olive')
      .post(`/decisions/${decision.id}/grant`, granting(decision))
      .expect(400);

    expect(body.error.message).toContain('today is 2027-01-31 (UTC)');
    expect(body.error.message).toContain('from 2027-02-01');
  });

  it('does not take risks of two products, nor closed ones', async () => {
    const { as, asking, riskId } = await decisionApi(knex);
    await knex('risk')
      .where({ id: riskId('Unsigned webhook') })
      .update({ product_ref: 'system:default/search' });
    const ask = (title: string) =>
      as('engineer').post(
        '/decisions',
        asking({ riskIds: [riskId(), riskId(title)] }),
      );

    expect((await ask('Unsigned webhook')).status).toBe(422);
    await knex('risk')
      .where({ id: riskId('Vault key leak') })
      .update({ state: 'closed' });
    expect((await ask('Vault key leak')).status).toBe(422);
  });

  it('asks once about a risk, until that is settled', async () => {
    const { as, asked, asking } = await decisionApi(knex);
    const decision = await asked();

    const { status, body } = await as('engineer').post('/decisions', asking());

    expect(status).toBe(409);
    expect(body.error.message).toContain(decision.id);
  });
});
