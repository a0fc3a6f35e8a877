import { TestDatabaseId } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { catalogEntity } from '../__testUtils__/catalogEntities';
import { createTestDatabases } from '../__testUtils__/databases';
import {
  mirroredCatalog,
  organisation,
  pay,
  payments,
  replace,
} from '../__testUtils__/mirroredCatalog';
import { readRiskConfig } from '../config';
import { CatalogMirror } from './CatalogMirror';

const databases = createTestDatabases();

const setUp = async (id: TestDatabaseId, risk?: JsonObject) =>
  mirroredCatalog(await databases.migrated(id), risk);

describe.each(databases.ids)('CatalogMirror (%s)', id => {
  it('mirrors entities, what they are part of, and products', async () => {
    const { sync, entity, ancestors, knex, changes } = await setUp(id);

    await expect(sync()).resolves.toEqual({
      seen: 6,
      changed: 6,
      moved: 4,
      missing: 0,
      restored: 0,
      reannotated: 1,
    });

    expect(await entity('component:default/pay')).toMatchObject({
      kind: 'component',
      title: 'pay',
      type: 'service',
      lifecycle: 'production',
      product_ref: 'system:default/payments',
      domain_ref: 'domain:default/money',
      annotations: '{"product-risk/threat-model":"./model.json"}',
      first_seen: '2026-11-24T00:01:00.000Z',
    });
    expect(await ancestors('component:default/pay')).toEqual([
      { ancestor: 'component:default/pay', depth: 0, relation: 'self' },
      { ancestor: 'system:default/payments', depth: 1, relation: 'partOf' },
      { ancestor: 'domain:default/money', depth: 2, relation: 'partOf' },
    ]);
    expect(
      await knex('product')
        .orderBy('entity_ref')
        .select(
          'entity_ref',
          'title',
          'domain_ref',
          'proposed_owner_ref',
          'proposed_by',
          'owner_ref',
        ),
    ).toEqual([
      {
        entity_ref: 'system:default/orders',
        title: 'orders',
        domain_ref: null,
        proposed_owner_ref: 'user:default/olga',
        proposed_by: 'spec.owner',
        owner_ref: null,
      },
      {
        entity_ref: 'system:default/payments',
        title: 'Payments',
        domain_ref: 'domain:default/money',
        proposed_owner_ref: 'group:default/team-pay',
        proposed_by: 'spec.owner',
        owner_ref: null,
      },
    ]);
    expect(changes[0].coverageChanged).toEqual([
      '',
      'system:default/orders',
      'system:default/payments',
    ]);
  });

  it('tells which entities name other threat models than before', async () => {
    const { sync } = await setUp(id);
    await sync();
    await expect(sync()).resolves.toMatchObject({ reannotated: 0 });

    const elsewhere = catalogEntity('component:pay', {
      annotations: { 'product-risk/threat-model': './models/pay.json' },
      spec: { type: 'service', lifecycle: 'production', system: 'payments' },
    });
    await expect(
      sync(replace(organisation, pay, elsewhere)),
    ).resolves.toMatchObject({ reannotated: 1 });

    const renamed = {
      ...elsewhere,
      metadata: { ...elsewhere.metadata, title: 'Pay' },
    };
    await expect(
      sync(replace(organisation, pay, renamed)),
    ).resolves.toMatchObject({ changed: 1, reannotated: 0 });
  });

  it('counts components for coverage, and no deprecated ones', async () => {
    const { sync, knex } = await setUp(id);
    await sync();
    expect(
      await knex('entity').where('counts_for_coverage', true).pluck('ref'),
    ).toEqual(['component:default/pay']);
  });

  it('writes nothing and tells nobody when the catalog did not change', async () => {
    const { sync, knex, changes } = await setUp(id);
    await sync();
    const before = await knex('entity').orderBy('ref');

    await expect(sync()).resolves.toMatchObject({ seen: 6, changed: 0 });

    expect(await knex('entity').orderBy('ref')).toEqual(before);
    expect(await knex('entity_change').select()).toEqual([]);
    expect(changes).toEqual([]);
  });

  it('moves an entity, and what lies in it, with its new parent', async () => {
    const part = catalogEntity('component:part', {
      relations: { partOf: ['component:default/pay'] },
    });
    const { sync, entity, ancestors, changes } = await setUp(id);
    await sync([...organisation, part]);

    const movedPay = catalogEntity('component:pay', {
      spec: { type: 'service', system: 'orders' },
      relations: { partOf: ['system:default/orders'] },
    });
    await sync(replace([...organisation, part], pay, movedPay));

    const both = {
      from: 'system:default/payments',
      to: 'system:default/orders',
    };
    expect(changes[0].moved).toEqual([
      { ref: 'component:default/part', ...both },
      { ref: 'component:default/pay', ...both },
    ]);
    expect(changes[0].coverageChanged).toEqual([both.to, both.from]);
    expect(await entity('component:default/part')).toMatchObject({
      product_ref: 'system:default/orders',
      domain_ref: null,
    });
    expect(await ancestors('component:default/part')).toEqual([
      { ancestor: 'component:default/part', depth: 0, relation: 'self' },
      { ancestor: 'component:default/pay', depth: 1, relation: 'partOf' },
      { ancestor: 'system:default/orders', depth: 2, relation: 'partOf' },
    ]);
  });

  it('records changes around known entities only', async () => {
    const { sync, knex } = await setUp(id);
    await sync();
    await sync(
      replace(
        organisation,
        pay,
        catalogEntity('component:pay', {
          spec: { type: 'website', system: 'payments' },
          relations: {
            dependsOn: ['resource:default/db'],
            memberOf: ['group:default/team-pay'],
          },
        }),
      ),
    );
    expect(
      await knex('entity_change')
        .orderBy('id')
        .select('entity_ref', 'kind', 'relation', 'subject', 'previous', 'at'),
    ).toEqual([
      {
        entity_ref: 'component:default/pay',
        kind: 'relation-added',
        relation: 'dependsOn',
        subject: 'resource:default/db',
        previous: null,
        at: '2026-11-24T00:02:00.000Z',
      },
      {
        entity_ref: 'component:default/pay',
        kind: 'type-changed',
        relation: null,
        subject: 'website',
        previous: 'service',
        at: '2026-11-24T00:02:00.000Z',
      },
    ]);
  });

  it('counts entities without a product as such, dangling relations included', async () => {
    const dangling = catalogEntity('component:dangling', {
      spec: { system: 'nowhere' },
    });
    const { sync, entity, ancestors, changes } = await setUp(id);
    await sync([...organisation, dangling]);
    expect(await entity('component:default/dangling')).toMatchObject({
      product_ref: '',
    });
    expect(await ancestors('component:default/dangling')).toHaveLength(1);

    const nowhere = catalogEntity('system:nowhere');
    await sync([...organisation, dangling, nowhere]);
    expect(changes[0].moved).toContainEqual({
      ref: 'component:default/dangling',
      from: '',
      to: 'system:default/nowhere',
    });
    expect(await ancestors('component:default/dangling')).toHaveLength(2);
  });

  it('survives cycles', async () => {
    const a = catalogEntity('component:a', {
      relations: { partOf: ['component:default/b'] },
    });
    const b = catalogEntity('component:b', {
      relations: { partOf: ['component:default/a'] },
    });
    const { sync, ancestors } = await setUp(id);
    await sync([a, b]);
    expect(await ancestors('component:default/a')).toEqual([
      { ancestor: 'component:default/a', depth: 0, relation: 'self' },
      { ancestor: 'component:default/b', depth: 1, relation: 'partOf' },
    ]);
  });

  it('says once which annotation states no date, of which entity', async () => {
    const release = 'product-risk/next-release';
    const wrong = catalogEntity('component:web', {
      annotations: { [release]: 'soon\n2026-12-15 Payouts' },
    });
    const { knex, sync, logger } = await setUp(id);
    await sync([...organisation, wrong]);
    await sync([...organisation, wrong]);
    expect(logger.warn.mock.calls).toEqual([
      [
        expect.stringMatching(
          /^component:default\/web, annotation product-risk\/next-release: “soon” is no day/,
        ),
      ],
    ]);
    const { annotations } = await knex('entity')
      .where({ ref: 'component:default/web' })
      .first();
    expect(JSON.parse(annotations)[release]).toContain('Payouts');
  });

  it('takes the first of equally near products, and says so once', async () => {
    const shared = catalogEntity('resource:db', {
      relations: {
        partOf: ['system:default/payments', 'system:default/orders'],
      },
    });
    const { sync, entity, logger } = await setUp(id);
    await sync([...organisation, shared]);
    const row = await entity('resource:default/db');
    expect(row.product_ref).toBe('system:default/orders');
    expect(Boolean(row.product_tie)).toBe(true);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining(
        'resource:default/db (counted in system:default/orders)',
      ),
    );

    await sync([...organisation, shared, catalogEntity('component:new')]);
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it('never touches a confirmed owner', async () => {
    const { sync, knex } = await setUp(id);
    await sync();
    await knex('product')
      .where({ entity_ref: 'system:default/payments' })
      .update({
        owner_ref: 'user:default/paula',
        confirmed_by: 'user:default/tom',
      });
    await sync(
      replace(
        organisation,
        payments,
        catalogEntity('system:payments', {
          annotations: { 'product-risk/owner': 'user:default/mallory' },
          spec: { owner: 'team-pay' },
        }),
      ),
    );
    expect(
      await knex('product')
        .where({ entity_ref: 'system:default/payments' })
        .first(),
    ).toMatchObject({
      owner_ref: 'user:default/paula',
      confirmed_by: 'user:default/tom',
      proposed_owner_ref: 'user:default/mallory',
      proposed_by: 'product-risk/owner',
    });
  });

  it('follows a new rule of what a product is without a change in the catalog', async () => {
    const { sync, options, entity, knex } = await setUp(id);
    await sync();
    const byDomain = new CatalogMirror({
      ...options,
      config: readRiskConfig(
        new ConfigReader({ risk: { product: { kind: 'Domain' } } }),
      ),
    });
    await byDomain.sync();
    expect(await entity('component:default/pay')).toMatchObject({
      product_ref: 'domain:default/money',
    });
    expect(
      await knex('product').where('retired', false).pluck('entity_ref'),
    ).toEqual(['domain:default/money']);
  });

  it('lets one of two nodes win that sync at once', async () => {
    const { sync, options, whileReading, knex, changes } = await setUp(id);
    let nested = false;
    whileReading(async () => {
      if (nested) return;
      nested = true;
      await new CatalogMirror(options).sync();
    });
    await expect(sync()).rejects.toThrow('Another node');
    expect(changes).toHaveLength(1);
    expect(await knex('entity').pluck('ref')).toHaveLength(6);
    expect(
      JSON.parse((await knex('meta').where({ key: 'catalog' }).first()).value),
    ).toMatchObject({
      run: 1,
    });
  });

  it('undoes everything when a listener fails', async () => {
    const { options, knex } = await setUp(id);
    const failing = new CatalogMirror({
      ...options,
      listener: {
        async catalogChanged() {
          throw new Error('no');
        },
      },
    });
    await expect(failing.sync()).rejects.toThrow('no');
    expect(await knex('entity').select()).toEqual([]);
    expect(await knex('meta').where({ key: 'catalog' })).toEqual([]);
  });

  it('keeps groups and their members, and leaves locations out', async () => {
    const { sync, knex } = await setUp(id);
    await sync([
      ...organisation,
      catalogEntity('location:somewhere'),
      catalogEntity('user:olga', {
        spec: { profile: { displayName: 'Olga' } },
        relations: { memberOf: ['group:default/team-pay'] },
      }),
    ]);
    expect(
      await knex('entity_relation')
        .whereIn('type', ['childOf', 'memberOf'])
        .orderBy('source_ref')
        .select('source_ref', 'target_ref'),
    ).toEqual([
      { source_ref: 'group:default/team-pay', target_ref: 'group:default/all' },
      { source_ref: 'user:default/olga', target_ref: 'group:default/team-pay' },
    ]);
    expect(await knex('entity').where({ kind: 'location' })).toEqual([]);
    expect(await knex('entity').where({ kind: 'user' }).pluck('title')).toEqual(
      ['Olga'],
    );
  });
});
