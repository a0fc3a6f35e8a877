import { Knex } from 'knex';
import request from 'supertest';
import { createTestDatabases } from '../__testUtils__/databases';
import {
  affected,
  categoryLedger,
  oracleConfig,
  productRef,
  seedCategories,
  SeededCategory,
} from '../__testUtils__/seedCategories';
import { startApi } from '../__testUtils__/startApi';

jest.setTimeout(120_000);

const databases = createTestDatabases();
const ANN = 'user:default/ann';
const EVERYTHING = {
  [ANN]: [
    'risk.read',
    'risk.report.read',
    'risk.finding.triage',
    'risk.administer',
  ],
};

/** Affected and assessed products of ten categories, with what must follow. */
const systemic = [
  ['V6', 5, 20, 0.5851584974698198, 0.7314481218372748, false],
  ['V7', 2, 18, 0.960536029204377, 0.960536029204377, false],
  ['V8', 9, 20, 0.04092516770651855, 0.0818503354130371, true],
  ['V11', 14, 20, 2.9511746106436476e-5, 0.00029511746106436476, true],
  ['V12', 8, 20, 0.10181185692272265, 0.16968642820453778, false],
  ['V13', 11, 19, 0.002288429117470514, 0.01144214558735257, true],
  ['V14', 6, 17, 0.23469438566826284, 0.33527769381180406, false],
  ['V15', 4, 20, 0.7748439523356865, 0.8609377248174295, false],
  ['V16', 10, 20, 0.01386441694376117, 0.03563195466995239, true],
  ['A.8.13', 7, 12, 0.014252781867980957, 0.03563195466995239, true],
] as const;

/** Wilson intervals of k of n. */
const wilson = [
  [0, 12, 0, 0.24249400665524087],
  [14, 20, 0.4810271816464765, 0.8545227551323956],
  [12, 12, 0.7575059933447591, 1],
  [3, 5, 0.23072428127601285, 0.8823792257673521],
  [70, 100, 0.6041514536665332, 0.7810511470506724],
] as const;

describe.each(databases.ids)('categories (%s)', id => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.migrated(id);
  });

  afterEach(() => knex.destroy());

  const apiOf = async (categories: readonly { id: string }[], more = {}) => {
    const api = await startApi(knex, {
      permissions: EVERYTHING,
      config: oracleConfig(categories),
      ...more,
    });
    const get = (path: string, user = 'ann') =>
      request(api.app).get(path).set('authorization', api.headers.user(user));
    const post = (path: string, body: object) =>
      request(api.app)
        .post(path)
        .set('authorization', api.headers.user('ann'))
        .send(body);
    return { ...api, get, post };
  };
  const reportOf = async (
    categories: readonly SeededCategory[],
    options: { products: number; otherRisks?: number[] },
  ) => {
    await seedCategories(knex, categories, options);
    const { get } = await apiOf(categories);
    const { status, body } = await get('/report/categories?framework=oracle');
    expect(status).toBe(200);
    return body;
  };

  it('tells what is systemic exactly', async () => {
    const report = await reportOf(
      systemic.map(([category, k, n]) => ({
        id: category,
        assessed: n,
        risks: affected(k),
      })),
      { products: 20 },
    );
    expect(report.categories).toHaveLength(systemic.length);
    for (const [node, k, n, pValue, qValue, isSystemic] of systemic) {
      const one = report.categories.find(
        ({ category }: { category: { node: string } }) =>
          category.node === node,
      );
      expect(one).toMatchObject({
        affected: k,
        assessed: n,
        systemic: isSystemic,
      });
      expect(one.prevalence).toBeCloseTo(k / n, 12);
      expect(one.pValue / pValue).toBeCloseTo(1, 9);
      expect(one.qValue / qValue).toBeCloseTo(1, 9);
    }
    expect(report.headline[0]).toMatch(
      /^5 categories are systemic: Name of .* and others\.$/,
    );
  });

  it('gives the interval of every share exactly', async () => {
    const report = await reportOf(
      wilson.map(([k, n], index) => ({
        id: `W${index}`,
        assessed: n,
        risks: affected(k),
      })),
      { products: 100 },
    );
    wilson.forEach(([, , low, high], index) => {
      expect(report.categories[index].wilson.low).toBeCloseTo(low, 12);
      expect(report.categories[index].wilson.high).toBeCloseTo(high, 12);
    });
    // 20 of 100 products are not half of them, whatever the share.
    expect(report.categories[1].verdict).toBe('tooLittleData');
  });

  it.each([
    [[5, 5, 5, 5], 4],
    [[291, 3, 3, 3], 1.062473438164046],
    [[20, 16, 12, 8, 4], 4.090909090909091],
  ])('finds exposures of %p in %d effective products', async (points, n) => {
    const report = await reportOf(
      [
        {
          id: 'C',
          assessed: 6,
          risks: points.map(one => [one]),
        },
      ],
      { products: 6 },
    );
    expect(report.categories[0].effectiveProducts).toBeCloseTo(n, 9);
    expect(report.categories[0].verdict).toBe(
      n < 3 ? 'concentrated' : 'systemic',
    );
  });

  it('finds a hot spot by an exact test', async () => {
    // 40 of 200 risks are of the category, 14 of them among one product's 30,
    // 8 of them among another's.
    const of = (count: number) => Array.from({ length: count }, () => 2);
    const categories = [
      {
        id: 'H',
        assessed: 6,
        risks: [of(14), of(8), of(5), of(5), of(4), of(4)],
      },
    ];
    const report = await reportOf(categories, {
      products: 6,
      otherRisks: [16, 22, 30, 30, 31, 31],
    });
    const { get } = await apiOf(categories);
    const page = await get('/report/category?category=oracle:H');
    const chanceOf = (ref: string) =>
      page.body.products.find(
        ({ product }: { product: { ref: string } }) => product.ref === ref,
      ).pValue;
    expect(chanceOf(productRef(0)) / 0.000282096089619763).toBeCloseTo(1, 9);
    expect(chanceOf(productRef(1)) / 0.22420152386030276).toBeCloseTo(1, 9);
    const [{ verdict, hotSpots }] = report.categories;
    expect(verdict).toBe('hotSpot');
    expect(hotSpots).toHaveLength(1);
    expect(hotSpots[0].product.ref).toBe(productRef(0));
    expect(hotSpots[0].pValue / 0.000282096089619763).toBeCloseTo(1, 9);
  });

  it('leads from a finding to what it informs, and when that was assessed', async () => {
    const category = { id: 'I', assessed: 1, risks: affected(2) };
    await seedCategories(knex, [category], { products: 2 });
    const informs = async (title: string, more = {}) => {
      const { id: findingId } = await knex('finding')
        .where({ title })
        .first('id');
      const { get } = await apiOf([category], more);
      return (await get(`/findings/${findingId}`)).body;
    };
    const informed = {
      category: { id: 'oracle:I', node: 'I', name: 'Name of I' },
      state: 'confirmed',
      reportedAs: 'oracle:I',
    };
    expect(await informs('I of p0, 0')).toMatchObject({
      product: { ref: productRef(0) },
      informs: [
        {
          ...informed,
          assessed: {
            at: '2026-11-24T12:00:00.000Z',
            method: 'statement',
            by: ANN,
          },
        },
      ],
    });
    expect((await informs('I of p1, 0')).informs).toEqual([informed]);
    const hidden = await informs('I of p0, 0', {
      confidential: { [productRef(0)]: 'user:default/insider' },
    });
    expect(hidden.product).toBeUndefined();
    expect(hidden.informs).toEqual([informed]);
  });

  it('lists the first hundred products of a category, and counts the rest', async () => {
    const category = {
      id: 'C',
      assessed: 103,
      risks: Array.from({ length: 103 }, (_, index) => [3 + (index % 7)]),
    };
    await seedCategories(knex, [category], { products: 103 });
    const { get } = await apiOf([category]);
    const { body } = await get('/report/category?category=oracle:C');
    expect(body).toMatchObject({ further: 3, hidden: 0 });
    expect(body.products).toHaveLength(100);
    const exposures = body.products.map(
      ({ exposure }: { exposure: number }) => exposure,
    );
    expect(exposures).toEqual([...exposures].sort((a, b) => b - a));
  });

  it.each([
    [9, 2, 0.0654296875, 'This may be chance'],
    [12, 1, 0.00341796875, 'an improvement beyond chance'],
    [3, 3, 1, 'This may be chance'],
  ])(
    'says of %d cleared and %d newly affected products whether it worked',
    async (cleared, newly, pValue, words) => {
      const before = Math.max(cleared, 12);
      const category = {
        id: 'M',
        assessed: 20,
        risks: affected(before + newly),
      };
      await seedCategories(knex, [category], { products: 20 });
      const setState = (from: number, to: number, state: string) =>
        knex('risk')
          .whereIn(
            'product_ref',
            Array.from({ length: to - from }, (_, i) => productRef(from + i)),
          )
          .update({ state });
      const recount = () =>
        knex.transaction(trx =>
          categoryLedger(knex, oracleConfig([category])).recount(
            trx,
            Array.from({ length: 20 }, (_, i) => productRef(i)),
          ),
        );
      await setState(before, before + newly, 'closed');
      await recount();
      const { get, post } = await apiOf([category]);
      const created = await post('/initiatives', {
        title: 'One library for all',
        category: 'oracle:M',
        sponsor: 'user:default/ann',
        hypothesis: 'half of the products no longer have it',
        costEach: 5,
        costPlatform: 40,
      });
      expect(created.status).toBe(200);
      expect(created.body.cost).toMatchObject({
        affected: before,
        allProducts: 5 * before,
      });
      expect(created.body.effect.sentence).toContain('nothing has changed yet');

      await setState(0, cleared, 'closed');
      await setState(before, before + newly, 'open');
      await recount();
      const { body } = await get('/initiatives');
      expect(body.items[0].effect).toMatchObject({
        products: 20,
        lost: 0,
        cleared,
        newlyAffected: newly,
        affectedBefore: before,
      });
      expect(body.items[0].effect.pValue).toBeCloseTo(pValue, 12);
      expect(body.items[0].effect.sentence).toContain(words);
      expect(body.items[0].products).toHaveLength(Math.min(50, before + newly));
      expect(body.items[0].products[0]).toEqual({
        product: { ref: productRef(0), title: 'p0' },
        before: true,
        now: cleared === 0,
      });
    },
  );

  describe('of a small organisation', () => {
    const categories = [
      { id: 'S', assessed: 6, risks: affected(5) },
      { id: 'N', assessed: 2, risks: affected(1) },
    ];
    const HIDDEN = productRef(0);

    beforeEach(() => seedCategories(knex, categories, { products: 8 }));

    it('leaves out of the heat map what was not assessed', async () => {
      const { get } = await apiOf(categories);
      const { body } = await get('/report/categories/heatmap?framework=oracle');
      const cellsOf = (ref: string) =>
        body.rows
          .find((row: { product: { ref: string } }) => row.product.ref === ref)
          .cells.map(({ category, state }: Record<string, string>) => [
            category,
            state,
          ])
          .sort();
      expect(cellsOf(productRef(0))).toEqual([
        ['oracle:N', 'affected'],
        ['oracle:S', 'affected'],
      ]);
      expect(cellsOf(productRef(5))).toEqual([['oracle:S', 'none']]);
      expect(cellsOf(productRef(7))).toEqual([]);
      expect(body).toMatchObject({ totalItems: 8, hidden: 0 });
    });

    it('pages the heat map without losing a product', async () => {
      const { get } = await apiOf(categories);
      const seen: string[] = [];
      let cursor = '';
      do {
        const { body } = await get(
          `/report/categories/heatmap?framework=oracle&limit=3&cursor=${cursor}`,
        );
        seen.push(
          ...body.rows.map(
            (row: { product: { ref: string } }) => row.product.ref,
          ),
        );
        cursor = body.nextCursor ?? '';
      } while (cursor);
      expect(seen).toEqual(Array.from({ length: 8 }, (_, i) => productRef(i)));
    });

    it('drills down to products and risks, hidden ones only counted', async () => {
      const { get } = await apiOf(categories, {
        confidential: {
          [HIDDEN]: 'user:default/insider',
          'component:default/c0': 'user:default/insider',
        },
      });
      const page = await get('/report/category?category=oracle:S');
      expect(page.body).toMatchObject({ hidden: 1 });
      expect(page.body.products).toHaveLength(4);
      expect(page.body.trend).toEqual([{ day: '2026-11-24', affected: 5 }]);
      const risks = await get('/report/category/risks?category=oracle:S');
      expect(risks.body).toMatchObject({ totalItems: 5, hidden: 1 });
      expect(risks.body.items).toHaveLength(4);
      expect(JSON.stringify([page.body, risks.body])).not.toContain('p0');
    });

    it('writes the report as CSV', async () => {
      const { get } = await apiOf(categories);
      const { text, headers } = await get(
        '/report/categories.csv?framework=oracle',
      );
      expect(headers['content-disposition']).toBe(
        'attachment; filename="categories.csv"',
      );
      const [head, first, second] = text.split('\r\n');
      expect(head.split(',').slice(0, 4)).toEqual([
        'framework',
        'category',
        'name',
        'verdict',
      ]);
      expect(first).toContain('oracle,N,Name of N,tooLittleData,2,1');
      expect(second).toContain('oracle,S,Name of S,systemic,6,5');
    });

    it('lists findings for triage, and decides what the caller may see', async () => {
      const { get, post } = await apiOf(categories, {
        confidential: { 'component:default/c0': 'user:default/insider' },
      });
      const { body } = await get('/categories/triage?show=confirmed&limit=100');
      expect(body).toMatchObject({ totalItems: 6, hidden: 2 });
      const hidden = await knex('finding')
        .where({ entity_ref: 'component:default/c0' })
        .pluck('id');
      const [seen] = body.items;
      const decided = await post('/categories/decisions', {
        decisions: [...hidden, seen.findingId].map(findingId => ({
          findingId,
          category: 'oracle:S',
          decision: 'reject',
        })),
      });
      expect(decided.body.decided).toBe(1);
      expect(decided.body.refused).toHaveLength(2);
      const report = await get('/report/categories?framework=oracle');
      expect(report.body.categories[1]).toMatchObject({ affected: 4 });
    });

    it('names a root cause that a person links, to whoever may see it', async () => {
      const { post, get } = await apiOf(categories);
      const riskIds = await knex('risk')
        .where('title', 'like', 'S of %')
        .pluck('id');
      const linked = await post('/root-causes', {
        title: 'Old session library',
        riskIds,
      });
      expect(linked.body.linked).toBe(5);
      const { body } = await get('/report/categories?framework=oracle');
      expect(body.categories[1]).toMatchObject({
        verdict: 'commonCause',
        commonCause: { title: 'Old session library', affected: 5 },
      });
      const other = await apiOf(categories, {
        confidential: { [HIDDEN]: 'user:default/insider' },
      });
      const { text } = await other.get('/report/categories?framework=oracle');
      expect(text).not.toContain('Old session library');
    });

    it('lists who was assessed for a category, by what and when', async () => {
      const { get, post } = await apiOf(categories, {
        confidential: { [HIDDEN]: 'user:default/insider' },
      });
      const { body } = await get('/categories/assessments?category=oracle:S');
      expect(body).toMatchObject({ totalItems: 6, hidden: 1 });
      expect(body.items).toHaveLength(5);
      expect(body.items[0]).toEqual({
        product: { ref: productRef(1), title: 'p1' },
        method: 'statement',
        category: { id: 'oracle:S', node: 'S', name: 'Name of S' },
        covers: 1,
        at: '2026-11-24T12:00:00.000Z',
        by: ANN,
        note: 'seeded',
      });
      await post('/categories/assessments', {
        product: productRef(7),
        category: 'oracle:S',
        assessed: true,
        note: 'read the code',
      });
      const pages: string[] = [];
      let cursor = '';
      do {
        const page = await get(
          `/categories/assessments?category=oracle:S&limit=3&cursor=${cursor}`,
        );
        pages.push(
          ...page.body.items.map(
            ({ product }: { product: { ref: string } }) => product.ref,
          ),
        );
        cursor = page.body.nextCursor ?? '';
      } while (cursor);
      expect(pages).toEqual([1, 2, 3, 4, 5, 7].map(productRef));
    });

    it('lists root causes, and names them to who may see all products', async () => {
      const { post, get } = await apiOf(categories);
      const riskIds = await knex('risk')
        .where('title', 'like', 'S of %')
        .pluck('id');
      await post('/root-causes', { title: 'Old session library', riskIds });
      const { body } = await get('/root-causes?framework=oracle');
      expect(body.items).toEqual([
        expect.objectContaining({
          title: 'Old session library',
          origin: 'person',
          products: 5,
          categories: [expect.objectContaining({ id: 'oracle:S' })],
          linkedBy: ANN,
        }),
      ]);
      const other = await apiOf(categories, {
        confidential: { [HIDDEN]: 'user:default/insider' },
      });
      const hidden = await other.get('/root-causes?framework=oracle');
      expect(hidden.body.items).toHaveLength(1);
      expect(hidden.body.items[0].title).toBeUndefined();
    });

    it('tells a control owner which findings and treatments inform it', async () => {
      await knex('mitigation').insert({
        id: '00000000-0000-4000-8000-000000000001',
        finding_id: (
          await knex('finding').where({ title: 'S of p1, 0' }).first('id')
        ).id,
        key: 'm',
        title: 'Rotate the keys',
        description: '',
        stated: 'implemented',
        state: 'claimed',
        effect_likelihood_micro: 0,
        effect_impact_micro: 0,
      });
      const { get } = await apiOf(categories, {
        confidential: {
          'component:default/c0': 'user:default/insider',
        },
      });
      const path = '/report/category/evidence?category=oracle:S';
      const { body } = await get(path);
      expect(body).toMatchObject({
        totalItems: 5,
        hidden: 1,
        summary: {
          findings: 5,
          untreated: 4,
          planned: 0,
          claimed: 1,
          verified: 0,
        },
      });
      expect(body.items).toHaveLength(4);
      expect(body.items[3]).toMatchObject({
        title: 'S of p1, 0',
        state: 'confirmed',
        product: { ref: productRef(1) },
        treatments: [{ title: 'Rotate the keys', state: 'claimed' }],
      });
      const csv = await get(path.replace('evidence', 'evidence.csv'));
      expect(csv.headers['content-disposition']).toBe(
        'attachment; filename="evidence.csv"',
      );
      expect(csv.text.trim().split('\r\n')).toHaveLength(5);
      expect(csv.text).toContain('claimed: Rotate the keys');
      expect(csv.text).not.toContain('c0');
    });

    it('does the same for a risk of a register', async () => {
      const { frameworks } = oracleConfig(categories);
      const config = {
        frameworks: {
          own: [
            ...frameworks.own,
            {
              id: 'register',
              title: 'Risk register',
              categories: [{ id: 'R-12', name: 'Data cannot be restored' }],
            },
          ],
          overlays: [
            { from: 'oracle:S', to: 'register:R-12', relation: 'subset' },
          ],
        },
      };
      await categoryLedger(knex, config).rebuildAll();
      const { get } = await apiOf(categories, { config });
      const { body } = await get(
        '/report/category/evidence?category=register:R-12',
      );
      expect(body.category.name).toBe('Data cannot be restored');
      expect(body.items).toHaveLength(5);
      expect(body.items[0]).toMatchObject({
        title: 'S of p0, 0',
        category: { id: 'register:R-12' },
      });
    });

    it('compares the same products with an earlier day', async () => {
      await knex('category_history')
        .whereIn('product_ref', [productRef(0), productRef(1)])
        .update({ day: '2026-09-01' });
      await knex('source').update({ created_at: '2026-08-01T08:00:00.000Z' });
      const { get } = await apiOf(categories);
      const changeAt = async (day: string) => {
        const { body } = await get(
          `/report/categories?framework=oracle&since=${day}`,
        );
        return body.categories[1].change;
      };
      expect(await changeAt('2026-09-01')).toMatchObject({
        // The sixth has no threat model, only a statement of today.
        products: 5,
        affectedBefore: 2,
        affectedNow: 5,
        cleared: 0,
        newlyAffected: 3,
        pValue: expect.closeTo(0.25, 12),
        sentence: expect.stringContaining('This may be chance'),
      });
      // Nothing was known of anybody then, which is not "affected by nothing".
      expect(await changeAt('2026-07-01')).toMatchObject({ products: 0 });
      const { body } = await get('/report/categories?framework=oracle');
      expect(body.categories[1].change).toBeUndefined();
    });

    it('takes a statement about a product, and takes it back', async () => {
      const { post, get } = await apiOf(categories);
      const state = (assessed: boolean) =>
        post('/categories/assessments', {
          product: productRef(7),
          category: 'oracle:N',
          assessed,
          note: 'restored a backup',
        });
      const n = async () =>
        (await get('/report/categories?framework=oracle')).body.categories[0]
          .assessed;
      expect((await state(true)).body.methods).toEqual([
        expect.objectContaining({ method: 'statement', by: ANN }),
      ]);
      expect(await n()).toBe(3);
      await state(false);
      expect(await n()).toBe(2);
    });

    it.each([
      ['/report/categories?framework=pci@4', '"pci@4" is not enabled'],
      ['/report/categories?level=verse', 'has no "verse"'],
      ['/report/category?category=8.10', 'is no category id'],
      ['/report/category?category=cwe:0', 'CWE-0'],
      ['/report/category?category=oracle:X', 'oracle has no "X"'],
      ['/report/category/risks?category=CWE-16', 'not a weakness'],
    ])('refuses %s and says why', async (path, words) => {
      const { get } = await apiOf(categories);
      const { status, body } = await get(path);
      expect(status).toBe(400);
      expect(body.error.message).toContain(words);
    });

    it('starts an initiative only from what is systemic, and closes it once', async () => {
      const { post } = await apiOf(categories);
      const start = (category: string) =>
        post('/initiatives', {
          title: 'Fix it once',
          category,
          sponsor: 'user:default/ann',
          hypothesis: 'fewer products have it',
        });
      const refused = await start('oracle:N');
      expect(refused.status).toBe(400);
      expect(refused.body.error.message).toContain('is not systemic');
      const { body } = await start('oracle:S');
      const close = () =>
        post(`/initiatives/${body.id}/closing`, { outcome: 'done' });
      expect((await close()).body).toMatchObject({
        state: 'closed',
        outcome: 'done',
      });
      expect((await close()).status).toBe(409);
    });
  });
});
