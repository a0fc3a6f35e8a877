import { TestDatabaseId } from '@backstage/backend-test-utils';
import { catalogEntity } from '../__testUtils__/catalogEntities';
import { createTestDatabases } from '../__testUtils__/databases';
import {
  mirroredCatalog,
  organisation,
  pay,
  payments,
  without,
} from '../__testUtils__/mirroredCatalog';

const databases = createTestDatabases();

const setUp = async (id: TestDatabaseId) =>
  mirroredCatalog(await databases.migrated(id));

describe.each(databases.ids)('what is missing in the catalog (%s)', id => {
  it('calls an entity missing after two complete syncs, where it was', async () => {
    const { sync, entity, changes } = await setUp(id);
    await sync();

    await sync(without(organisation, pay));
    expect(changes).toEqual([]);
    expect(await entity('component:default/pay')).toMatchObject({
      missing_runs: 1,
      missing_since: null,
    });

    await sync();
    expect(changes[0]).toMatchObject({
      moved: [],
      missing: ['component:default/pay'],
      coverageChanged: ['system:default/payments'],
    });
    expect(await entity('component:default/pay')).toMatchObject({
      product_ref: 'system:default/payments',
      missing_since: '2026-11-24T00:03:00.000Z',
    });

    await sync();
    expect(changes).toEqual([]);
  });

  it('restores an entity that comes back', async () => {
    const { sync, entity, changes } = await setUp(id);
    await sync();
    await sync(without(organisation, pay));
    await sync();
    await sync(organisation);

    expect(changes[0]).toMatchObject({
      moved: [],
      missing: [],
      restored: ['component:default/pay'],
      coverageChanged: ['system:default/payments'],
    });
    expect(await entity('component:default/pay')).toMatchObject({
      missing_runs: 0,
      missing_since: null,
      first_seen: '2026-11-24T00:01:00.000Z',
    });
  });

  it('forgets one absence when the entity is seen again', async () => {
    const { sync, entity } = await setUp(id);
    await sync();
    await sync(without(organisation, pay));
    await sync(organisation);
    await sync(without(organisation, pay));
    expect(await entity('component:default/pay')).toMatchObject({
      missing_runs: 1,
      missing_since: null,
    });
  });

  it('changes nothing when the catalog fails half-way', async () => {
    const { sync, failAfter, knex, changes } = await setUp(id);
    await sync();
    const before = await knex('entity').orderBy('ref');
    const head = await knex('meta').select();

    failAfter(2);
    const added = catalogEntity('component:added');
    await expect(sync([added, ...organisation])).rejects.toThrow(
      'The catalog went away',
    );

    expect(await knex('entity').orderBy('ref')).toEqual(before);
    expect(await knex('meta').select()).toEqual(head);
    expect(changes).toEqual([]);
  });

  it('does not believe a catalog that is suddenly empty', async () => {
    const { sync, knex } = await setUp(id);
    await sync();
    for (const _ of [1, 2, 3]) {
      await expect(sync([])).rejects.toThrow(
        'no entities although 6 are known',
      );
    }
    expect(await knex('entity').whereNot('missing_runs', 0)).toEqual([]);
  });

  it('waits longer when most of the catalog is gone at once', async () => {
    const many = Array.from({ length: 20 }, (_, index) =>
      catalogEntity(`component:c${index}`),
    );
    const { sync, knex } = await setUp(id);
    const missing = () =>
      knex('entity').whereNotNull('missing_since').pluck('ref');
    await sync([...organisation, ...many]);

    await sync(organisation);
    for (const _ of [2, 3, 4, 5]) await sync();
    expect(await missing()).toEqual([]);
    await sync();
    expect(await missing()).toHaveLength(20);
  });

  it('takes components out of a product that is missing, and back', async () => {
    const { sync, entity, changes, knex } = await setUp(id);
    await sync();
    await sync(without(organisation, payments));
    await sync();

    expect(changes[0].moved).toContainEqual({
      ref: 'component:default/pay',
      from: 'system:default/payments',
      to: '',
    });
    expect(await entity('system:default/payments')).toMatchObject({
      product_ref: 'system:default/payments',
    });
    const retired = () =>
      knex('product').where('retired', true).pluck('entity_ref');
    expect(await retired()).toEqual(['system:default/payments']);

    await sync(organisation);
    expect(changes[0].moved).toContainEqual({
      ref: 'component:default/pay',
      from: '',
      to: 'system:default/payments',
    });
    expect(await retired()).toEqual([]);
  });

  it('keeps a missing product in the report while it has open risks', async () => {
    const { sync, knex } = await setUp(id);
    const retired = () =>
      knex('product').where('retired', true).pluck('entity_ref');
    await sync();
    await knex('risk').insert({
      id: '00000000-0000-4000-8000-000000000001',
      product_ref: 'system:default/payments',
      group_key: 'T1',
      title: 'Forged callback',
      statement: 'Somebody could forge a callback.',
      rating_state: 'assumed',
      state: 'open',
      opened_at: '2026-11-24T00:00:00.000Z',
      updated_at: '2026-11-24T00:00:00.000Z',
    });
    await sync(without(organisation, payments));
    await sync();
    expect(await retired()).toEqual([]);

    await knex('risk').update({ state: 'closed' });
    await sync();
    expect(await retired()).toEqual(['system:default/payments']);
  });
});
