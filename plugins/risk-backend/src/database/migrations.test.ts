import { Knex } from 'knex';
import { createTestDatabases } from '../__testUtils__/databases';
import { applyMigrations, migrationsFolder } from './migrations';

const databases = createTestDatabases();

const AT = '2026-11-24T00:00:00.000Z';
const SOURCE = '00000000-0000-4000-8000-000000000001';
const IMPORT = '00000000-0000-4000-8000-000000000002';
const MODEL = '00000000-0000-4000-8000-000000000003';
const FINDING = '00000000-0000-4000-8000-000000000004';
const RISK = '00000000-0000-4000-8000-000000000005';

async function seed(knex: Knex) {
  await knex('entity').insert({
    ref: 'component:default/pay',
    kind: 'component',
    title: 'Pay',
    first_seen: AT,
  });
  await knex('source').insert({
    id: SOURCE,
    method: 'upload',
    location: 'pay.json',
    state: 'ok',
    created_at: AT,
  });
  await knex('attachment').insert({
    source_id: SOURCE,
    entity_ref: 'component:default/pay',
    declared_as: 'pay.json',
    since: AT,
  });
  await knex('import').insert({
    id: IMPORT,
    source_id: SOURCE,
    seq: 1,
    at: AT,
    actor: 'user:default/ann',
    status: 'applied',
    file_name: 'pay.json',
  });
  await knex('threat_model').insert({
    id: MODEL,
    source_id: SOURCE,
    model_key: '1',
    title: 'Pay',
    format: 'otm',
    content_changed_at: AT,
    content_hash: 'a',
    is_assessment: true,
  });
  await knex('finding').insert({
    id: FINDING,
    source_id: SOURCE,
    model_id: MODEL,
    key: 'T1',
    title: 'Forged callback',
    description: '',
    severity: 'high',
    status: 'open',
    stated_status: 'open',
    reviewed: true,
    content_hash: 'a',
    first_seen: AT,
    last_seen: AT,
    changed_at: AT,
    first_import_id: IMPORT,
    last_import_id: IMPORT,
  });
  await knex('risk').insert({
    id: RISK,
    group_key: 'T1',
    title: 'Forged callback',
    statement: 'Somebody could forge a callback.',
    rating_state: 'assumed',
    state: 'open',
    exposure: Number.MAX_SAFE_INTEGER,
    opened_at: AT,
    updated_at: AT,
  });
  await knex('risk_finding').insert({
    finding_id: FINDING,
    risk_id: RISK,
    linked_by: 'rule',
  });
}

describe.each(databases.ids)('migrations (%s)', id => {
  it('go up, down with data in place, and up again to empty tables', async () => {
    const knex = await databases.empty(id);
    await applyMigrations(knex);
    await seed(knex);

    await knex.migrate.rollback({ directory: migrationsFolder() }, true);
    expect(await knex.schema.hasTable('entity')).toBe(false);
    expect(await knex.schema.hasTable('risk')).toBe(false);
    expect(await knex.schema.hasTable('meta')).toBe(false);

    await applyMigrations(knex);
    expect(await knex('risk').select()).toEqual([]);
    await seed(knex);
    expect(await knex('finding').pluck('id')).toEqual([FINDING]);
  });

  it('leave data alone when there is nothing to do', async () => {
    const knex = await databases.migrated(id);
    await seed(knex);
    await applyMigrations(knex);
    expect(await knex('finding').pluck('id')).toEqual([FINDING]);
  });

  it('keep a 64-bit exposure exactly', async () => {
    const knex = await databases.migrated(id);
    await seed(knex);
    const risk = await knex('risk').first();
    expect(Number(risk.exposure)).toBe(Number.MAX_SAFE_INTEGER);
  });

  it('drop what belongs to a source together with it', async () => {
    const knex = await databases.migrated(id);
    await seed(knex);
    await knex('source').where({ id: SOURCE }).delete();
    expect(await knex('attachment').select()).toEqual([]);
    expect(await knex('import').select()).toEqual([]);
    expect(await knex('threat_model').select()).toEqual([]);
    expect(await knex('risk_finding').select()).toEqual([]);
  });
});
