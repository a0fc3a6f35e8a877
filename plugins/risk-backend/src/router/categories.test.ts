import { Knex } from 'knex';
import { ANN, categoriesApi } from '../__testUtils__/categoriesApi';
import { createTestDatabases } from '../__testUtils__/databases';
import {
  affected,
  categoryLedger,
  oracleConfig,
  productRef,
  seedCategories,
  SeededCategory,
} from '../__testUtils__/seedCategories';

jest.setTimeout(120_000);

const databases = createTestDatabases();

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

  const apiOf = (
    categories: readonly { id: string }[],
    more?: Parameters<typeof categoriesApi>[2],
  ) => categoriesApi(knex, categories, more);
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
});
