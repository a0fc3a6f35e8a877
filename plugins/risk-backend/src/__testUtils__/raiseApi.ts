import { Budget, MyRaises } from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import request from 'supertest';
import { seedOwners } from './seedOrganisation';
import { NOW, startApi } from './startApi';
import { mirror, organisation, PAY } from './writeSide';

export const PAY_OWNERS = 'group:default/pay-owners';
export const FINANCE = 'group:default/finance-leads';
export const INES = 'user:default/ines';
export const FINN = 'user:default/finn';
export const OLAF = 'user:default/olaf';
export const OMAR = 'user:default/omar';
export const WHY = 'two more services';

const PATH = '/products/system/default/pay/budget';

/** A product whose owners are ines and olaf. */
export async function seedPay(knex: Knex): Promise<void> {
  await mirror(knex, organisation);
  await knex('product').insert({
    entity_ref: PAY,
    title: 'Pay',
    owner_ref: PAY_OWNERS,
  });
  await seedOwners(knex, PAY_OWNERS, [INES, OLAF]);
}

/** The API over that product, where finn and olaf sign second. */
export async function raiseApi(
  knex: Knex,
  more: Parameters<typeof startApi>[1] = {},
) {
  const clock = { now: NOW };
  const api = await startApi(knex, {
    config: { policy: { fallbackSigner: FINANCE } },
    clock,
    permissions: Object.fromEntries(
      [INES, FINN, OLAF, OMAR].map(user => [
        user,
        ['risk.read', 'risk.budget.set'],
      ]),
    ),
    ownership: {
      [INES]: [PAY_OWNERS],
      [FINN]: [FINANCE],
      [OLAF]: [PAY_OWNERS, FINANCE],
    },
    ...more,
  });
  const post = (user: string, rest: string, body: object) =>
    request(api.app)
      .post(`${PATH}/target${rest}`)
      .set('authorization', api.headers.user(user))
      .send(body);
  const budget = async (user = 'ines'): Promise<Budget> =>
    (
      await request(api.app)
        .get(PATH)
        .set('authorization', api.headers.user(user))
        .expect(200)
    ).body;
  const set = (target: number, replaces?: number) =>
    post('ines', '', { method: 'set', target, replaces, reason: WHY });
  const answer = (user: string, rest: string, raiseId = '') =>
    post(user, rest, { id: raiseId, reason: 'they showed me the plan' });
  return {
    ...api,
    clock,
    budget,
    mine: async (user: string): Promise<MyRaises> =>
      (
        await request(api.app)
          .get('/my-target-raises')
          .set('authorization', api.headers.user(user))
          .expect(200)
      ).body,
    set,
    sign: (raiseId?: string, user = 'finn') =>
      answer(user, '/second-signature', raiseId),
    reject: (raiseId?: string, user = 'finn') =>
      answer(user, '/rejection', raiseId),
    /** A target of 10 points, and a raise to 12 that waits. */
    async raised(): Promise<string> {
      await set(100_000).expect(200);
      const { body } = await set(120_000, 100_000).expect(200);
      return body.awaiting.id;
    },
  };
}
