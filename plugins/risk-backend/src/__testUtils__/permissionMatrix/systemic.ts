import { seedOrganisation } from '../seedOrganisation';
import { WriteSide } from '../writeSide';

/** As many products as make a category systemic beside those of the matrix. */
const PRODUCTS = Array.from({ length: 8 }, (_, index) => `bulk-${index}`);

/** What an initiative can be about: the models of all products look for it. */
export const SYSTEMIC = 'A.8.24';

/** Products that all have a high risk of one category. */
export async function seedSystemic({ knex, decisions }: WriteSide) {
  const { findingIds } = await seedOrganisation(
    knex,
    PRODUCTS.map(name => ({
      name,
      components: [`${name}-api`],
      risks: [
        {
          title: `${name} key`,
          on: [`${name}-api`],
          probabilityMicro: 1_000_000,
          impactCenti: 300,
          confirmed: true,
        },
      ],
    })),
  );
  await decisions.decide(
    [...findingIds.values()].map(findingId => ({
      findingId,
      category: SYSTEMIC,
      decision: 'confirm' as const,
    })),
    'user:default/somebody',
  );
}
