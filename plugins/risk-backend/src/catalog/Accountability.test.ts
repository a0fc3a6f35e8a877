import { TestDatabaseId } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { createTestDatabases } from '../__testUtils__/databases';
import { readRiskConfig } from '../config';
import { Accountability } from './Accountability';

const databases = createTestDatabases();

const AT = '2026-11-24T00:00:00.000Z';
const ADMIN = 'user:default/tom';
const PAYMENTS = 'system:default/payments';
const ORDERS = 'system:default/orders';

const entity = (ref: string, title: string) => ({
  ref,
  kind: ref.slice(0, ref.indexOf(':')),
  title,
  first_seen: AT,
});

async function setUp(id: TestDatabaseId, trustCatalogOwners = false) {
  const knex = await databases.migrated(id);
  await knex('entity').insert([
    entity(PAYMENTS, 'Payments'),
    entity(ORDERS, 'Orders'),
    entity('component:default/pay', 'Pay'),
    entity('group:default/all', 'All'),
    entity('group:default/money', 'Money'),
    entity('group:default/team-pay', 'Team Pay'),
    entity('user:default/olga', 'Olga'),
    entity('user:default/paul', 'Paul'),
  ]);
  await knex('product').insert([
    {
      entity_ref: PAYMENTS,
      title: 'Payments',
      proposed_owner_ref: 'group:default/team-pay',
      proposed_by: 'spec.owner',
    },
    {
      entity_ref: ORDERS,
      title: 'Orders',
      proposed_owner_ref: 'user:default/olga',
      proposed_by: 'product-risk/owner',
    },
  ]);
  const accountability = new Accountability({
    database: knex,
    config: readRiskConfig(
      new ConfigReader({ risk: { policy: { trustCatalogOwners } } }),
    ),
    now: () => new Date(AT),
  });
  return {
    knex,
    accountability,
    ownerOf: async (ref: string) =>
      (await accountability.ownerOf([ref])).get(ref),
    propose: (ref: string, ownerRef: string | null) =>
      knex('product')
        .where({ entity_ref: ref })
        .update({ proposed_owner_ref: ownerRef }),
  };
}

describe.each(databases.ids)('Accountability (%s)', id => {
  describe('owners', () => {
    it('are proposed until somebody confirms them', async () => {
      const { accountability, ownerOf, knex } = await setUp(id);
      expect(await ownerOf(PAYMENTS)).toEqual({
        state: 'proposed',
        ref: 'group:default/team-pay',
        title: 'Team Pay',
        proposedBy: 'spec.owner',
      });

      await expect(
        accountability.confirm(
          [{ productRef: PAYMENTS, ownerRef: 'group:default/team-pay' }],
          ADMIN,
        ),
      ).resolves.toEqual({ confirmed: [PAYMENTS], refused: [] });

      expect(await ownerOf(PAYMENTS)).toEqual({
        state: 'confirmed',
        ref: 'group:default/team-pay',
        title: 'Team Pay',
      });
      expect(
        await knex('product_log').select(
          'product_ref',
          'at',
          'actor',
          'action',
          'before',
          'after',
        ),
      ).toEqual([
        {
          product_ref: PAYMENTS,
          at: AT,
          actor: ADMIN,
          action: 'owner-confirmed',
          before: null,
          after: 'group:default/team-pay',
        },
      ]);
    });

    it('stay confirmed whatever a catalog file proposes later', async () => {
      const { accountability, ownerOf, propose } = await setUp(id);
      await accountability.confirm(
        [{ productRef: PAYMENTS, ownerRef: 'user:default/paul' }],
        ADMIN,
      );
      await propose(PAYMENTS, 'user:default/olga');
      expect(await ownerOf(PAYMENTS)).toMatchObject({
        state: 'confirmed',
        ref: 'user:default/paul',
      });
    });

    it('count as confirmed where catalog files are trusted', async () => {
      const { accountability, ownerOf } = await setUp(id, true);
      expect(await ownerOf(ORDERS)).toMatchObject({
        state: 'confirmed',
        ref: 'user:default/olga',
      });
      expect(await accountability.proposed({ limit: 10 })).toEqual({
        items: [],
        total: 0,
      });
    });

    it('are unresolved when they are not, or no more, in the catalog', async () => {
      const { ownerOf, propose, knex, accountability } = await setUp(id, true);
      await propose(PAYMENTS, 'group:default/nobody');
      expect(await ownerOf(PAYMENTS)).toEqual({
        state: 'unresolved',
        ref: 'group:default/nobody',
        proposedBy: 'spec.owner',
      });

      await accountability.confirm(
        [{ productRef: ORDERS, ownerRef: 'user:default/olga' }],
        ADMIN,
      );
      await knex('entity')
        .where({ ref: 'user:default/olga' })
        .update({ missing_since: AT });
      expect(await ownerOf(ORDERS)).toEqual({
        state: 'unresolved',
        ref: 'user:default/olga',
      });
    });

    it('are unresolved when they are neither user nor group', async () => {
      const { ownerOf, propose } = await setUp(id, true);
      await propose(PAYMENTS, 'component:default/pay');
      expect(await ownerOf(PAYMENTS)).toMatchObject({ state: 'unresolved' });
    });

    it('are none for products without any, and for unknown products', async () => {
      const { ownerOf, propose } = await setUp(id);
      await propose(PAYMENTS, null);
      expect(await ownerOf(PAYMENTS)).toEqual({ state: 'none' });
      expect(await ownerOf('system:default/unknown')).toEqual({
        state: 'none',
      });
    });
  });

  describe('proposals', () => {
    it('wait until they are confirmed, page by page', async () => {
      const { accountability } = await setUp(id);
      const first = await accountability.proposed({ limit: 1 });
      expect(first).toEqual({
        items: [
          {
            productRef: ORDERS,
            title: 'Orders',
            proposed: {
              state: 'proposed',
              ref: 'user:default/olga',
              title: 'Olga',
              proposedBy: 'product-risk/owner',
            },
          },
        ],
        total: 2,
      });
      const second = await accountability.proposed({ limit: 1, after: ORDERS });
      expect(second.items.map(item => item.productRef)).toEqual([PAYMENTS]);
    });

    it('are not asked about again once another owner was chosen', async () => {
      const { accountability, propose } = await setUp(id);
      await accountability.confirm(
        [{ productRef: ORDERS, ownerRef: 'user:default/paul' }],
        ADMIN,
      );
      const waiting = async () =>
        (await accountability.proposed({ limit: 10 })).items.map(
          ({ productRef, confirmed }) => [productRef, confirmed],
        );
      expect(await waiting()).toEqual([[PAYMENTS, undefined]]);

      await propose(ORDERS, 'group:default/money');
      expect(await waiting()).toEqual([
        [ORDERS, 'user:default/paul'],
        [PAYMENTS, undefined],
      ]);
    });
  });

  describe('confirming in bulk', () => {
    it('confirms what it can and says why not the rest', async () => {
      const { accountability, knex } = await setUp(id);
      await knex('product').insert(
        ['a', 'b', 'c'].map(name => ({
          entity_ref: `system:default/${name}`,
          title: name,
        })),
      );
      await knex('product')
        .where({ entity_ref: 'system:default/c' })
        .update({ owner_ref: 'user:default/olga' });

      const result = await accountability.confirm(
        [
          { productRef: ORDERS, ownerRef: 'user:default/olga' },
          { productRef: 'system:default/x', ownerRef: 'user:default/olga' },
          { productRef: 'system:default/a', ownerRef: 'user:default/ghost' },
          { productRef: 'system:default/b', ownerRef: 'component:default/pay' },
          { productRef: 'system:default/c', ownerRef: 'user:default/paul' },
        ],
        ADMIN,
      );

      expect(result).toEqual({
        confirmed: [ORDERS],
        refused: [
          {
            productRef: 'system:default/x',
            reason: 'There is no such product',
          },
          {
            productRef: 'system:default/a',
            reason: 'user:default/ghost is not in the catalog',
          },
          {
            productRef: 'system:default/b',
            reason: 'component:default/pay is neither a user nor a group',
          },
          {
            productRef: 'system:default/c',
            reason: 'Changed meanwhile: user:default/olga is confirmed',
          },
        ],
      });
      expect(await knex('product').whereNotNull('confirmed_by')).toHaveLength(
        1,
      );
    });

    it('replaces a confirmed owner that the caller has seen', async () => {
      const { accountability, ownerOf, knex } = await setUp(id);
      const ownerRef = 'user:default/olga';
      await accountability.confirm([{ productRef: ORDERS, ownerRef }], ADMIN);
      await accountability.confirm(
        [
          {
            productRef: ORDERS,
            ownerRef: 'user:default/paul',
            confirmed: ownerRef,
          },
        ],
        ADMIN,
      );
      expect(await ownerOf(ORDERS)).toMatchObject({ ref: 'user:default/paul' });
      expect(await knex('product_log').orderBy('id').pluck('action')).toEqual([
        'owner-confirmed',
        'owner-changed',
      ]);
    });

    it('changes and logs nothing the second time', async () => {
      const { accountability, knex } = await setUp(id);
      const confirmations = [
        { productRef: ORDERS, ownerRef: 'user:default/olga' },
      ];
      await accountability.confirm(confirmations, ADMIN);
      const before = await knex('product').orderBy('entity_ref');
      await expect(
        accountability.confirm(confirmations, 'user:default/other'),
      ).resolves.toEqual({ confirmed: [ORDERS], refused: [] });
      expect(await knex('product').orderBy('entity_ref')).toEqual(before);
      expect(await knex('product_log').select()).toHaveLength(1);
    });

    it('settles a new proposal by keeping the owner', async () => {
      const { accountability, knex, propose } = await setUp(id);
      const confirmation = {
        productRef: ORDERS,
        ownerRef: 'user:default/olga',
      };
      await accountability.confirm([confirmation], ADMIN);
      await propose(ORDERS, 'user:default/paul');
      await accountability.confirm([confirmation], ADMIN);
      expect(
        (await accountability.proposed({ limit: 9 })).items.map(
          item => item.productRef,
        ),
      ).toEqual([PAYMENTS]);
      expect(await knex('product_log').orderBy('id').pluck('action')).toEqual([
        'owner-confirmed',
        'owner-kept',
      ]);
    });

    it('refuses a product that is named twice', async () => {
      const { accountability } = await setUp(id);
      const one = { productRef: ORDERS, ownerRef: 'user:default/olga' };
      await expect(accountability.confirm([one, one], ADMIN)).rejects.toThrow(
        'named twice',
      );
    });
  });

  describe('products', () => {
    it('of a user are the confirmed, else the proposed ones', async () => {
      const { accountability } = await setUp(id);
      const refs = ['user:default/olga', 'group:default/team-pay'];
      expect(await accountability.productsOf(refs)).toEqual([ORDERS, PAYMENTS]);

      await accountability.confirm(
        [{ productRef: ORDERS, ownerRef: 'user:default/paul' }],
        ADMIN,
      );
      expect(await accountability.productsOf(refs)).toEqual([PAYMENTS]);
      expect(await accountability.productsOf([])).toEqual([]);
    });

    it('of a user count those of its groups, and of no groups above', async () => {
      const { accountability, knex } = await setUp(id);
      await knex('entity_relation').insert([
        {
          source_ref: 'user:default/olga',
          type: 'memberOf',
          target_ref: 'group:default/team-pay',
        },
        {
          source_ref: 'group:default/team-pay',
          type: 'childOf',
          target_ref: 'group:default/money',
        },
      ]);
      expect(await accountability.ownershipRefsOf('user:default/olga')).toEqual(
        ['user:default/olga', 'group:default/team-pay'],
      );
    });

    it('of a group are its own and those of the groups below, each once', async () => {
      const { accountability, knex } = await setUp(id);
      const childOf = (source_ref: string, target_ref: string) => ({
        source_ref,
        type: 'childOf',
        target_ref,
      });
      await knex('entity_relation').insert([
        childOf('group:default/team-pay', 'group:default/money'),
        childOf('group:default/money', 'group:default/all'),
        // A diamond and a cycle.
        childOf('group:default/team-pay', 'group:default/all'),
        childOf('group:default/all', 'group:default/team-pay'),
      ]);
      await knex('product')
        .where({ entity_ref: ORDERS })
        .update({ owner_ref: 'group:default/all' });
      expect(
        await accountability.productsOfGroupTree('group:default/all'),
      ).toEqual([ORDERS, PAYMENTS]);
    });

    it('that are retired are nobody’s', async () => {
      const { accountability, knex } = await setUp(id);
      await knex('product').update({ retired: true });
      expect(await accountability.productsOf(['user:default/olga'])).toEqual(
        [],
      );
      expect((await accountability.proposed({ limit: 9 })).total).toBe(0);
    });
  });
});
