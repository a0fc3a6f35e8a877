import { Timeline } from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import request from 'supertest';
import { createTestDatabases } from '../__testUtils__/databases';
import {
  affected,
  oracleConfig,
  seedCategories,
} from '../__testUtils__/seedCategories';
import { startApi } from '../__testUtils__/startApi';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const RELEASE = 'product-risk/next-release';
const AUDIT = 'product-risk/next-audit';
/** Systemic, only some products, and nowhere. */
const categories = [
  { id: 'V11', assessed: 20, risks: affected(14) },
  { id: 'V7', assessed: 18, risks: affected(2) },
  { id: 'V1', assessed: 20, risks: [] },
];

describe.each(databases.ids)('dates of catalog files (%s)', id => {
  let knex: Knex;
  let api: Awaited<ReturnType<typeof startApi>>;

  beforeEach(async () => {
    knex = await databases.migrated(id);
    await seedCategories(knex, categories, { products: 20 });
    const config = oracleConfig(categories);
    config.frameworks.own[0].categories.push({ id: 'V11.3', name: 'Keys' });
    Object.assign(config.frameworks.own[0].categories[3], { parent: 'V11' });
    api = await startApi(knex, {
      permissions: {
        'user:default/ann': ['risk.read', 'risk.report.read'],
        'user:default/lena': ['risk.read'],
      },
      confidential: { 'component:default/c1': 'user:default/ann' },
      config,
    });
  });

  const annotate = (ref: string, annotations: Record<string, string>) =>
    knex('entity')
      .where({ ref })
      .update({ annotations: JSON.stringify(annotations) });
  const timeline = async (product: string, user = 'ann'): Promise<Timeline> => {
    const { body } = await request(api.app)
      .get(`/products/system/default/${product}/timeline?from=2026-11-02`)
      .set('authorization', api.headers.user(user))
      .expect(200);
    return body;
  };
  const wordsOf = ({ conflicts }: Timeline) =>
    conflicts.map(({ words }) => words);

  it('are on the timeline of the product, with what comes before what', async () => {
    await annotate('system:default/p0', {
      [RELEASE]: '2026-12-15 Instant payouts; after checkout 5',
    });
    await annotate('component:default/c0', {
      [RELEASE]: '2026-12-10..2026-12-11 Checkout 5\n2026-12-20',
    });
    await annotate('component:default/c2', { [RELEASE]: '2026-12-12 Other' });
    const { events, links, conflicts, problems } = await timeline('p0');
    expect(events).toMatchObject([
      {
        title: 'Checkout 5',
        lane: 'product',
        kind: 'release',
        startDay: '2026-12-10',
        endDay: '2026-12-11',
        stored: false,
        statedBy: {
          entity: { ref: 'component:default/c0' },
          annotation: RELEASE,
        },
      },
      { title: 'Instant payouts', startDay: '2026-12-15' },
      { title: 'Release of c0', startDay: '2026-12-20' },
    ]);
    expect(links).toEqual([
      {
        fromId: events[0].id,
        toId: events[1].id,
        kind: 'after',
        slackDays: 3,
      },
    ]);
    expect(conflicts).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('do not fit where what comes before is over too late', async () => {
    await annotate('system:default/p0', {
      [RELEASE]: '2026-12-18 Checkout 5\n2026-12-15 Payouts; after Checkout 5',
    });
    expect(wordsOf(await timeline('p0'))).toEqual([
      '“Payouts” begins on 15 Dec, 4 days before “Checkout 5” has left room for it.',
    ]);
  });

  it('come after what people put there, too', async () => {
    await knex('timeline_event').insert({
      id: '00000000-0000-4000-8000-000000000001',
      product_ref: 'system:default/p0',
      lane: 'engineering',
      kind: 'fix',
      title: 'Bind sessions',
      start_day: '2026-12-01',
      end_day: '2026-12-05',
      created_by: 'user:default/ann',
      created_at: '2026-11-01T00:00:00.000Z',
    });
    await annotate('system:default/p0', {
      [RELEASE]: '2026-12-15 Payouts; after Bind sessions',
    });
    expect((await timeline('p0')).links).toMatchObject([{ slackDays: 9 }]);
  });

  it('say where and what cannot be read, and the rest counts', async () => {
    await annotate('system:default/p0', {
      [RELEASE]: 'soon\n2026-12-15 Payouts; after Christmas',
      [AUDIT]: '2026-12-20 ISO; on oracle:V99',
    });
    const { events, problems } = await timeline('p0');
    expect(events.map(({ title }) => title)).toEqual(['Payouts', 'ISO']);
    expect(problems).toEqual([
      expect.stringMatching(
        /^system:default\/p0, annotation product-risk\/next-release: “soon” is no day/,
      ),
      expect.stringMatching(
        /next-release: nothing on this timeline is called “Christmas”/,
      ),
      expect.stringMatching(/next-audit: .*V99/),
    ]);
  });

  it('of entities that a reader may not see are not told', async () => {
    await annotate('component:default/c1', {
      [RELEASE]: 'soon\n2026-12-10 Secret project',
    });
    await annotate('system:default/p1', {
      [RELEASE]: '2026-12-15 Payouts; after Secret project',
    });
    const { events, links, problems } = await timeline('p1', 'lena');
    expect(events.map(({ title }) => title)).toEqual(['Payouts']);
    expect(links).toEqual([]);
    expect(problems).toEqual([]);
    expect((await timeline('p1')).events).toHaveLength(2);
  });

  describe('audits', () => {
    const audit = (text: string) =>
      annotate('system:default/p0', { [AUDIT]: text });
    const TOLD =
      '“ISO” on 24 Dec looks at V11 Name of V11: systemic across the organisation, with open findings in this product.';

    it.each([
      ['a systemic category', '2026-12-24 ISO; on oracle:V11', [TOLD]],
      ['what is below it', '2026-12-24 ISO; on oracle:V11.3', [TOLD]],
      ['it among others', '2026-12-24 ISO; on oracle:V1, oracle:V11', [TOLD]],
      ['one that is not systemic', '2026-12-24 ISO; on oracle:V7', []],
      ['no category', '2026-12-24 ISO', []],
      ['a systemic one later', '2026-12-25 ISO; on oracle:V11', []],
      ['a systemic one in the past', '2026-11-23 ISO; on oracle:V11', []],
    ])('are told of %s', async (_name, text, expected) => {
      await audit(text);
      expect(wordsOf(await timeline('p0'))).toEqual(expected);
    });

    it('are not told of where the product has no part in it', async () => {
      await annotate('system:default/p19', {
        [AUDIT]: '2026-12-24 ISO; on oracle:V11',
      });
      expect(wordsOf(await timeline('p19'))).toEqual([]);
    });

    it('are told to readers of the report only', async () => {
      await audit('2026-12-24 ISO; on oracle:V11');
      const { events, conflicts } = await timeline('p0', 'lena');
      expect(events).toMatchObject([
        { kind: 'audit', lane: 'compliance', categories: [{ node: 'V11' }] },
      ]);
      expect(conflicts).toEqual([]);
    });
  });
});
