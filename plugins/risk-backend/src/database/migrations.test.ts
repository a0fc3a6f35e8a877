import { createTestDatabases } from '../__testUtils__/databases';
import { applyMigrations, revertMigration } from './migrations';

const databases = createTestDatabases();

jest.setTimeout(60_000);

describe.each(databases.ids)('migrations (%s)', id => {
  it('goes up and down with data in place', async () => {
    const knex = await databases.empty(id);
    await applyMigrations(knex);
    await knex('source').insert({
      id: '11111111-1111-4111-8111-111111111111',
      method: 'upload',
      location: 'component:default/a/model.json',
      state: 'ok',
      created_at: '2026-01-01T00:00:00.000Z',
    });
    await knex('attachment').insert({
      source_id: '11111111-1111-4111-8111-111111111111',
      entity_ref: 'component:default/a',
      declared_as: 'model.json',
      since: '2026-01-01T00:00:00.000Z',
    });

    await revertMigration(knex);
    expect(await knex.schema.hasTable('source')).toBe(false);

    await applyMigrations(knex);
    expect(await knex('source')).toEqual([]);
  });

  it('keeps a 64-bit exposure exactly', async () => {
    const knex = await databases.migrated(id);
    await knex('product_rollup').insert({
      product_ref: 'system:default/a',
      exposure: Number.MAX_SAFE_INTEGER,
      updated_at: '2026-01-01T00:00:00.000Z',
    });
    const row = await knex('product_rollup').first();
    expect(Number(row.exposure)).toBe(Number.MAX_SAFE_INTEGER);
  });
});
