import { createTestDatabases } from '../../__testUtils__/databases';
import {
  API,
  bytesOf,
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
} from '../../__testUtils__/writeSide';
import { CatalogChange } from './CatalogMoves';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const USER = 'user:default/omar';
const nothing: CatalogChange = {
  moved: [],
  missing: [],
  restored: [],
  coverageChanged: [],
  entityRefsChanged: [],
};

describe.each(databases.ids)('CatalogMoves (%s)', id => {
  let side: WriteSide;

  beforeEach(async () => {
    side = writeSide(await databases.migrated(id));
    await mirror(side.knex, organisation);
  });

  const upload = (document: TestDocument) =>
    side.ingest.importUpload(
      { entityRef: API, fileName: 'model.json', bytes: bytesOf(document) },
      USER,
    );

  async function move(ref: string, from: string, to: string) {
    await side.knex.transaction(async trx => {
      await trx('entity').where({ ref }).update({ product_ref: to });
      await side.moves.catalogChanged(trx, {
        ...nothing,
        moved: [{ ref, from, to }],
        coverageChanged: [from, to],
        entityRefsChanged: [ref],
      });
    });
  }

  const shared: TestDocument = {
    elements: [
      { id: 'api', entityRef: API },
      { id: 'web', entityRef: WEB },
    ],
    findings: [
      { key: 'a', definitionKey: 'd', elementIds: ['api'] },
      { key: 'b', definitionKey: 'd', elementIds: ['web'] },
    ],
  };

  it('moves a risk with its entity, keeps its id and rating, and leaves history behind', async () => {
    await upload({ findings: [{ key: 'a' }] });
    const [risk] = await risksOf(side.knex, PAY);
    await side.risks.rate(
      risk.id,
      { likelihood: 4, impact: 4, comment: '' },
      USER,
    );

    await move(API, PAY, SHOP);

    expect(await risksOf(side.knex, PAY)).toEqual([]);
    expect(await risksOf(side.knex, SHOP)).toMatchObject([
      { id: risk.id, rating_state: 'confirmed' },
    ]);
    expect(await exposureOf(side.knex, PAY)).toBe(0);
    expect(await exposureOf(side.knex, SHOP)).toBe(90_000);
    const states = await side.knex('risk_state').orderBy('id');
    expect(
      states
        .slice(-2)
        .map(({ cause, product_ref, exposure }) => [
          cause,
          product_ref,
          Number(exposure),
        ]),
    ).toEqual([
      ['movedOut', PAY, 0],
      ['movedIn', SHOP, 90_000],
    ]);
    const [shop] = await side
      .knex('product_rollup')
      .where({ product_ref: SHOP });
    expect(shop).toMatchObject({ components: 2, modelled: 1 });
  });

  it('splits a risk when only some of its entities move, and joins it when they return', async () => {
    await upload(shared);
    const [risk] = await risksOf(side.knex, PAY);
    await side.risks.rate(
      risk.id,
      { likelihood: 4, impact: 4, comment: 'Seen' },
      USER,
    );

    await move(WEB, PAY, SHOP);

    expect(await risksOf(side.knex, PAY)).toMatchObject([{ id: risk.id }]);
    const [split] = await risksOf(side.knex, SHOP);
    expect(split).toMatchObject({ rating_state: 'confirmed', state: 'open' });
    expect(await exposureOf(side.knex, PAY)).toBe(90_000);
    expect(await exposureOf(side.knex, SHOP)).toBe(90_000);
    expect(await side.knex('rating').where({ risk_id: split.id })).toHaveLength(
      1,
    );

    await move(WEB, SHOP, PAY);

    expect(await exposureOf(side.knex, PAY)).toBe(90_000);
    expect(await exposureOf(side.knex, SHOP)).toBe(0);
    expect(await side.knex('risk_entity').where({ risk_id: risk.id })).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ entity_ref: API }),
        expect.objectContaining({ entity_ref: WEB }),
      ]),
    );
  });

  it('keeps and flags the risks of an entity that vanishes, and lifts the flag when it returns', async () => {
    await upload({ findings: [{ key: 'a' }] });
    const see = (missing: boolean) =>
      side.knex.transaction(async trx => {
        await trx('entity')
          .where({ ref: API })
          .update({
            missing_since: missing ? '2026-02-01T00:00:00.000Z' : null,
          });
        await side.moves.catalogChanged(trx, {
          ...nothing,
          missing: missing ? [API] : [],
          restored: missing ? [] : [API],
          coverageChanged: [PAY],
        });
      });

    await see(true);
    const [missing] = await risksOf(side.knex, PAY);
    expect(Boolean(missing.entity_missing)).toBe(true);
    expect(await exposureOf(side.knex, PAY)).toBe(30_000);
    const [row] = await side.knex('product_rollup').where({ product_ref: PAY });
    expect(row).toMatchObject({ components: 1, modelled: 0 });

    await see(false);
    const [back] = await risksOf(side.knex, PAY);
    expect(Boolean(back.entity_missing)).toBe(false);
    expect(back.id).toBe(missing.id);
  });
});
