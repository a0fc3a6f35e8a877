import { randomUUID } from 'crypto';
import { exposureUnits } from '@product-risk/risk-model';
import { Knex } from 'knex';
import request from 'supertest';
import { seedOwners } from './seedOrganisation';
import { startApi } from './startApi';
import {
  API,
  mirror,
  organisation,
  PAY,
  SHOP,
  WEB,
  writeSide,
} from './writeSide';

const TEAM = [
  'risk.read',
  'risk.finding.triage',
  'risk.risk.raise',
  'risk.risk.rate',
  'risk.treatment.propose',
];

/** The product whose risks are treated. */
export const PAY_PATH = '/products/system/default/pay';

interface SeededRisk {
  probabilityMicro: number;
  impactCenti: number;
  confirmed?: boolean;
  unrated?: boolean;
  on?: string;
}

/** A treatment option as its form sends it. */
export const option = (riskId: string, changes: object = {}) => ({
  kind: 'mitigate',
  title: 'Bind tokens to devices',
  costOnce: 800,
  effects: [{ riskId, effectLikelihood: 0.5, effectImpact: 0 }],
  ...changes,
});

/**
 * The API over two products, for lena and pavel of the team and for ruth, who
 * manages risk; lena alone may see the web part of the first.
 */
export async function startTreatment(knex: Knex) {
  await mirror(knex, organisation);
  await seedOwners(knex, 'group:default/team', ['user:default/lena']);
  for (const entity_ref of [PAY, SHOP]) {
    await knex('product').insert({ entity_ref, title: entity_ref });
  }
  const side = writeSide(knex);
  const api = await startApi(knex, {
    write: side,
    confidential: { [WEB]: 'user:default/lena' },
    permissions: {
      'user:default/lena': TEAM,
      'user:default/pavel': TEAM,
      'user:default/ruth': ['risk.read', 'risk.risk.raise', 'risk.report.read'],
    },
  });

  const call = (
    method: 'get' | 'post' | 'put',
    url: string,
    body?: object,
    user = 'lena',
  ) => {
    const pending = request(api.app)
      [method](url)
      .set('authorization', api.headers.user(user));
    return body ? pending.send(body) : pending;
  };

  async function seedRisk({
    confirmed = true,
    unrated = false,
    on = API,
    ...estimate
  }: SeededRisk) {
    const riskId = randomUUID();
    const exposure = unrated ? 0 : exposureUnits(estimate);
    const numbers = unrated
      ? {}
      : {
          probability_micro: estimate.probabilityMicro,
          impact_centi: estimate.impactCenti,
          current_probability_micro: estimate.probabilityMicro,
          current_impact_centi: estimate.impactCenti,
        };
    const at = '2026-06-01T00:00:00.000Z';
    const rated = confirmed ? 'confirmed' : 'assumed';
    await knex('risk').insert({
      id: riskId,
      product_ref: PAY,
      group_key: riskId,
      title: `Risk ${riskId}`,
      statement: 'Something could happen.',
      rating_state: unrated ? 'unrated' : rated,
      ...numbers,
      exposure,
      level: unrated ? null : 'high',
      state: 'open',
      opened_at: at,
      updated_at: at,
    });
    await knex('risk_entity').insert({
      risk_id: riskId,
      entity_ref: on,
      share: exposure,
    });
    await knex('risk_state').insert({
      risk_id: riskId,
      at,
      product_ref: PAY,
      exposure,
      state: 'open',
      cause: 'new',
      actor: 'user:default/omar',
    });
    return riskId;
  }

  const rollUp = () =>
    knex.transaction(trx =>
      side.rollup.recompute(trx, { products: [PAY], entities: [] }),
    );

  const createOption = async (body: object) =>
    (await call('post', `${PAY_PATH}/options`, body).expect(200)).body.id;

  return { api, side, call, seedRisk, rollUp, createOption };
}
