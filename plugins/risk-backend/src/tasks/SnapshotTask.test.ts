import { createTestDatabases } from '../__testUtils__/databases';
import { SnapshotTask } from './SnapshotTask';

const databases = createTestDatabases();

const PAYMENTS = 'system:default/payments';
const ORDERS = 'system:default/orders';

describe.each(databases.ids)('SnapshotTask (%s)', id => {
  it('keeps a row for each day on which the numbers of a product changed', async () => {
    const knex = await databases.migrated(id);
    const runAt = (time: string) =>
      new SnapshotTask({ database: knex, now: () => new Date(time) }).run();
    const setExposure = (product_ref: string, exposure: number) =>
      knex('product_rollup').where({ product_ref }).update({ exposure });
    const stored = async () =>
      (await knex('snapshot').orderBy(['product_ref', 'day'])).map(row => [
        row.product_ref,
        row.day,
        Number(row.exposure),
      ]);
    await knex('product_rollup').insert(
      [PAYMENTS, ORDERS].map(product_ref => ({
        product_ref,
        exposure: 10_000,
        high: 1,
        updated_at: '2026-11-20T00:00:00.000Z',
      })),
    );

    await runAt('2026-11-20T00:10:00.000Z');
    await runAt('2026-11-21T00:10:00.000Z');
    expect(await stored()).toEqual([
      [ORDERS, '2026-11-20', 10_000],
      [PAYMENTS, '2026-11-20', 10_000],
    ]);

    await setExposure(PAYMENTS, 20_000);
    await runAt('2026-11-22T22:50:00.000Z');
    await setExposure(PAYMENTS, Number.MAX_SAFE_INTEGER);
    await runAt('2026-11-22T23:50:00.000Z');
    expect(await stored()).toEqual([
      [ORDERS, '2026-11-20', 10_000],
      [PAYMENTS, '2026-11-20', 10_000],
      [PAYMENTS, '2026-11-22', Number.MAX_SAFE_INTEGER],
    ]);

    await setExposure(PAYMENTS, 10_000);
    await runAt('2026-11-24T12:00:00.000Z');
    expect((await stored()).at(-1)).toEqual([PAYMENTS, '2026-11-24', 10_000]);
  });

  it('notices a change of coverage alone', async () => {
    const knex = await databases.migrated(id);
    const runAt = (time: string) =>
      new SnapshotTask({ database: knex, now: () => new Date(time) }).run();
    await knex('product_rollup').insert({
      product_ref: PAYMENTS,
      components: 3,
      updated_at: '2026-11-20T00:00:00.000Z',
    });
    await runAt('2026-11-20T00:10:00.000Z');
    await knex('product_rollup').update({ modelled: 1 });
    await runAt('2026-11-21T00:10:00.000Z');
    expect(
      await knex('snapshot').orderBy('day').select('day', 'modelled'),
    ).toEqual([
      { day: '2026-11-20', modelled: 0 },
      { day: '2026-11-21', modelled: 1 },
    ]);
  });
});
