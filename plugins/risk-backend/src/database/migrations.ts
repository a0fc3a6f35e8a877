import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

/** Where the migrations lie, from source as well as from the built package. */
export const migrationsFolder = () =>
  resolvePackagePath(
    '@product-risk/backstage-plugin-risk-backend',
    'migrations',
  );

/** Brings the tables of this plugin up to date. */
export async function applyMigrations(knex: Knex): Promise<void> {
  await knex.migrate.latest({ directory: migrationsFolder() });
}
