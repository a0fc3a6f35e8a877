import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

const migrationsFolder = () =>
  resolvePackagePath(
    '@product-risk/backstage-plugin-risk-backend',
    'migrations',
  );

/** Brings the tables up to date. */
export async function applyMigrations(knex: Knex): Promise<void> {
  await knex.migrate.latest({ directory: migrationsFolder() });
}

/** Takes the newest migration back. */
export async function revertMigration(knex: Knex): Promise<void> {
  await knex.migrate.down({ directory: migrationsFolder() });
}
