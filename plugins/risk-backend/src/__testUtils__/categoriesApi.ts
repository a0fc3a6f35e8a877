import { Knex } from 'knex';
import request from 'supertest';
import { oracleConfig } from './seedCategories';
import { startApi } from './startApi';

export const ANN = 'user:default/ann';
export const EVERYTHING = {
  [ANN]: [
    'risk.read',
    'risk.report.read',
    'risk.finding.triage',
    'risk.administer',
  ],
};

/** The API over categories of a framework of its own, asked by `ann`. */
export async function categoriesApi(
  knex: Knex,
  categories: readonly { id: string }[],
  more: Partial<Parameters<typeof startApi>[1]> = {},
) {
  const api = await startApi(knex, {
    permissions: EVERYTHING,
    config: oracleConfig(categories),
    ...more,
  });
  const get = (path: string, user = 'ann') =>
    request(api.app).get(path).set('authorization', api.headers.user(user));
  const post = (path: string, body: object) =>
    request(api.app)
      .post(path)
      .set('authorization', api.headers.user('ann'))
      .send(body);
  return { ...api, get, post };
}
