import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { applyMigrations } from '../database/migrations';

/**
 * The databases that store tests run on: SQLite always, PostgreSQL where a
 * server is given (`npm test` starts one). Call it at the top of a test file.
 */
export function createTestDatabases() {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
  return {
    /** For `describe.each`. */
    ids: databases.eachSupportedId(),
    /** An empty database with the plugin's tables. */
    async migrated(id: Parameters<typeof databases.init>[0]): Promise<Knex> {
      const knex = await databases.init(id);
      await applyMigrations(knex);
      return knex;
    },
    /** An empty database. */
    empty: (id: Parameters<typeof databases.init>[0]) => databases.init(id),
  };
}
