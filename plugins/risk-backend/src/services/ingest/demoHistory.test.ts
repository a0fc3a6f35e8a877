import { readdirSync, readFileSync } from 'fs';
import path from 'path';
import { ThreatModelHistory } from '@product-risk/backstage-plugin-risk-node';
import { createTestDatabases } from '../../__testUtils__/databases';
import { importDemo } from '../../__testUtils__/demoOrganisation';

jest.setTimeout(120_000);

const databases = createTestDatabases();
const PAYMENTS = 'system:default/payments';
/** 25 November 2026: the clock of the tests starts on the first of January. */
const AFTER_DAYS = 328;

/** As the demo's backend reads them: a day in the name, beside the model. */
const filesBeside: ThreatModelHistory = {
  async versionsOf(location) {
    const file = location.replace(/^file:/, '');
    const folder = path.join(path.dirname(file), 'history');
    if (!file.includes('/money/payments/')) return [];
    return readdirSync(folder).map(fileName => ({
      asOf: new Date(fileName.slice(0, 10)),
      fileName,
      read: async () => readFileSync(path.join(folder, fileName)),
    }));
  },
};

describe.each(databases.ids)('the history of the demo (%s)', id => {
  it('gives payments a trend from all of its versions, and nobody else one', async () => {
    const knex = await databases.migrated(id);
    await importDemo(knex, {
      histories: [filesBeside],
      afterDays: AFTER_DAYS,
    });

    const rows = await knex('snapshot').orderBy('day');
    expect(new Set(rows.map(row => row.product_ref))).toEqual(
      new Set([PAYMENTS]),
    );
    expect(rows.map(row => row.day)).toEqual([
      '2026-08-31',
      '2026-09-14',
      '2026-09-21',
      '2026-09-28',
      '2026-10-12',
      '2026-10-19',
      '2026-10-26',
      '2026-11-02',
      '2026-11-09',
    ]);
    const exposures = rows.map(row => Number(row.exposure));
    // It grows with what is modelled, and falls where something was fixed.
    expect(Math.min(...exposures)).toBe(exposures[0]);
    expect(
      exposures.some((exposure, index) => exposure < exposures[index - 1]),
    ).toBe(true);
    // The models of today carry on what their versions began.
    const [first] = await knex('finding')
      .where({ title: 'Card numbers readable in a database dump' })
      .select('first_seen');
    expect(first.first_seen).toBe('2026-08-31T00:00:00.000Z');
    expect(
      await knex('source').where({ method: 'annotation', state: 'pending' }),
    ).toEqual([]);
  });
});
