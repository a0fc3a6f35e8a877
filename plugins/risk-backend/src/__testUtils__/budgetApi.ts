import { randomUUID } from 'crypto';
import { Level } from '@product-risk/risk-model';
import { Knex } from 'knex';
import request from 'supertest';
import { dayNumberOf, dayText } from '../days';
import { seedOwners } from './seedOrganisation';
import { NOW, startApi } from './startApi';
import { API, mirror, organisation, PAY, writeSide } from './writeSide';

export const TODAY = dayNumberOf(NOW);
export const OWNERS = 'group:default/pay-owners';

/** An instant of a day. */
export const at = (day: number) => `${dayText(day)}T10:00:00.000Z`;

/** What a risk was from a day on. */
export interface SeededState {
  day: number;
  exposure: number;
  level?: Level;
  closed?: boolean;
}

/** A risk whose history is written down as imports and people would. */
export async function seedRisk(knex: Knex, states: readonly SeededState[]) {
  const id = randomUUID();
  const last = states[states.length - 1];
  await knex('risk').insert({
    id,
    product_ref: PAY,
    group_key: id,
    title: `Risk ${id}`,
    statement: 'Something could happen.',
    rating_state: 'confirmed',
    exposure: last.closed ? 0 : last.exposure,
    level: last.level ?? 'high',
    state: last.closed ? 'closed' : 'open',
    opened_at: at(states[0].day),
    closed_at: last.closed ? at(last.day) : null,
    updated_at: at(last.day),
  });
  await knex('risk_entity').insert({ risk_id: id, entity_ref: API, share: 0 });
  for (const { day, exposure, level, closed } of states) {
    await knex('risk_state').insert({
      risk_id: id,
      at: at(day),
      product_ref: PAY,
      exposure: closed ? 0 : exposure,
      level: level ?? 'high',
      state: closed ? 'closed' : 'open',
      cause: 'new',
      actor: 'user:default/omar',
    });
  }
  return id;
}

/** The product, without anything assessed. */
export async function seedBudgetProduct(knex: Knex): Promise<void> {
  await mirror(knex, organisation);
  await knex('product').insert({
    entity_ref: PAY,
    title: 'Pay',
    owner_ref: OWNERS,
  });
}

/** The API over a product that ines owns, and omar does not. */
export async function budgetApi(
  knex: Knex,
  {
    owner = 'user:default/ines',
    config = {},
    ...more
  }: { owner?: string } & Parameters<typeof startApi>[1] = {},
) {
  const api = await startApi(knex, {
    config,
    permissions: Object.fromEntries(
      ['user:default/ines', 'user:default/omar'].map(user => [
        user,
        ['risk.read', 'risk.budget.set', 'risk.report.read'],
      ]),
    ),
    ownership: { 'user:default/ines': [OWNERS] },
    ...more,
  });
  await seedOwners(knex, OWNERS, [owner]);
  const path = '/products/system/default/pay';
  const as = (user: string) => api.headers.user(user);
  return {
    ...api,
    budget: async (user = 'ines') =>
      (
        await request(api.app)
          .get(`${path}/budget`)
          .set('authorization', as(user))
          .expect(200)
      ).body,
    set: (body: object, user = 'ines') =>
      request(api.app)
        .post(`${path}/budget/target`)
        .set('authorization', as(user))
        .send(body),
    get: (rest: string, user = 'ines') =>
      request(api.app)
        .get(`${rest.startsWith('/') ? '' : `${path}/`}${rest}`)
        .set('authorization', as(user)),
  };
}

/** Lets roll-ups take up what was seeded, assessed long before. */
export async function rollUp(knex: Knex, assessedDay: number) {
  await knex('entity_assessment')
    .insert({ entity_ref: API, day: dayText(assessedDay) })
    .onConflict('entity_ref')
    .ignore();
  await knex.transaction(trx =>
    writeSide(knex).rollup.recompute(trx, { products: [PAY], entities: [] }),
  );
}

/** A target that is set from a day on. */
export async function setTarget(knex: Knex, target: number, day = TODAY) {
  await knex('budget_target').insert({
    product_ref: PAY,
    at: at(day),
    actor: 'user:default/ines',
    method: 'set',
    steps: JSON.stringify([{ day: dayText(day), exposure: target }]),
    reason: 'as agreed',
  });
}

/** Forgets what was seeded, so that the next moment starts from nothing. */
export async function clear(knex: Knex) {
  for (const table of [
    'risk_state',
    'risk_entity',
    'risk',
    'exposure_step',
    'entity_assessment',
    'budget_target',
  ]) {
    await knex(table).delete();
  }
}
