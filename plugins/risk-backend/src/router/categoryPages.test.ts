import { Knex } from 'knex';
import { ANN, categoriesApi } from '../__testUtils__/categoriesApi';
import { createTestDatabases } from '../__testUtils__/databases';
import {
  affected,
  categoryLedger,
  oracleConfig,
  productRef,
  seedCategories,
} from '../__testUtils__/seedCategories';

jest.setTimeout(120_000);

const databases = createTestDatabases();

describe.each(databases.ids)('categories of a small organisation (%s)', id => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.migrated(id);
  });

  afterEach(() => knex.destroy());

  const apiOf = (
    categories: readonly { id: string }[],
    more?: Parameters<typeof categoriesApi>[2],
  ) => categoriesApi(knex, categories, more);

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
