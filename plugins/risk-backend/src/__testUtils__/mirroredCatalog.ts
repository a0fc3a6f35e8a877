import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { CatalogMirror } from '../catalog/CatalogMirror';
import { readRiskConfig } from '../config';
import { CatalogChange } from '../services/risks/CatalogMoves';
import { catalogEntity } from './catalogEntities';

export const payments = catalogEntity('system:payments', {
  title: 'Payments',
  spec: { owner: 'team-pay', domain: 'money' },
  relations: {
    partOf: ['domain:default/money'],
    ownedBy: ['group:default/team-pay'],
  },
});
export const orders = catalogEntity('system:orders', {
  spec: { owner: 'user:default/olga' },
});
export const money = catalogEntity('domain:money');
export const pay = catalogEntity('component:pay', {
  annotations: {
    'product-risk/threat-model': './model.json',
    'example.org/other': 'not kept',
  },
  spec: { type: 'service', lifecycle: 'production', system: 'payments' },
  relations: { partOf: ['system:default/payments'] },
});
export const old = catalogEntity('component:old', {
  spec: { type: 'service', lifecycle: 'deprecated', system: 'payments' },
});
export const teamPay = catalogEntity('group:team-pay', {
  relations: { childOf: ['group:default/all'] },
});

export const organisation = [payments, orders, money, pay, old, teamPay];

/** The mirror of a catalog that tests change between syncs. */
export async function mirroredCatalog(knex: Knex, risk: JsonObject = {}) {
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

export const without = (entities: Entity[], ...gone: Entity[]) =>
  entities.filter(entity => !gone.includes(entity));

export const replace = (entities: Entity[], from: Entity, to: Entity) =>
  entities.map(entity => (entity === from ? to : entity));
