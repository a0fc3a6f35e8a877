import { ExportFormat } from '@product-risk/backstage-plugin-risk-common';
import { formats } from '@product-risk/threat-model-formats';
import { Knex } from 'knex';
import request from 'supertest';
import { ApiOptions, startApi } from './startApi';
import {
  API,
  mirror,
  numbersOf,
  organisation,
  PAY,
  writeSide,
} from './writeSide';

const USER = 'user:default/lena';

/** Everything that people see of some models, but for when it was looked at. */
export async function stateOf(knex: Knex) {
  return {
    numbers: await numbersOf(knex),
    findings: await knex('finding')
      .orderBy('id')
      .select(
        'id',
        'key',
        'entity_ref',
        'element_id',
        'title',
        'description',
        'severity',
        'status',
        'stated_status',
        'status_reason',
        'stated_rating',
        'acceptance',
        'reviewed',
        'triage',
        'promotion',
        'stride',
        'categories',
        'absent_since',
        'changed_at',
      ),
    mitigations: await knex('mitigation')
      .orderBy(['finding_id', 'key'])
      .select(
        'finding_id',
        'key',
        'title',
        'description',
        'stated',
        'state',
        'effect_likelihood_micro',
        'absent_since',
      ),
    elements: await knex('model_element')
      .orderBy(['model_id', 'element_id'])
      .select(),
    models: await knex('threat_model')
      .orderBy('id')
      .select('id', 'title', 'kind', 'owner', 'is_assessment', 'detail'),
    risks: await knex('risk').orderBy('id').select(),
    categories: await knex('category_assignment')
      .orderBy(['finding_id', 'category'])
      .select(),
    options: await knex('treatment_option').orderBy('id').select(),
    effects: await knex('option_effect')
      .orderBy(['option_id', 'risk_id'])
      .select(),
    history: await knex('risk_state').orderBy('id').select(),
    events: await knex('finding_event').orderBy('id').select(),
  };
}

/** Entities that the files name. */
const named = ['component:default/orders', 'resource:default/orders-db'].map(
  ref => ({ ref, product_ref: PAY }),
);

/** Imports files of every format for one component, and takes them out again. */
export async function exportSide(knex: Knex) {
  const side = writeSide(knex, {}, formats);
  await mirror(knex, [...organisation, ...named]);

  const upload = async (fileName: string, content: string) => {
    const record = await side.ingest.importUpload(
      { entityRef: API, fileName, bytes: Buffer.from(content) },
      USER,
    );
    side.nextDay();
    const row = await knex('import').where({ id: record.importId }).first();
    const { status, created, changed, reopened, absent, unchanged } = row;
    return {
      ...record,
      counts: { status, created, changed, reopened, absent, unchanged },
    };
  };

  const modelIds = (sourceId: string): Promise<string[]> =>
    knex('threat_model')
      .where({ source_id: sourceId })
      .orderBy('model_key')
      .pluck('id');

  /** What the portal answers who asks for a model as a file. */
  const take = async (
    modelId: string,
    format: ExportFormat,
    options: ApiOptions = {},
  ) => {
    const api = await startApi(knex, {
      permissions: { [USER]: ['risk.read'] },
      ...options,
    });
    const answer = await request(api.app)
      .get(`/models/${modelId}/export?format=${format}`)
      .set('authorization', api.headers.user('lena'));
    return { ...api, answer };
  };

  /** Every model of a source, one after the other, as its file has them. */
  const takeAll = async (sourceId: string, format: ExportFormat) => {
    const parts: string[] = [];
    for (const id of await modelIds(sourceId)) {
      const { status, body } = (await take(id, format)).answer;
      expect({ status, hidden: body.hidden }).toEqual({
        status: 200,
        hidden: { elements: 0, findings: 0 },
      });
      parts.push(body.text);
    }
    return parts.join('---\n');
  };

  return { side, upload, modelIds, take, takeAll };
}
