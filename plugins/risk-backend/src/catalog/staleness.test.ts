import { TestDatabaseId } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { createTestDatabases } from '../__testUtils__/databases';
import { refreshStaleness } from './staleness';

const databases = createTestDatabases();

const SOURCE = '00000000-0000-4000-8000-000000000001';
const MODEL = '00000000-0000-4000-8000-000000000002';
const OTHER_MODEL = '00000000-0000-4000-8000-000000000003';
const PAY = 'component:default/pay';
const DATABASE = 'resource:default/db';
const policy = {
  now: new Date('2026-11-24T00:00:00.000Z'),
  staleAfterDays: 365,
};

const day = (text: string) => `${text}T00:00:00.000Z`;

/** A model of `pay`, one of whose elements a person mapped to `db`. */
async function setUp(id: TestDatabaseId) {
  const knex = await databases.migrated(id);
  await knex('source').insert({
    id: SOURCE,
    method: 'upload',
    location: 'pay.json',
    state: 'ok',
    created_at: day('2026-10-01'),
  });
  await knex('attachment').insert({
    source_id: SOURCE,
    entity_ref: PAY,
    declared_as: 'pay.json',
    since: day('2026-10-01'),
  });
  const model = {
    source_id: SOURCE,
    title: 'Pay',
    format: 'otm',
    content_changed_at: day('2026-10-01'),
    content_hash: 'a',
    is_assessment: true,
  };
  await knex('threat_model').insert({ ...model, id: MODEL, model_key: '1' });
  await knex('model_element').insert({
    model_id: MODEL,
    element_id: 'e1',
    name: 'Database',
    kind: 'store',
    entity_ref: DATABASE,
    mapped_by: 'person',
  });
  await knex('entity_rollup').insert(
    [PAY, DATABASE, 'component:default/unmodelled'].map(entity_ref => ({
      entity_ref,
      updated_at: day('2026-10-01'),
    })),
  );
  return {
    knex,
    addModel: (values: object) =>
      knex('threat_model').insert({
        ...model,
        id: OTHER_MODEL,
        model_key: '2',
        ...values,
      }),
    change: (entity_ref: string, at = day('2026-11-12')) =>
      knex('entity_change').insert({
        entity_ref,
        at,
        kind: 'relation-added',
        relation: 'dependsOn',
        subject: 'component:default/x',
      }),
    refresh: (...refs: string[]) =>
      knex.transaction((trx: Knex.Transaction) =>
        refreshStaleness(trx, refs, policy),
      ),
    stored: (entity_ref: string) =>
      knex('entity_rollup')
        .where({ entity_ref })
        .first('stale_since', 'stale_reasons'),
  };
}

const FRESH = { stale_since: null, stale_reasons: '[]' };

describe.each(databases.ids)('refreshStaleness (%s)', id => {
  it('marks what changed since its model was updated, with the reason', async () => {
    const { change, refresh, stored } = await setUp(id);
    await change(PAY);
    expect(await refresh(PAY, DATABASE)).toEqual([PAY]);
    const { stale_since, stale_reasons } = await stored(PAY);
    expect(stale_since).toBe(day('2026-11-12'));
    expect(JSON.parse(stale_reasons)).toEqual([
      {
        code: 'relation-added',
        text: 'now depends on component:default/x (since 12 Nov 2026)',
        since: day('2026-11-12'),
      },
    ]);
    expect(await stored(DATABASE)).toEqual(FRESH);
  });

  it('reaches entities through mapped elements', async () => {
    const { change, refresh } = await setUp(id);
    await change(DATABASE);
    expect(await refresh(DATABASE)).toEqual([DATABASE]);
  });

  it('writes nothing the second time', async () => {
    const { change, refresh } = await setUp(id);
    await change(PAY);
    await refresh(PAY);
    expect(await refresh(PAY)).toEqual([]);
  });

  it('is fresh again once any model of it was updated', async () => {
    const { change, refresh, stored, addModel } = await setUp(id);
    await change(PAY);
    await refresh(PAY);
    await addModel({ stated_at: day('2026-11-20') });
    expect(await refresh(PAY)).toEqual([PAY]);
    expect(await stored(PAY)).toEqual(FRESH);
  });

  it('believes the date of the file before the date of its content', async () => {
    const { knex, refresh, stored } = await setUp(id);
    await knex('threat_model').update({ stated_at: day('2024-01-01') });
    expect(await refresh(PAY)).toEqual([PAY]);
    expect(JSON.parse((await stored(PAY)).stale_reasons)).toEqual([
      expect.objectContaining({ code: 'age' }),
    ]);
  });

  it.each([
    ['absent models', { absent_since: day('2026-11-13') }],
    ['models that assess nothing', { is_assessment: false }],
  ])('does not count %s', async (_, values) => {
    const { change, refresh, stored, knex } = await setUp(id);
    await change(PAY);
    await refresh(PAY);
    await knex('threat_model').update(values);
    expect(await refresh(PAY)).toEqual([PAY]);
    expect(await stored(PAY)).toEqual(FRESH);
  });

  it('does not call unmodelled entities stale', async () => {
    const { change, refresh } = await setUp(id);
    await change('component:default/unmodelled');
    expect(await refresh('component:default/unmodelled')).toEqual([]);
  });
});
