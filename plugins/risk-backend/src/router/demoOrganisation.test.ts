import { Timeline } from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import request from 'supertest';
import { createTestDatabases } from '../__testUtils__/databases';
import { demoConfig, importDemo } from '../__testUtils__/demoOrganisation';
import { startApi } from '../__testUtils__/startApi';

jest.setTimeout(120_000);

const databases = createTestDatabases();

interface Report {
  framework: string;
  categories: { category: { node: string }; verdict: string }[];
}

describe.each(databases.ids)('the demo organisation (%s)', id => {
  let knex: Knex;
  let outcome: Awaited<ReturnType<typeof importDemo>>;
  let report: Report;
  let api: Awaited<ReturnType<typeof startApi>>;

  beforeAll(async () => {
    knex = await databases.migrated(id);
    outcome = await importDemo(knex);
    api = await startApi(knex, {
      config: demoConfig(),
      permissions: { 'user:default/omar': ['risk.read', 'risk.report.read'] },
    });
    const { body } = await request(api.app)
      .get('/report/categories')
      .set('authorization', api.headers.user('omar'));
    report = body;
  });

  afterAll(() => knex.destroy());

  const of = (node: string) =>
    report.categories.find(({ category }) => category.node === node);

  it('is read from its own files, all but the one that ends in the middle', () => {
    expect(outcome).toMatchObject({ applied: 30, failed: 1 });
    expect(report.framework).toBe('iso27001@2022');
  });

  it('has a systemic theme: nobody tries to restore', () => {
    expect(of('A.8.13')).toMatchObject({
      verdict: 'systemic',
      affected: 7,
      assessed: 10,
    });
  });

  it('has plans in its catalog files, not all of which fit', async () => {
    const { body } = await request(api.app)
      .get('/products/system/default/payments/timeline')
      .set('authorization', api.headers.user('omar'))
      .expect(200);
    const timeline: Timeline = body;
    expect(timeline.problems).toEqual([]);
    expect(timeline.links.map(({ slackDays }) => slackDays).sort()).toEqual([
      -4, 3, 6,
    ]);
    expect(timeline.conflicts.map(({ words }) => words)).toEqual([
      '“Payouts abroad” begins on 9 Mar 2027, 4 days before “Refund worker 3” has left room for it.',
      '“Surveillance audit” on 22 Dec looks at A.8.13 Information backup: systemic across the organisation, with open findings in this product.',
    ]);
  });

  it('has a common cause: the mesh does not say who calls', () => {
    expect(of('A.8.3')).toMatchObject({
      verdict: 'commonCause',
      commonCause: {
        title: 'calls inside the mesh carry no identity',
        affected: 5,
      },
    });
  });

  it('has a hot spot: how customers sign in', () => {
    expect(of('A.8.5')).toMatchObject({
      verdict: 'hotSpot',
      hotSpots: [{ product: { ref: 'system:default/onboarding' } }],
    });
  });

  it('has a category that too few products were assessed for', () => {
    expect(of('A.8.9')).toMatchObject({
      verdict: 'tooLittleData',
      assessed: 2,
      affected: 1,
    });
  });
});
