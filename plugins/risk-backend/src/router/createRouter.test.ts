import { endpoints } from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import request from 'supertest';
import { createTestDatabases } from '../__testUtils__/databases';
import {
  seedOrganisation,
  SeededIds,
  SeededProduct,
  smallOrganisation,
} from '../__testUtils__/seedOrganisation';
import { countQueries, startApi } from '../__testUtils__/startApi';

const databases = createTestDatabases();

const EVERYTHING = [
  'risk.read',
  'risk.import',
  'risk.finding.triage',
  'risk.risk.rate',
  'risk.report.read',
  'risk.administer',
];

const VAULT = 'component:default/payments-vault';

const options = {
  confidential: { [VAULT]: 'user:default/insider' },
  permissions: {
    'user:default/insider': EVERYTHING,
    'user:default/engineer': ['risk.read', 'risk.import'],
    'user:default/lead': EVERYTHING,
  },
  ownership: { 'user:default/lead': ['group:default/payments-owners'] },
};

const sum = (parts: Array<{ value: number }>) =>
  parts.reduce((total, { value }) => total + value, 0);

describe.each(databases.ids)('the API (%s)', databaseId => {
  let knex: Knex;
  let ids: SeededIds;

  async function start(
    organisation: SeededProduct[] = smallOrganisation,
    more: Parameters<typeof startApi>[1] = {},
  ) {
    knex = await databases.migrated(databaseId);
    ids = await seedOrganisation(knex, organisation);
    return startApi(knex, { ...options, ...more });
  }

  afterEach(async () => {
    await knex.destroy();
  });

  it('answers how exposed an entity is', async () => {
    const { app, headers } = await start();

    const { status, body } = await request(app)
      .get('/entities/Component/default/Payments-API')
      .set('authorization', headers.user('engineer'));

    expect(status).toBe(200);
    expect(endpoints.getEntityRisk.response.parse(body)).toMatchObject({
      entity: { ref: 'component:default/payments-api' },
      pending: false,
      assessed: true,
      product: { ref: 'system:default/payments', exposure: 130_010 },
      exposure: { current: 100_010 },
      share: 55_010,
      worst: 'high',
      models: [{ title: 'Model of payments-api', findings: 2 }],
    });
  });

  it('says that nothing is known yet of what only the catalog knows so far', async () => {
    const { app, headers } = await start();

    const { status, body } = await request(app)
      .get('/entities/component/default/registered-just-now')
      .set('authorization', headers.user('engineer'));

    expect(status).toBe(200);
    expect(endpoints.getEntityRisk.response.parse(body)).toMatchObject({
      entity: { ref: 'component:default/registered-just-now' },
      pending: true,
      assessed: false,
      models: [],
    });
  });

  it('says that nothing is known where nothing was assessed', async () => {
    const { app, headers } = await start();
    const get = (path: string) =>
      request(app).get(path).set('authorization', headers.user('lead'));

    const entity = await get('/entities/component/default/search-api');
    expect(entity.body.assessed).toBe(false);
    expect(entity.body.worst).toBeUndefined();
    const product = await get('/products/system/default/search');
    expect(product.body.assessed).toBe(false);
    expect(product.body.trend).toEqual([{ day: '2026-11-24' }]);
    expect(product.body.severe.probability).toBeUndefined();
    const explanation = await get(
      '/explain/exposure?ref=system:default/search',
    );
    expect(explanation.body.value).toBeUndefined();
  });

  it('lists findings page by page, each once', async () => {
    const { app, headers } = await start();
    const page = (query: string) =>
      request(app)
        .get(`/entities/component/default/payments-api/findings?${query}`)
        .set('authorization', headers.user('engineer'));

    const first = await page('limit=1');
    const second = await page(`limit=1&cursor=${first.body.nextCursor}`);

    expect(first.body.items[0].title).toBe('Token replay');
    expect(first.body.totalItems).toBe(2);
    expect(second.body.items[0].title).toBe('Unsigned webhook');
    expect(second.body.nextCursor).toBeUndefined();
    const found = await page('search=WEBHOOK&stride=S,T&status=open');
    expect(found.body.items).toHaveLength(1);
    const none = await page('search=100%25');
    expect(none.body.items).toEqual([]);
    endpoints.listEntityFindings.response.parse(first.body);
  });

  it('shows the scorecard with parts that add up exactly', async () => {
    const { app, headers } = await start();

    const { body } = await request(app)
      .get('/products/system/default/payments')
      .set('authorization', headers.user('insider'));

    const scorecard = endpoints.getScorecard.response.parse(body);
    expect(scorecard.exposures.current).toBe(130_010);
    expect(sum(scorecard.madeOf.byRisk)).toBe(130_010);
    expect(sum(scorecard.madeOf.byComponent)).toBe(130_010);
    expect(scorecard.severe).toMatchObject({ confirmed: 2, rated: 3 });
    expect(scorecard.severe.probability).toBeCloseTo(1 - 0.7 * 0.97, 12);
    expect(scorecard.hidden).toEqual({ entities: 0, risks: 0 });
    expect(scorecard.components.map(({ state }) => state)).toEqual([
      'modelled',
      'modelled',
      'not-assessed',
    ]);
    expect(scorecard.explainedChange).toMatchObject({
      delta: 130_010,
      causes: [{ cause: 'new', delta: 130_010, risks: 3 }],
    });
  });

  it('names nothing of a hidden entity, and still adds up', async () => {
    const { app, headers } = await start();

    const { body, text } = await request(app)
      .get('/products/system/default/payments')
      .set('authorization', headers.user('engineer'));

    expect(text).not.toContain('vault');
    expect(text).not.toContain('Vault key leak');
    expect(body.exposures.current).toBe(130_010);
    expect(sum(body.madeOf.byRisk)).toBe(130_010);
    expect(sum(body.madeOf.byComponent)).toBe(130_010);
    expect(body.hidden).toEqual({ entities: 1, risks: 1 });
    const [shared] = body.topRisks;
    expect(shared).toMatchObject({ title: 'Token replay', hiddenEntities: 1 });
  });

  it('does not tell by a search that a hidden risk exists', async () => {
    const { app, headers } = await start();
    const search = (name: string, word: string) =>
      request(app)
        .get(`/products/system/default/payments/risks?search=${word}&limit=1`)
        .set('authorization', headers.user(name));

    expect((await search('insider', 'leak')).body.totalItems).toBe(1);
    expect((await search('engineer', 'leak')).body).toEqual({
      items: [],
      totalItems: 0,
      hidden: 0,
    });
  });

  async function explain(metric: string) {
    const { app, headers } = await start();
    const { body } = await request(app)
      .get(`/explain/${metric}?ref=system:default/payments&limit=2`)
      .set('authorization', headers.user('engineer'));
    const explanation = endpoints.explain.response.parse(body);
    const { inputs, rest, hidden } = explanation;
    return {
      explanation,
      parts: [inputs, rest ?? [], hidden ?? []].flat(),
    };
  }

  const shareSum = (parts: Array<{ share?: number }>) =>
    parts.reduce((total, { share }) => total + (share ?? 0), 0);

  it.each([
    ['exposure', 130_010, 1],
    ['worst', 2, 1],
    ['unrated', 0, 0],
    ['removed', 0, 0],
  ])(
    'explains %s by inputs, hidden and rest that add up to it',
    async (metric, value, shares) => {
      const { explanation, parts } = await explain(metric);

      expect(explanation.value).toBe(value);
      expect(sum(parts)).toBe(value);
      expect(shareSum(parts)).toBeCloseTo(shares, 9);
    },
  );

  it('explains the chance of a severe event by independent chances', async () => {
    const { explanation, parts } = await explain('severe');

    const survival = parts.reduce((left, { value }) => left * (1 - value), 1);
    expect(explanation.value).toBeCloseTo(1 - 0.7 * 0.97, 12);
    expect(1 - survival).toBeCloseTo(1 - 0.7 * 0.97, 9);
    expect(shareSum(parts)).toBeCloseTo(1, 9);
    expect(explanation.hidden?.count).toBe(1);
  });

  it('reports the organisation', async () => {
    const { app, headers } = await start();
    const get = (path: string) =>
      request(app).get(path).set('authorization', headers.user('lead'));

    const report = endpoints.getReport.response.parse(
      (await get('/report')).body,
    );
    expect(report.exposures.current).toBe(130_010);
    expect(report.products).toMatchObject({
      total: 2,
      assessed: 1,
      ownerConfirmed: 1,
      ownerMissing: 1,
    });
    expect(report.products.byWorst).toMatchObject({ high: 1, notAssessed: 1 });
    expect(report.domains).toHaveLength(2);
    expect(report.noProduct.assessed).toBe(false);
    for (const sort of ['exposure', 'title', 'severe', 'coverage', 'unrated']) {
      const first = await get(`/report/products?limit=1&sort=${sort}`);
      const next = await get(
        `/report/products?limit=1&sort=${sort}&cursor=${first.body.nextCursor}`,
      );
      endpoints.listProducts.response.parse(first.body);
      expect(
        [first, next].map(({ body }) => body.items[0].entity.title).sort(),
      ).toEqual(['payments', 'search']);
    }
    const csv = await get('/report/products.csv?sort=title&order=asc');
    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.text.split('\r\n')).toHaveLength(4);
    expect(csv.text).toContain('system:default/payments,payments');
    expect(csv.text).toContain('system:default/search,search,,,none,no,,');
  });

  it('lists the products somebody answers for', async () => {
    const { app, headers } = await start();

    const mine = await request(app)
      .get('/my-products')
      .set('authorization', headers.user('lead'));

    expect(endpoints.listMyProducts.response.parse(mine.body)).toMatchObject({
      products: [{ entity: { ref: 'system:default/payments' } }],
      total: 130_010,
    });
  });

  it('shows a finding and a diagram without what is hidden', async () => {
    const { app, headers } = await start();
    const get = (path: string) =>
      request(app).get(path).set('authorization', headers.user('engineer'));

    const finding = await get(
      `/findings/${ids.findingIds.get('Token replay on payments-api')}`,
    );
    expect(endpoints.getFinding.response.parse(finding.body)).toMatchObject({
      title: 'Token replay',
      hiddenFindings: 1,
      otherFindings: [],
      risk: { statement: 'Token replay' },
      provenance: { file: 'payments-api.json' },
    });
    const diagram = await get(
      `/models/${ids.modelIds.get('payments-api')}/diagram`,
    );
    expect(
      endpoints.getModelDiagram.response.parse(diagram.body).elements,
    ).toMatchObject([{ findings: { open: 2, total: 2, worst: 'high' } }]);
    const hidden = await get(
      `/findings/${ids.findingIds.get('Vault key leak on payments-vault')}`,
    );
    expect(hidden.status).toBe(404);
  });

  it('explains the numbers from the live configuration', async () => {
    const { app, headers } = await start(smallOrganisation, {
      config: { policy: { claimedWeight: 0.5 } },
    });

    const { body } = await request(app)
      .get('/risk-model')
      .set('authorization', headers.user('engineer'));

    const page = endpoints.getRiskModel.response.parse(body);
    expect(page.policy.claimedWeight).toBe(0.5);
    expect(page.product.count).toBe(2);
    expect(page.scale.matrix[4][4]).toEqual({
      exposure: 700_000,
      level: 'critical',
    });
  });

  it('asks the database as often for a large product as for a small one', async () => {
    const large: SeededProduct = {
      name: 'payments',
      domain: 'finance',
      owner: 'group:default/payments-owners',
      components: Array.from({ length: 30 }, (_, index) => `part-${index}`),
      risks: Array.from({ length: 60 }, (_, index) => ({
        title: `Risk ${index}`,
        on: [`part-${index % 30}`],
        probabilityMicro: 10_000,
        impactCenti: 300,
        confirmed: true,
      })),
    };
    for (const organisation of [smallOrganisation, [large]]) {
      const { app, headers, catalog } = await start(organisation);
      const [component] = organisation[0].components;
      const get = (path: string) => () =>
        request(app)
          .get(path)
          .set('authorization', headers.user('insider'))
          .expect(200);
      const counts = [
        await countQueries(knex, get('/products/system/default/payments')),
        await countQueries(
          knex,
          get(`/entities/component/default/${component}`),
        ),
        await countQueries(knex, get('/report')),
      ];
      expect(counts).toEqual([11, 5, 7]);
      expect(catalog.getEntitiesByRefs.mock.calls).toHaveLength(3);
      if (organisation === smallOrganisation) await knex.destroy();
    }
  });
});
