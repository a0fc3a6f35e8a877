import { Knex } from 'knex';
import { createTestDatabases } from '../__testUtils__/databases';
import {
  API,
  bytesOf,
  CART,
  exposureOf,
  mirror,
  organisation,
  PAY,
  risksOf,
  SHOP,
  TestDocument,
  WEB,
  WriteSide,
  writeSide,
} from '../__testUtils__/writeSide';
import { ExposureHistory } from './ExposureHistory';
import { toInteger } from './tables';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const USER = 'user:default/omar';

const stepsOf = async (knex: Knex, productRef: string) =>
  (await new ExposureHistory(knex).steps([productRef])).map(row => [
    row.assessed_day,
    row.day,
    toInteger(row.exposure),
  ]);

describe.each(databases.ids)('ExposureHistory (%s)', id => {
  let side: WriteSide;

  beforeEach(async () => {
    side = writeSide(await databases.migrated(id));
    await mirror(side.knex, organisation);
  });

  const importInto = (entityRef: string, document: TestDocument) =>
    side.ingest.importUpload(
      { entityRef, fileName: `${entityRef}.json`, bytes: bytesOf(document) },
      USER,
    );
  const rate = async (productRef: string, likelihood: number) => {
    const [risk] = await risksOf(side.knex, productRef);
    await side.risks.rate(
      risk.id,
      { likelihood, impact: 3, comment: '' },
      USER,
    );
  };

  it('keeps a row for each day on which the exposure changed, the last one of a day', async () => {
    await importInto(API, { findings: [{ key: 'a' }] });
    await rate(PAY, 2);
    side.nextDay();
    side.nextDay();
    await rate(PAY, 4);
    await rate(PAY, 3);
    side.nextDay();
    await rate(PAY, 3);

    expect(await stepsOf(side.knex, PAY)).toEqual([
      ['2026-01-01', '2026-01-01', 3_000],
      ['2026-01-01', '2026-01-03', 10_000],
    ]);
    expect(await stepsOf(side.knex, SHOP)).toEqual([]);
  });

  it('keeps what is newly assessed apart, and knows an assessment without risk', async () => {
    await importInto(API, { findings: [] });
    side.nextDay();
    await importInto(WEB, { findings: [{ key: 'a' }] });
    await rate(PAY, 3);

    expect(await stepsOf(side.knex, PAY)).toEqual([
      ['2026-01-01', '2026-01-01', 0],
      ['2026-01-02', '2026-01-02', 10_000],
    ]);
  });

  it('never changes the day on which an entity was first assessed', async () => {
    await importInto(API, { findings: [{ key: 'a' }] });
    side.nextDay();
    await importInto(API, { findings: [{ key: 'a' }, { key: 'b' }] });

    expect(await side.knex('entity_assessment')).toEqual([
      { entity_ref: API, day: '2026-01-01' },
    ]);
  });

  it('leaves past exposure where it was spent when an entity moves', async () => {
    await importInto(CART, { findings: [{ key: 'a' }] });
    await rate(SHOP, 3);
    side.nextDay();
    await side.knex('entity').where({ ref: CART }).update({ product_ref: PAY });
    await side.knex.transaction(trx =>
      side.moves.catalogChanged(trx, {
        moved: [{ ref: CART, from: SHOP, to: PAY }],
        missing: [],
        restored: [],
        coverageChanged: [],
        entityRefsChanged: [CART],
      }),
    );

    expect(await stepsOf(side.knex, SHOP)).toEqual([
      ['2026-01-01', '2026-01-01', 10_000],
      ['2026-01-01', '2026-01-02', 0],
    ]);
    expect(await stepsOf(side.knex, PAY)).toEqual([
      ['2026-01-01', '2026-01-02', 10_000],
    ]);
  });

  it('derives the same steps from the history of the risks', async () => {
    await importInto(API, { findings: [{ key: 'a' }, { key: 'b' }] });
    side.nextDay();
    await rate(PAY, 5);
    await importInto(WEB, { findings: [{ key: 'c' }] });
    side.nextDay();
    await importInto(API, { findings: [{ key: 'b' }] });
    const kept = await stepsOf(side.knex, PAY);

    await side.knex('exposure_step').delete();
    await side.knex.transaction(trx =>
      new ExposureHistory(trx).follow([PAY], '2026-01-03T12:00:00.000Z'),
    );

    expect(await stepsOf(side.knex, PAY)).toEqual(kept);
    const latest = kept.filter(
      ([assessed], index) => kept[index + 1]?.[0] !== assessed,
    );
    expect(
      latest.reduce((sum, [, , exposure]) => sum + Number(exposure), 0),
    ).toBe(await exposureOf(side.knex, PAY));
  });

  it('reads the steps since a day with the last one before it', async () => {
    await importInto(API, { findings: [{ key: 'a' }] });
    for (const likelihood of [1, 2, 3]) {
      await rate(PAY, likelihood);
      side.nextDay();
      side.nextDay();
    }
    const since = async (day: string) =>
      (await new ExposureHistory(side.knex).steps([PAY, SHOP], day)).map(
        row => row.day,
      );

    expect(await since('2026-01-04')).toEqual(['2026-01-03', '2026-01-05']);
    expect(await since('2026-01-05')).toEqual(['2026-01-05']);
    expect(await since('2025-12-01')).toHaveLength(3);
  });
});
