import { DecisionDetail } from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import request from 'supertest';
import {
  SeededIds,
  seedOrganisation,
  SeededProduct,
  smallOrganisation,
} from './seedOrganisation';
import { NOW, startApi } from './startApi';

export const OWNERS = 'group:default/payments-owners';
export const PAYMENTS = 'system:default/payments';

const ASKS = ['risk.read', 'risk.decision.request'];
const DECIDES = [...ASKS, 'risk.decision.grant'];

/** Who takes part in decisions of the small organisation. */
const people = {
  permissions: {
    'user:default/engineer': ASKS,
    'user:default/olive': DECIDES,
    'user:default/oscar': DECIDES,
    'user:default/stranger': DECIDES,
    'user:default/sec': [...DECIDES, 'risk.report.read'],
    'user:default/finn': DECIDES,
    'user:default/nested': DECIDES,
  },
  ownership: {
    'user:default/olive': [OWNERS],
    'user:default/oscar': [OWNERS],
    'user:default/sec': [OWNERS, 'group:default/security'],
    'user:default/finn': ['group:default/finance-leads'],
    'user:default/nested': ['group:default/payments-sub'],
  },
  parents: { 'group:default/payments-sub': [OWNERS] },
};

type Options = Parameters<typeof startApi>[1];

/** The API over the small organisation, spoken to as its people. */
export async function decisionApi(
  knex: Knex,
  more: Options = {},
  organisation: SeededProduct[] = smallOrganisation,
) {
  const ids: SeededIds = await seedOrganisation(knex, organisation);
  await knex('entity').insert({
    ref: OWNERS,
    kind: 'group',
    title: 'Payments owners',
    first_seen: '2026-01-01T00:00:00.000Z',
  });
  const clock = { now: NOW };
  const options = {
    ...people,
    clock,
    ...more,
    permissions: { ...people.permissions, ...more.permissions },
  };
  const api = await startApi(knex, options);

  const as = (name: string) => {
    const authorization =
      name === 'service' ? api.headers.service() : api.headers.user(name);
    return {
      get: (path: string) =>
        request(api.app).get(path).set('authorization', authorization),
      post: (path: string, body: object) =>
        request(api.app)
          .post(path)
          .set('authorization', authorization)
          .send(body),
    };
  };

  const riskId = (title = 'Token replay') => ids.riskIds.get(title) ?? '';

  const asking = (more_: object = {}) => ({
    riskIds: [riskId()],
    sentence: 'Somebody could pay with a stolen token.',
    options: 'Rotate tokens every hour',
    proposedExpiry: '2027-02-01',
    ...more_,
  });

  const asked = async (more_: object = {}): Promise<DecisionDetail> =>
    (await as('engineer').post('/decisions', asking(more_)).expect(200)).body;

  const read = async (id: string, name = 'olive'): Promise<DecisionDetail> =>
    (await as(name).get(`/decisions/${id}`).expect(200)).body;

  const granting = ({ basis }: DecisionDetail, more_: object = {}) => ({
    expiry: '2027-01-31',
    reason: 'We ship the fix in January',
    basis,
    ...more_,
  });

  const granted = async (more_: object = {}): Promise<DecisionDetail> => {
    const decision = await asked(more_);
    const { body } = await as('olive')
      .post(`/decisions/${decision.id}/grant`, granting(decision))
      .expect(200);
    return body;
  };

  return {
    ...api,
    ids,
    clock,
    as,
    asking,
    asked,
    granting,
    granted,
    read,
    riskId,
  };
}
