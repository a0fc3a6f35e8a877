import { endpoints } from '@product-risk/backstage-plugin-risk-common';
import request from 'supertest';
import { createTestDatabases } from '../__testUtils__/databases';
import { startApi } from '../__testUtils__/startApi';
import {
  API,
  bytesOf,
  mirror,
  organisation,
  TestFinding,
  WEB,
  WriteSide,
  writeSide,
} from '../__testUtils__/writeSide';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const USER = 'user:default/lena';
const URL = '/entities/component/default/pay-api/relinks';

const token = (key: string): TestFinding => ({
  key,
  title: 'Session token can be replayed',
  elementIds: ['login'],
});
const kept = ['a', 'b', 'c'].map(key => ({ key, title: `Kept ${key}` }));

describe.each(databases.ids)('relinking over HTTP (%s)', id => {
  let side: WriteSide;

  const upload = (findings: TestFinding[], entityRef = API) =>
    side.ingest.importUpload(
      {
        entityRef,
        fileName: 'model.json',
        bytes: bytesOf({
          elements: [{ id: 'login', name: 'Login' }],
          findings: [...findings, ...kept],
        }),
      },
      USER,
    );

  beforeEach(async () => {
    side = writeSide(await databases.migrated(id));
    await mirror(side.knex, organisation);
    await upload([token('old')]);
    const { risk_id: riskId } = await side
      .knex('risk_finding')
      .join('finding', 'finding.id', 'risk_finding.finding_id')
      .where('finding.key', 'model/old')
      .first();
    await side.risks.rate(
      riskId,
      { likelihood: 4, impact: 4, comment: 'seen twice' },
      USER,
    );
    side.nextDay();
    await upload([token('new')]);
  });
  afterEach(() => side.knex.destroy());

  const start = (options: Parameters<typeof startApi>[1] = {}) =>
    startApi(side.knex, {
      permissions: { [USER]: ['risk.read', 'risk.finding.triage'] },
      ...options,
    });
  const finding = async (key: string) =>
    (
      await side
        .knex('finding')
        .where({ key: `model/${key}` })
        .first()
    ).id;

  it('says what looks like what, and who decided what', async () => {
    const { app, headers } = await start();

    const { status, body } = await request(app)
      .get(URL)
      .set('authorization', headers.user('lena'));

    expect(status).toBe(200);
    const { items } = endpoints.listRelinkOffers.response.parse(body);
    expect(items).toMatchObject([
      {
        from: { id: await finding('old'), element: 'Login' },
        to: { id: await finding('new'), entity: { ref: API } },
        similarity: 1,
        judgements: [
          {
            kind: 'rating',
            text: 'Rated 30 % a year at 30 points: seen twice',
            by: USER,
          },
        ],
      },
    ]);
  });

  it('hands the choice to the service', async () => {
    const { app, headers, relinking } = await start();
    const choice = { from: await finding('old'), to: await finding('new') };
    const post = (path: string) =>
      request(app)
        .post(path)
        .set('authorization', headers.user('lena'))
        .send(choice);

    const accepted = await post(URL);
    expect(accepted.body).toEqual({ ...choice, choice: 'accepted' });
    expect(relinking.accept).toHaveBeenCalledWith(
      { entityRef: API, ...choice },
      USER,
    );
    const dismissed = await post(`${URL}/dismissal`);
    expect(dismissed.body).toEqual({ ...choice, choice: 'dismissed' });
    expect(relinking.dismiss).toHaveBeenCalled();
  });

  it('neither shows nor takes a finding of an entity that the caller may not see', async () => {
    await side
      .knex('finding')
      .where({ key: 'model/new' })
      .update({ entity_ref: WEB });
    const { app, headers, relinking } = await start({
      confidential: { [WEB]: 'user:default/insider' },
    });

    const list = await request(app)
      .get(URL)
      .set('authorization', headers.user('lena'));
    expect(list.body).toEqual({ items: [] });
    const { status } = await request(app)
      .post(URL)
      .set('authorization', headers.user('lena'))
      .send({ from: await finding('old'), to: await finding('new') });
    expect(status).toBe(404);
    expect(relinking.accept).not.toHaveBeenCalled();
  });

  it.each([
    ['no finding that takes over', {}, 'body.to'],
    ['ids that are none', { to: 'x' }, 'body.to'],
  ])('refuses %s', async (_, change, field) => {
    const { app, headers } = await start();

    const { status, body } = await request(app)
      .post(URL)
      .set('authorization', headers.user('lena'))
      .send({ from: await finding('old'), ...change });

    expect(status).toBe(400);
    expect(body.error.message).toContain(field);
  });
});
