import fc from 'fast-check';
import { propertyRuns } from '../__testUtils__/arbitraries';
import { expectError } from '../__testUtils__/expectError';
import { assessSystemic } from './assessSystemic';
import {
  AssessedCategory,
  AssessedProduct,
  defaultSystemicPolicy,
} from './systemic';

function product(
  index: number,
  affected: boolean,
  more: Partial<AssessedProduct> = {},
): AssessedProduct {
  return {
    productRef: `system:default/p${index}`,
    affected,
    exposureUnits: affected ? 100 : 0,
    categoryRiskCount: affected ? 1 : 0,
    riskCount: 2,
    ...more,
  };
}

function category(
  affected: number,
  assessed: number,
  more: (index: number) => Partial<AssessedProduct> = () => ({}),
): AssessedCategory {
  return {
    category: 'V6',
    framework: 'asvs',
    products: Array.from({ length: assessed }, (_, index) =>
      product(index, index < affected, more(index)),
    ),
  };
}

function assessOne(given: AssessedCategory, productCount = 20) {
  const [assessment] = assessSystemic([given], { productCount });
  return assessment;
}

describe('assessSystemic', () => {
  it('calls what is far above the tolerated prevalence systemic, and says why', () => {
    const given = assessOne(category(14, 20));
    expect(given).toMatchObject({ verdict: 'systemic', systemic: true });
    expect(given.reasons).toEqual([
      '14 of 20 assessed products are affected (70 %, 95 % interval 48 % to 85 %).',
      expect.stringMatching(
        /^The number of risks alone would lead to \d+ %\.$/,
      ),
      'This is more than the tolerated 25 %, beyond chance (q below 0.001).',
    ]);
  });

  it('does not call a high share of few products systemic', () => {
    const given = assessOne(category(4, 4), 4);
    expect(given).toMatchObject({
      verdict: 'tooLittleData',
      systemic: false,
      qValue: undefined,
    });
    expect(given.reasons[1]).toBe(
      'At least 5 products must be assessed before this can be told.',
    );
  });

  it('waits until half of the products are assessed', () => {
    const given = assessOne(category(9, 9), 20);
    expect(given.verdict).toBe('tooLittleData');
    expect(given.reasons[1]).toBe(
      'Only 9 of 20 products were assessed, which is less than 50 %.',
    );
    expect(assessOne(category(10, 10), 20).verdict).toBe('systemic');
  });

  it('takes nothing assessed as unknown', () => {
    const given = assessOne(category(0, 0));
    expect(given).toMatchObject({
      verdict: 'tooLittleData',
      prevalence: undefined,
      expectedPrevalence: undefined,
      effectiveProducts: undefined,
    });
    expect(given.reasons[0]).toBe('No product was assessed for this category.');
  });

  it('asks for a Wilson bound above the tolerated prevalence too', () => {
    const given = assessOne(category(5, 20));
    expect(given).toMatchObject({ verdict: 'notSystemic', systemic: false });
    expect(given.reasons).toContain(
      'The true share may well be within the tolerated 25 %.',
    );
  });

  it('names one root cause behind most of the affected products', () => {
    const given = assessOne(
      category(14, 20, index => ({ rootCauses: index < 8 ? ['CVE-1'] : [] })),
    );
    expect(given).toMatchObject({
      verdict: 'commonCause',
      commonCause: { rootCause: 'CVE-1', affectedCount: 8 },
    });
    expect(given.reasons.join(' ')).toContain('Fix it once, centrally.');
    const half = assessOne(
      category(14, 20, index => ({ rootCauses: index < 7 ? ['CVE-1'] : [] })),
    );
    expect(half.verdict).toBe('systemic');
  });

  it('tells when the exposure is in few products', () => {
    const given = assessOne(
      category(14, 20, index => ({ exposureUnits: index === 0 ? 9_000 : 1 })),
    );
    expect(given.verdict).toBe('concentrated');
    expect(given.reasons[given.reasons.length - 1]).toBe(
      'Its exposure is concentrated: as if in 1.0 products of equal exposure.',
    );
    expect(given.effectiveProducts).toBeCloseTo(1, 2);
  });

  it('finds the one product that stands out', () => {
    const given = assessOne(
      category(1, 20, index => ({
        categoryRiskCount: index === 0 ? 12 : 0,
        riskCount: 15,
      })),
    );
    expect(given.verdict).toBe('hotSpot');
    expect(given.hotSpots.map(spot => spot.productRef)).toEqual([
      'system:default/p0',
    ]);
    expect(given.reasons[given.reasons.length - 1]).toBe(
      'system:default/p0 has more of these risks than its number of risks explains (q below 0.001).',
    );
  });

  it('keeps a hot spot to its own category', () => {
    const hot = category(1, 20, index => ({
      categoryRiskCount: index === 0 ? 12 : 0,
      riskCount: 15,
    }));
    const calm = { ...category(0, 20), category: 'V7' };
    expect(
      assessSystemic([hot, calm], { productCount: 20 }).map(
        ({ verdict, hotSpots }) => [verdict, hotSpots.length],
      ),
    ).toEqual([
      ['hotSpot', 1],
      ['notSystemic', 0],
    ]);
  });

  it('tells q by three digits where it is not tiny', () => {
    const { qValue = NaN, reasons } = assessOne(category(10, 20));
    expect(qValue).toBeCloseTo(0.0139, 4);
    expect(reasons).toContain(
      'This is more than the tolerated 25 %, beyond chance (q 0.014).',
    );
  });

  it('says when chance alone could explain a share among many categories', () => {
    const policy = { ...defaultSystemicPolicy, systemicQ: 1e-9 };
    const [{ verdict, wilson, reasons }] = assessSystemic([category(14, 20)], {
      productCount: 20,
      policy,
    });
    expect(verdict).toBe('notSystemic');
    expect(wilson.low).toBeGreaterThan(0.25);
    expect(reasons).toContain(
      'Among this many categories, chance alone could explain it.',
    );
  });

  it('tests a category from the least number of products on', () => {
    expect(assessOne(category(5, 5), 5)).toMatchObject({
      verdict: 'systemic',
      qValue: 0.25 ** 5,
    });
  });

  it('expects of the volume of risks what a fair draw would give', () => {
    // One of two risks is of the category, each in a product of its own.
    const given = assessOne(category(1, 2, () => ({ riskCount: 1 })));
    expect(given.expectedPrevalence).toBe(0.5);
    const none = assessOne(
      category(0, 2, () => ({ riskCount: 0, categoryRiskCount: 0 })),
    );
    expect(none.expectedPrevalence).toBeUndefined();
    expect(none.reasons.join(' ')).not.toContain('alone would lead');
  });

  it('names the root cause of most products, of equals the first by name', () => {
    const causes = (of: (index: number) => string[]) =>
      assessOne(category(14, 20, index => ({ rootCauses: of(index) })))
        .commonCause;
    expect(causes(index => (index < 9 ? ['few', 'many'] : ['many']))).toEqual({
      rootCause: 'many',
      affectedCount: 14,
    });
    expect(causes(() => ['b', 'a'])).toEqual({
      rootCause: 'a',
      affectedCount: 14,
    });
    expect(causes(() => ['a', 'b'])?.rootCause).toBe('a');
    // One root cause named twice in a product is one.
    expect(causes(index => (index < 4 ? ['a', 'a'] : []))).toBeUndefined();
    // One product alone has nothing in common with another.
    expect(
      assessOne(category(1, 20, () => ({ rootCauses: ['a'] }))).commonCause,
    ).toBeUndefined();
  });

  it.each([
    [{ toleratedPrevalence: 1.1 }, 'outOfRange', 'toleratedPrevalence'],
    [{ systemicQ: -0.1 }, 'outOfRange', 'systemicQ'],
    [{ hotSpotQ: NaN }, 'notFinite', 'hotSpotQ'],
    [{ minCoverage: 2 }, 'outOfRange', 'minCoverage'],
    [{ commonCauseAbove: -1 }, 'outOfRange', 'commonCauseAbove'],
    [{ minAssessed: 0.5 }, 'notInteger', 'minAssessed'],
    [{ concentratedBelow: Infinity }, 'notFinite', 'concentratedBelow'],
  ] as const)('refuses a policy with %p', (wrong, code, path) => {
    expectError(
      () =>
        assessSystemic([], {
          productCount: 1,
          policy: { ...defaultSystemicPolicy, ...wrong },
        }),
      code,
      `policy.${path}`,
    );
  });

  it('tests the categories of one framework together and no others', () => {
    const [alone] = assessSystemic([category(8, 20)], { productCount: 20 });
    const other = { ...category(0, 20), category: 'V7' };
    const [amongTwo] = assessSystemic([category(8, 20), other], {
      productCount: 20,
    });
    const [elsewhere] = assessSystemic(
      [category(8, 20), { ...other, framework: 'iso' }],
      { productCount: 20 },
    );
    expect(amongTwo.qValue).toBeCloseTo(2 * alone.pValue, 12);
    expect(elsewhere.qValue).toBe(alone.qValue);
  });

  it('never calls systemic what q or the bound does not support, nor shows NaN', () => {
    const anyCategory = fc
      .array(
        fc.record({
          affected: fc.boolean(),
          riskCount: fc.integer({ min: 1, max: 20 }),
        }),
        { maxLength: 30 },
      )
      .map(
        (products): AssessedCategory => ({
          category: 'V6',
          framework: 'asvs',
          products: products.map(({ affected, riskCount }, index) =>
            product(index, affected, { riskCount }),
          ),
        }),
      );
    fc.assert(
      fc.property(anyCategory, given => {
        const assessment = assessOne(given, 30);
        expect(JSON.stringify(assessment)).not.toContain('null');
        expect(assessment.reasons.join()).not.toMatch(/NaN|undefined/);
        const { qValue = 1, wilson, assessedCount } = assessment;
        expect(assessment.systemic).toBe(
          qValue < 0.1 && wilson.low >= 0.25 && assessedCount >= 15,
        );
      }),
      propertyRuns,
    );
  });

  it('refuses what cannot be', () => {
    expectError(
      () => assessOne(category(1, 3), 2),
      'outOfRange',
      'categories[0].products',
    );
    expectError(
      () =>
        assessSystemic([category(1, 1), category(1, 1)], { productCount: 1 }),
      'duplicateId',
      'categories',
    );
    expectError(
      () => assessOne(category(1, 1, () => ({ riskCount: 0 }))),
      'outOfRange',
      'categories[0].products[0].categoryRiskCount',
    );
    expectError(
      () => assessSystemic([], { productCount: -1 }),
      'outOfRange',
      'productCount',
    );
    expectError(
      () => assessOne(category(1, 1, () => ({ riskCount: NaN }))),
      'notFinite',
      'categories[0].products[0].riskCount',
    );
    expectError(
      () => assessOne(category(1, 2, () => ({ exposureUnits: -1 }))),
      'outOfRange',
      'categories[0].products[0].exposureUnits',
    );
    expectError(
      () => assessOne(category(1, 2, () => ({ productRef: 'same' }))),
      'duplicateId',
      'categories[0].products',
    );
  });
});
