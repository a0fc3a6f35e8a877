import { Knex } from 'knex';
import { decisionApi, PAYMENTS } from '../../__testUtils__/decisionApi';
import { createTestDatabases } from '../../__testUtils__/databases';

const databases = createTestDatabases();

describe.each(databases.ids)('the requests of a person (%s)', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.migrated(databaseId);
  });

  afterEach(async () => {
    await knex.destroy();
  });

  async function start(more: Parameters<typeof decisionApi>[1] = {}) {
    const api = await decisionApi(knex, more);
    return {
      ...api,
      requests: async (name = 'engineer', query = '') =>
        (await api.as(name).get(`/my-requests${query}`).expect(200)).body,
    };
  }

  it('are those not settled and those answered in the last 90 days', async () => {
    const api = await start();
    const { id: granted } = await api.granted();
    const { id: open } = await api.asked({
      riskIds: [api.riskId('Unsigned webhook')],
    });
    const listed = async () =>
      (await api.requests()).items
        .map(({ id, status }: { id: string; status: string }) => [id, status])
        .sort();
    expect(await listed()).toEqual(
      [
        [granted, 'active'],
        [open, 'waiting-for-owner'],
      ].sort(),
    );
    expect((await api.requests('olive')).items).toEqual([]);

    api.clock.now = new Date('2027-02-22T23:59:59.999Z');
    expect((await api.requests()).totalItems).toBe(2);
    api.clock.now = new Date('2027-02-23T00:00:00.000Z');
    expect(await listed()).toEqual([[open, 'waiting-for-owner']]);
  });

  it('come back when an answer is taken back', async () => {
    const api = await start();
    const { id } = await api.granted({ proposedExpiry: '2027-06-01' });
    api.clock.now = new Date('2027-05-01T12:00:00.000Z');
    expect((await api.requests()).items).toEqual([]);

    await api
      .as('olive')
      .post(`/decisions/${id}/revocation`, { reason: 'it grew' })
      .expect(200);

    expect((await api.requests()).items).toMatchObject([
      { id, status: 'revoked' },
    ]);
  });

  it('come by pages, newest first', async () => {
    const api = await start();
    const { id: older } = await api.asked();
    api.clock.now = new Date('2026-11-25T12:00:00.000Z');
    const { id: newer } = await api.asked({
      riskIds: [api.riskId('Unsigned webhook')],
    });

    const first = await api.requests('engineer', '?limit=1');
    expect(first).toMatchObject({ items: [{ id: newer }], totalItems: 2 });
    expect(
      await api.requests('engineer', `?limit=1&cursor=${first.nextCursor}`),
    ).toMatchObject({ items: [{ id: older }] });
    await api.as('engineer').get('/my-requests?cursor=nonsense').expect(400);
  });

  it('show nothing of a product that was hidden since', async () => {
    const confidential: Record<string, string> = {};
    const api = await start({ confidential });
    await api.asked();
    confidential[PAYMENTS] = 'user:default/olive';
    expect(await api.requests()).toMatchObject({ items: [], hidden: 1 });
  });
});
