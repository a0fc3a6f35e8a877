import { Knex } from 'knex';
import request from 'supertest';
import { createTestDatabases } from '../__testUtils__/databases';
import { demoConfig, importDemo } from '../__testUtils__/demoOrganisation';
import { startApi } from '../__testUtils__/startApi';

jest.setTimeout(120_000);

const databases = createTestDatabases();
const ANN = 'user:default/ann';
const CARDS = 'system:default/cards';
const LEDGER = 'system:default/ledger';

describe.each(databases.ids)('executive summary (%s)', id => {
  let knex: Knex;

  const answer = async (confidential: Record<string, string> = {}) => {
    const api = await startApi(knex, {
      config: demoConfig(),
      confidential,
      permissions: {
        [ANN]: ['risk.read', 'risk.report.read', 'risk.administer'],
      },
    });
    const post = (path: string, body: object) =>
      request(api.app)
        .post(path)
        .set('authorization', api.headers.user('ann'))
        .send(body);
    const { status, body } = await request(api.app)
      .get('/report/executive')
      .set('authorization', api.headers.user('ann'));
    expect(status).toBe(200);
    return { body, post };
  };

  const target = (product: string, points: number) =>
    knex('budget_target').insert({
      product_ref: product,
      at: '2026-01-01T08:00:00.000Z',
      actor: ANN,
      method: 'set',
      steps: JSON.stringify([{ day: '2026-01-01', exposure: points * 10_000 }]),
      reason: '',
    });

  beforeAll(async () => {
    knex = await databases.migrated(id);
    await importDemo(knex);
  });

  afterAll(() => knex.destroy());

  it('has no budget for who has set none, which is unknown', async () => {
    const { body } = await answer();
    expect(body.budgets).toMatchObject({
      within: 0,
      runningOut: 0,
      over: 0,
      unknown: 10,
      products: [],
      hidden: 0,
    });
  });

  it('names systemic themes, largest first, without ids', async () => {
    const { body, post } = await answer();
    expect(
      body.themes.map(({ name }: { name: string }) => name).sort(),
    ).toEqual(['Information access restriction', 'Information backup']);
    expect(
      JSON.stringify(body.themes.map((t: { sentence: string }) => t.sentence)),
    ).not.toMatch(/A\.\d|CWE/);
    await post('/initiatives', {
      title: 'Restore something every month',
      category: 'iso27001@2022:A.8.13',
      sponsor: ANN,
      hypothesis: 'fewer products are affected',
    });
    const again = await answer();
    expect(again.body.themes).toContainEqual({
      id: 'iso27001@2022:A.8.13',
      name: 'Information backup',
      sentence: '7 of the 10 products that were looked at have it.',
      initiative: 'Restore something every month',
    });
  });

  it('counts who is over budget, and names only what the caller may see', async () => {
    await target(CARDS, 0.1);
    await target(LEDGER, 0.1);
    const { body } = await answer({ [LEDGER]: 'user:default/insider' });
    expect(body.budgets).toMatchObject({ over: 2, unknown: 8, hidden: 1 });
    expect(body.budgets.products).toEqual([
      {
        product: { ref: CARDS, title: 'cards' },
        state: 'exhausted',
        sentence: expect.stringMatching(/.+/),
      },
    ]);
  });
});
