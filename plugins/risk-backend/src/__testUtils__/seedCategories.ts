import { Knex } from 'knex';
import { readRiskConfig } from '../config';
import { vocabularyOf } from './vocabulary';
import { CategoryLedger } from '../services/categories/CategoryLedger';
import { ConfigReader } from '@backstage/config';
import { seedOrganisation, SeededRisk } from './seedOrganisation';

/** A category of the tests' own framework, and what products have of it. */
export interface SeededCategory {
  id: string;
  /** How many products were assessed for it, the first ones. */
  assessed: number;
  /** Exposures in points of its risks, the first for the first product. */
  risks: number[][];
}

/** `n` products with one risk of three points, which is a high one. */
export const affected = (n: number) => Array.from({ length: n }, () => [3]);

/** `risk` of the configuration for a framework with some categories. */
export const oracleConfig = (categories: readonly { id: string }[]) => ({
  frameworks: {
    own: [
      {
        id: 'oracle',
        title: 'Worked cases',
        categories: categories.map(({ id }) => ({ id, name: `Name of ${id}` })),
      },
    ],
  },
});

export const productRef = (index: number) => `system:default/p${index}`;

/** The category ledger over a database, as a portal would run it. */
export function categoryLedger(knex: Knex, risk: object) {
  const config = readRiskConfig(new ConfigReader({ risk }));
  return new CategoryLedger({
    database: knex,
    vocabulary: vocabularyOf(config),
    now: () => new Date('2026-11-24T12:00:00.000Z'),
  });
}

/**
 * Seeds products with findings that name categories of the tests' framework,
 * and statements about what was assessed; everything else follows from them.
 */
export async function seedCategories(
  knex: Knex,
  categories: readonly SeededCategory[],
  options: { products: number; otherRisks?: number[] },
): Promise<void> {
  const products = Array.from({ length: options.products }, (_, index) => {
    const component = `c${index}`;
    const risk = (title: string, points: number): SeededRisk => ({
      title,
      on: [component],
      probabilityMicro: 1_000_000,
      impactCenti: points * 100,
    });
    return {
      name: `p${index}`,
      components: [component],
      risks: [
        ...categories.flatMap(({ id, risks }) =>
          (risks[index] ?? []).map((points, nth) =>
            risk(`${id} of p${index}, ${nth}`, points),
          ),
        ),
        ...Array.from({ length: options.otherRisks?.[index] ?? 0 }, (_x, nth) =>
          risk(`Other of p${index}, ${nth}`, 3),
        ),
      ],
    };
  });
  await seedOrganisation(knex, products);
  for (const { id } of categories) {
    await knex('finding')
      .where('title', 'like', `${id} of %`)
      .update({
        categories: JSON.stringify([{ taxonomy: 'other', id: `oracle:${id}` }]),
      });
  }
  const statements = categories.flatMap(({ id, assessed }) =>
    Array.from({ length: assessed }, (_, index) => ({
      product_ref: productRef(index),
      method: 'statement',
      category: `oracle:${id}`,
      at: '2026-11-24T12:00:00.000Z',
      assessed_by: 'user:default/ann',
      note: 'seeded',
    })),
  );
  if (statements.length > 0) {
    await knex.batchInsert('assessment', statements, 80);
  }
  await categoryLedger(knex, oracleConfig(categories)).rebuildAll();
}
