import request from 'supertest';
import { createTestDatabases } from '../__testUtils__/databases';
import { startApi } from '../__testUtils__/startApi';
import {
  API,
  bytesOf,
  mirror,
  organisation,
  PAY,
  WriteSide,
  writeSide,
} from '../__testUtils__/writeSide';

jest.setTimeout(60_000);

const databases = createTestDatabases();

const subject = {
  subject: 'external:*',
  sources: ['*'],
  entities: ['*'],
};

describe.each(databases.ids)('push as of an earlier moment (%s)', id => {
  let side: WriteSide;

  beforeEach(async () => {
    side = writeSide(await databases.migrated(id));
    await mirror(side.knex, organisation);
    await side.knex('product').insert({ entity_ref: PAY, title: 'Pay' });
    side.nextDay();
    side.nextDay();
  });

  const start = (backfill?: boolean) =>
    startApi(side.knex, {
      permissions: {
        'user:default/tom': ['risk.read', 'risk.import', 'risk.backfill'],
        'user:default/lena': ['risk.read', 'risk.import'],
        'user:default/odd': ['risk.read', 'risk.backfill'],
      },
      config: { push: { subjects: [{ ...subject, backfill }] } },
      write: { ...side },
    });
  const push = (
    { app }: Awaited<ReturnType<typeof start>>,
    authorization: string,
    query: string,
    key = 'a',
  ) =>
    request(app)
      .put(`/push/model?entity=${API}${query}`)
      .set('authorization', authorization)
      .set('content-type', 'application/octet-stream')
      .send(Buffer.from(bytesOf({ findings: [{ key }] })));

  it('takes versions by day or moment from who may, and shows them in trend and timeline', async () => {
    const api = await start();
    const tom = api.headers.user('tom');
    await push(api, tom, '&asOf=2026-01-01').expect(200);
    const { body } = await push(
      api,
      tom,
      '&asOf=2026-01-02T08:30:00.000Z',
      'b',
    ).expect(200);
    expect(body.import).toMatchObject({
      at: '2026-01-02T08:30:00.000Z',
      backfilledAt: '2026-01-03T12:00:00.000Z',
      status: 'applied',
    });
    await push(api, tom, '', 'b').expect(200);

    const timeline = await request(api.app)
      .get(
        '/products/system/default/pay/timeline?from=2026-01-01&to=2026-01-31',
      )
      .set('authorization', tom);
    expect(timeline.body.events).toEqual([
      expect.objectContaining({
        startDay: '2026-01-01',
        title: '1 threat model as of then, brought in later',
      }),
      expect.objectContaining({ startDay: '2026-01-02' }),
    ]);
    expect(
      await side.knex('snapshot').where({ product_ref: PAY }).pluck('day'),
    ).toEqual(['2026-01-01']);
  });

  it('answers 400 to a moment in the future and to what is none', async () => {
    const api = await start();
    const tom = api.headers.user('tom');
    const future = await push(api, tom, '&asOf=2026-01-04').expect(400);
    expect(future.text).toContain('lies in the future');
    await push(api, tom, '&asOf=yesterday').expect(400);
    await push(api, tom, '&asOf=2026-02-30').expect(400);
    expect(await side.knex('import')).toEqual([]);
  });

  it('answers 409 after a live import, and out of order', async () => {
    const api = await start();
    const tom = api.headers.user('tom');
    await push(api, tom, '&asOf=2026-01-02').expect(200);
    const order = await push(api, tom, '&asOf=2026-01-01', 'b').expect(409);
    expect(order.text).toContain('from the oldest to the newest');
    await push(api, tom, '', 'c').expect(200);
    const live = await push(api, tom, '&asOf=2026-01-03', 'd').expect(409);
    expect(live.text).toContain('has been imported live since');
    expect(await side.knex('import')).toHaveLength(2);
  });

  it('refuses who may import and not backfill, and the other way round', async () => {
    const api = await start();
    for (const name of ['lena', 'odd']) {
      await push(api, api.headers.user(name), '&asOf=2026-01-01').expect(403);
    }
    expect(api.event.fail).toHaveBeenCalledTimes(2);
    expect(await side.knex('import')).toEqual([]);
  });

  it('lets a service only with backfill: true', async () => {
    const closed = await start();
    const refused = await push(
      closed,
      closed.headers.service(),
      '&asOf=2026-01-01',
    ).expect(403);
    expect(refused.text).toContain('backfill: true');
    const open = await start(true);
    await push(open, open.headers.service(), '&asOf=2026-01-01').expect(200);
  });
});
