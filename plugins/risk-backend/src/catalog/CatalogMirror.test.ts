import { mockServices, TestDatabaseId } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { catalogEntity } from '../__testUtils__/catalogEntities';
import { createTestDatabases } from '../__testUtils__/databases';
import { readRiskConfig } from '../config';
import { CatalogChange } from '../services/risks/CatalogMoves';
import { CatalogMirror } from './CatalogMirror';

const databases = createTestDatabases();

const payments = catalogEntity('system:payments', {
  title: 'Payments',
  spec: { owner: 'team-pay', domain: 'money' },
  relations: {
    partOf: ['domain:default/money'],
    ownedBy: ['group:default/team-pay'],
  },
});
const orders = catalogEntity('system:orders', {
  spec: { owner: 'user:default/olga' },
});
const money = catalogEntity('domain:money');
const pay = catalogEntity('component:pay', {
  annotations: {
    'product-risk/threat-model': './model.json',
    'example.org/other': 'not kept',
  },
  spec: { type: 'service', lifecycle: 'production', system: 'payments' },
  relations: { partOf: ['system:default/payments'] },
});
const old = catalogEntity('component:old', {
  spec: { type: 'service', lifecycle: 'deprecated', system: 'payments' },
});
const teamPay = catalogEntity('group:team-pay', {
  relations: { childOf: ['group:default/all'] },
});

const organisation = [payments, orders, money, pay, old, teamPay];

/** The mirror of a catalog that tests change between syncs. */
async function setUp(id: TestDatabaseId, risk: JsonObject = {}) {
  const knex = await databases.migrated(id);
  const changes: CatalogChange[] = [];
  const logger = mockServices.logger.mock();
  let entities: Entity[] = organisation;
  let time = Date.parse('2026-11-24T00:00:00.000Z');
  let failAfter: number | undefined;
  let whileReading = async () => {};

  const options = {
    database: knex,
    auth: mockServices.auth(),
    config: readRiskConfig(new ConfigReader({ risk })),
    listener: {
      async catalogChanged(_trx: Knex.Transaction, change: CatalogChange) {
        changes.push(change);
      },
    },
    logger,
    now: () => new Date(time),
    catalog: {
      async *streamEntities(
        ...args: Parameters<
          ReturnType<typeof catalogServiceMock>['streamEntities']
        >
      ) {
        await whileReading();
        yield* catalogServiceMock({
          entities: failAfter ? entities.slice(0, failAfter) : entities,
        }).streamEntities(...args);
        if (failAfter) throw new Error('The catalog went away');
      },
    },
  };
  const mirror = new CatalogMirror(options);
  return {
    knex,
    logger,
    options,
    changes,
    async sync(next: Entity[] = entities) {
      entities = next;
      time += 60_000;
      changes.length = 0;
      return mirror.sync();
    },
    failAfter: (count: number | undefined) => {
      failAfter = count;
    },
    whileReading: (action: () => Promise<void>) => {
      whileReading = action;
    },
    entity: (ref: string) => knex('entity').where({ ref }).first(),
    ancestors: async (ref: string) =>
      knex('entity_closure')
        .where({ descendant: ref })
        .orderBy(['depth', 'ancestor'])
        .select('ancestor', 'depth', 'relation'),
  };
}

const without = (entities: Entity[], ...gone: Entity[]) =>
  entities.filter(entity => !gone.includes(entity));

const replace = (entities: Entity[], from: Entity, to: Entity) =>
  entities.map(entity => (entity === from ? to : entity));

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
