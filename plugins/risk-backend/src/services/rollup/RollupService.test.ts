import { randomUUID } from 'crypto';
import { Knex } from 'knex';
import { createTestDatabases } from '../../__testUtils__/databases';
import {
  API,
  bytesOf,
  CART,
  exposureOf,
  mirror,
  numbersOf,
  organisation,
  PAY,
  risksOf,
  SHOP,
  TestDocument,
  WEB,
  WriteSide,
  writeSide,
} from '../../__testUtils__/writeSide';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const USER = 'user:default/omar';

async function countQueries(
  knex: Knex,
  act: () => Promise<unknown>,
): Promise<number> {
  let count = 0;
  const listener = () => {
    count += 1;
  };
  knex.on('query', listener);
  await act();
  knex.removeListener('query', listener);
  return count;
}

describe.each(databases.ids)('RollupService (%s)', id => {
  let side: WriteSide;

  beforeEach(async () => {
    side = writeSide(await databases.migrated(id));
    await mirror(side.knex, organisation);
  });

  const importInto = (
    entityRef: string,
    document: TestDocument,
    fileName = 'model.json',
  ) =>
    side.ingest.importUpload(
      { entityRef, fileName, bytes: bytesOf(document) },
      USER,
    );

  it('counts an assessment without findings, and not a structure without assessment', async () => {
    await importInto(API, { findings: [] });
    await importInto(CART, {
      findings: [],
      warnings: [{ code: 'not-an-assessment', message: 'Structure only' }],
    });

    const modelled = await side
      .knex('product_rollup')
      .orderBy('product_ref')
      .select('product_ref', 'components', 'modelled');
    expect(modelled).toEqual([
      { product_ref: PAY, components: 2, modelled: 1 },
      { product_ref: SHOP, components: 1, modelled: 0 },
    ]);
  });

  it('splits a risk over its components so that the parts add up', async () => {
    await importInto(API, {
      elements: [
        { id: 'a', entityRef: API },
        { id: 'b', entityRef: WEB },
      ],
      findings: [
        { key: 'a', definitionKey: 'd', elementIds: ['a'] },
        { key: 'b', definitionKey: 'd', elementIds: ['b'] },
      ],
    });
    const [risk] = await risksOf(side.knex, PAY);
    await side.risks.rate(
      risk.id,
      { probabilityMicro: 10_001, impactCenti: 101, comment: '' },
      USER,
    );

    const rows = await side.knex('entity_rollup').orderBy('entity_ref');
    const total = await exposureOf(side.knex, PAY);
    expect(total % 2).toBe(1);
    expect(rows.map(({ share }) => Number(share))).toEqual([
      (total + 1) / 2,
      (total - 1) / 2,
    ]);
    expect(rows.map(({ exposure }) => Number(exposure))).toEqual([
      total,
      total,
    ]);
  });

  it('gives the same numbers in whatever order files are imported', async () => {
    const files: [string, TestDocument, string][] = [
      [API, { id: 'x', findings: [{ key: 'a' }, { key: 'b' }] }, 'x.json'],
      [
        WEB,
        { id: 'y', findings: [{ key: 'a', severity: 'critical' }] },
        'y.json',
      ],
      [CART, { id: 'z', findings: [{ key: 'c', status: 'mitigated' }] }, 'z'],
    ];
    for (const file of files) await importInto(...file);
    const other = writeSide(await databases.migrated(id));
    await mirror(other.knex, organisation);
    side = other;
    const forward = await numbersOf(other.knex);
    expect(forward.products).toEqual([]);
    for (const file of [...files].reverse()) await importInto(...file);
    const backward = await numbersOf(other.knex);

    const again = writeSide(await databases.migrated(id));
    await mirror(again.knex, organisation);
    side = again;
    for (const file of files) await importInto(...file);
    expect(await numbersOf(again.knex)).toEqual(backward);
  });

  it('changes no product number when a finding moves between its components', async () => {
    const document = (entityRef: string): TestDocument => ({
      elements: [{ id: 'e', entityRef }],
      findings: [
        { key: 'a', elementIds: ['e'] },
        { key: 'b', elementIds: ['e'], status: 'mitigated' },
      ],
    });
    await importInto(API, document(API));
    const [before] = (await numbersOf(side.knex)).products;

    await importInto(API, document(WEB));

    const [after] = (await numbersOf(side.knex)).products;
    // WEB is covered now too; every number of risk stays.
    expect({ ...after, modelled: before.modelled }).toEqual(before);
  });

  it('asks no more questions for one change in a large organisation than in a small one', async () => {
    await importInto(API, { findings: [{ key: 'a' }] });
    const [risk] = await risksOf(side.knex, PAY);
    const rate = (likelihood: 4 | 5) => () =>
      side.risks.rate(risk.id, { likelihood, impact: 4, comment: '' }, USER);
    const small = await countQueries(side.knex, rate(4));

    for (let index = 0; index < 20; index++) {
      const ref = `component:default/c${index}`;
      const product = `system:default/s${index}`;
      await mirror(side.knex, [
        { ref: product, product_ref: product },
        { ref, product_ref: product },
      ]);
      await importInto(ref, {
        id: randomUUID(),
        findings: [{ key: 'a' }, { key: 'b' }, { key: 'c' }],
      });
    }
    expect(await countQueries(side.knex, rate(5))).toBe(small);
    // Of these, three keep the history of exposure that budgets follow.
    expect(small).toBeLessThan(54);
  });

  it('recomputes everything once when the policy changes', async () => {
    await importInto(API, {
      findings: [{ key: 'a', status: 'mitigated' }, { key: 'b' }],
    });
    await side.rollup.rebuildAll();
    expect(await exposureOf(side.knex, PAY)).toBe(30_000);
    expect(await side.rollup.rebuildAll()).toBe(false);

    const strict = writeSide(side.knex, { policy: { claimedWeight: 0.5 } });
    expect(await strict.rollup.rebuildAll()).toBe(true);

    expect(await exposureOf(side.knex, PAY)).toBe(45_000);
    const states = await side.knex('risk_state').orderBy('id');
    expect(states[states.length - 1]).toMatchObject({
      cause: 'policyChanged',
      state: 'open',
    });
    expect(await strict.rollup.rebuildAll()).toBe(false);
  });
});
