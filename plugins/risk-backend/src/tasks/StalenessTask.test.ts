import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { createTestDatabases } from '../__testUtils__/databases';
import { insertRows } from '../database/batches';
import { readRiskConfig } from '../config';
import { RiskLedger } from '../services/risks/RiskLedger';
import { vocabularyOf } from '../__testUtils__/vocabulary';
import { CategoryLedger } from '../services/categories/CategoryLedger';
import { RollupService } from '../services/rollup/RollupService';
import { StalenessTask } from './StalenessTask';

const databases = createTestDatabases();

const SOURCE = '00000000-0000-4000-8000-000000000001';
const MODEL = '00000000-0000-4000-8000-000000000002';
const UPDATED = '2025-11-24T00:00:00.000Z';

describe.each(databases.ids)('StalenessTask (%s)', id => {
  it('notices every model that grew old, page by page, and only once', async () => {
    const knex = await databases.migrated(id);
    const refs = Array.from({ length: 1_100 }, (_, i) => `component:d/c${i}`);
    await knex('source').insert({
      id: SOURCE,
      method: 'upload',
      location: 'all.json',
      state: 'ok',
      created_at: UPDATED,
    });
    await insertRows(
      knex,
      'entity',
      refs.map(ref => ({
        ref,
        kind: 'component',
        title: ref,
        product_ref: 'system:d/all',
        counts_for_coverage: true,
        first_seen: UPDATED,
      })),
    );
    await insertRows(
      knex,
      'attachment',
      refs.map(entity_ref => ({
        source_id: SOURCE,
        entity_ref,
        declared_as: 'all.json',
        since: UPDATED,
      })),
    );
    await knex('threat_model').insert({
      id: MODEL,
      source_id: SOURCE,
      model_key: '1',
      title: 'All',
      format: 'otm',
      content_changed_at: UPDATED,
      content_hash: 'a',
      is_assessment: true,
    });
    await insertRows(
      knex,
      'entity_rollup',
      refs.map(entity_ref => ({ entity_ref, models: 1, updated_at: UPDATED })),
    );

    let time = new Date('2026-11-23T12:00:00.000Z');
    const now = () => time;
    const config = readRiskConfig(new ConfigReader({}));
    const rollup = new RollupService({
      database: knex,
      config,
      risks: new RiskLedger({ config, now }),
      categories: new CategoryLedger({
        database: knex,
        vocabulary: vocabularyOf(config),
        now,
      }),
      now,
    });
    const recompute = jest.spyOn(rollup, 'recompute');
    const task = new StalenessTask({
      database: knex,
      config,
      rollup,
      logger: mockServices.logger.mock(),
      now,
    });
    const stale = async () => {
      const row = await knex('product_rollup').first('modelled', 'stale');
      return row && [row.modelled, row.stale];
    };

    await task.run();
    expect(recompute).not.toHaveBeenCalled();

    time = new Date('2026-11-24T12:00:00.000Z');
    await task.run();
    expect(await stale()).toEqual([refs.length, refs.length]);
    expect(
      await knex('entity_rollup').whereNull('stale_since').pluck('entity_ref'),
    ).toEqual([]);

    recompute.mockClear();
    await task.run();
    expect(recompute).not.toHaveBeenCalled();
  });
});
