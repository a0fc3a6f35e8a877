import fc from 'fast-check';
import { aggregate } from './aggregate';
import { sumExposureUnits } from './exposure';
import {
  PlacedRisk,
  exposureAboveProducts,
  exposureOfEntities,
  exposureOfProducts,
  productMadeOfEntities,
  splitEqually,
} from './hierarchy';
import { defaultScale } from './scale';
import { anyRisks, propertyRuns } from './__testUtils__/arbitraries';
import { expectError } from './__testUtils__/expectError';

/** A risk of the given exposure: certain, with an impact of that many units. */
function placed(
  id: string,
  productRef: string,
  units: number,
  entityRefs: string[],
): PlacedRisk {
  return {
    id,
    productRef,
    entityRefs,
    confirmed: true,
    estimate: { probabilityMicro: units * 100, impactCenti: 100 },
  };
}

const risks: PlacedRisk[] = [
  placed('a', 'system:pay', 1_000, ['web', 'api', 'worker']),
  placed('b', 'system:pay', 500, ['api']),
  placed('c', 'system:pay', 70, []),
  placed('d', 'system:books', 9, ['ledger', 'jobs']),
  {
    id: 'e',
    productRef: 'system:books',
    entityRefs: ['jobs'],
    confirmed: false,
  },
];

describe('splitEqually', () => {
  it('gives the remainder, one unit each, to the first refs in order', () => {
    expect([...splitEqually(11, ['c', 'a', 'b'])]).toEqual([
      ['a', 4],
      ['b', 4],
      ['c', 3],
    ]);
    expect([...splitEqually(1, ['b', 'a'])]).toEqual([
      ['a', 1],
      ['b', 0],
    ]);
  });

  it('orders by code unit, whatever the locale', () => {
    expect([...splitEqually(1, ['a', 'B'])]).toEqual([
      ['B', 1],
      ['a', 0],
    ]);
  });

  it('refuses nothing to split over and a ref given twice', () => {
    expectError(() => splitEqually(1, []), 'emptySet', 'refs');
    expectError(() => splitEqually(1, ['a', 'a']), 'duplicateId', 'refs');
    expectError(() => splitEqually(NaN, ['a']), 'notFinite', 'exposureUnits');
  });

  it('adds up exactly, in parts that differ by one unit at most', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
        fc.uniqueArray(fc.string(), { minLength: 1 }),
        (exposure, refs) => {
          const parts = [...splitEqually(exposure, refs).values()];
          expect(parts).toHaveLength(refs.length);
          expect(sumExposureUnits(parts)).toBe(exposure);
          expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(
            1,
          );
        },
      ),
      propertyRuns,
    );
  });
});

describe('roll-up', () => {
  it('counts a risk fully on every entity that it touches', () => {
    expect(Object.fromEntries(exposureOfEntities(risks))).toEqual({
      web: 1_000,
      api: 1_500,
      worker: 1_000,
      ledger: 9,
      jobs: 9,
    });
  });

  it('counts a risk once in its product', () => {
    expect(Object.fromEntries(exposureOfProducts(risks))).toEqual({
      'system:pay': 1_570,
      'system:books': 9,
    });
  });

  it('says what products are made of, product-wide risks by their own ref', () => {
    expect(Object.fromEntries(productMadeOfEntities(risks))).toEqual({
      api: 834,
      web: 333,
      worker: 333,
      'system:pay': 70,
      jobs: 5,
      ledger: 4,
    });
  });

  it('counts every product once above products', () => {
    const byProduct = exposureOfProducts(risks);
    expect(
      exposureAboveProducts(byProduct, [
        'system:pay',
        'system:books',
        'system:pay',
        'system:without-risks',
      ]),
    ).toBe(1_579);
  });

  it.each([exposureOfEntities, exposureOfProducts, productMadeOfEntities])(
    '%p refuses to count a risk twice',
    rollUp => {
      expectError(() => rollUp([risks[0], risks[0]]), 'duplicateId', 'risks');
    },
  );

  it('adds up at every level', () => {
    fc.assert(
      fc.property(anyRisks, fc.func(fc.nat({ max: 3 })), (some, productOf) => {
        const spread = some.map(risk => ({
          ...risk,
          productRef: `system:${productOf(risk.id)}`,
        }));
        const { exposureUnits } = aggregate(spread, defaultScale);
        const byProduct = exposureOfProducts(spread);
        expect(sumExposureUnits(byProduct.values())).toBe(exposureUnits);
        expect(exposureAboveProducts(byProduct, byProduct.keys())).toBe(
          exposureUnits,
        );
        expect(sumExposureUnits(productMadeOfEntities(spread).values())).toBe(
          exposureUnits,
        );
        for (const [ref, units] of byProduct) {
          const parts = productMadeOfEntities(
            spread.filter(risk => risk.productRef === ref),
          );
          expect(sumExposureUnits(parts.values())).toBe(units);
        }
      }),
      propertyRuns,
    );
  });

  it('changes no product number when a risk moves between components', () => {
    fc.assert(
      fc.property(anyRisks, some => {
        const moved = some.map(risk => ({
          ...risk,
          entityRefs: ['component:default/elsewhere'],
        }));
        expect(aggregate(moved, defaultScale)).toEqual(
          aggregate(some, defaultScale),
        );
        expect(exposureOfProducts(moved)).toEqual(exposureOfProducts(some));
        expect(sumExposureUnits(productMadeOfEntities(moved).values())).toBe(
          sumExposureUnits(productMadeOfEntities(some).values()),
        );
      }),
      propertyRuns,
    );
  });
});
