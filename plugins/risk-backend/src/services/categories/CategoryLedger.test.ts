import { createTestDatabases } from '../../__testUtils__/databases';
import {
  API,
  bytesOf,
  CART,
  mirror,
  organisation,
  PAY,
  TestDocument,
  writeSide,
  WriteSide,
} from '../../__testUtils__/writeSide';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const USER = 'user:default/lena';
const ASVS = 'asvs@5.0.0';
const ISO = 'iso27001@2022';

const secrets: TestDocument = {
  findings: [
    { key: 'secret', categories: [{ taxonomy: 'CWE', id: 'CWE-798' }] },
    { key: 'backup', title: 'Backups are never restored', categories: [] },
    { key: 'nothing', title: 'Something odd', categories: [] },
  ],
};

describe.each(databases.ids)('CategoryLedger (%s)', id => {
  let side: WriteSide;

  const importInto = (target: WriteSide, document: TestDocument) =>
    target.ingest.importUpload(
      { entityRef: API, fileName: 'm.json', bytes: bytesOf(document) },
      USER,
    );
  const findingId = async (key: string): Promise<string> =>
    (await side.knex('finding').where('key', 'like', `%${key}`).first('id')).id;
  const assignments = async (key: string) => {
    const rows = await side
      .knex('category_assignment')
      .where({ finding_id: await findingId(key) })
      .orderBy('category');
    return rows.map(({ category, state }) => [category, state]);
  };
  const decide = async (
    key: string,
    category: string,
    decision: 'confirm' | 'reject',
  ) =>
    side.decisions.decide(
      [{ findingId: await findingId(key), category, decision }],
      USER,
    );
  const counted = (category: string) =>
    side.knex('product_category').where({ product_ref: PAY, category }).first();

  beforeEach(async () => {
    const knex = await databases.migrated(id);
    await mirror(knex, organisation);
    await knex('product').insert({ entity_ref: PAY, title: 'Pay' });
    side = writeSide(knex);
    await importInto(side, secrets);
  });

  afterEach(() => side.knex.destroy());

  it('categorises what an import brings, in the same transaction', async () => {
    expect(await assignments('secret')).toEqual([
      [`${ASVS}:V13.3`, 'confirmed'],
      [`${ISO}:A.5.17`, 'suggested'],
      [`${ISO}:A.8.24`, 'confirmed'],
      ['owasp-top10@2025:A07', 'confirmed'],
    ]);
    expect(await assignments('backup')).toEqual([
      [`${ISO}:A.8.13`, 'suggested'],
    ]);
    expect(await assignments('nothing')).toEqual([]);
  });

  it('counts open risks by product and category, and what has none', async () => {
    for (const category of [`${ASVS}:V13.3`, `${ASVS}:V13`, `${ISO}:A.8.24`]) {
      expect(await counted(category)).toMatchObject({
        confirmed: 1,
        suggested: 0,
      });
      expect(Boolean((await counted(category)).affected)).toBe(true);
    }
    expect(await counted(`${ISO}:A.8.13`)).toMatchObject({
      confirmed: 0,
      suggested: 1,
    });
    expect(
      await side
        .knex('product_category_total')
        .where({ product_ref: PAY })
        .first('findings', 'uncategorised', 'waiting'),
    ).toEqual({ findings: 3, uncategorised: 1, waiting: 1 });
  });

  it('keeps what a person confirmed and rejected when the file changes', async () => {
    await decide('backup', 'A.8.13', 'confirm');
    await decide('secret', 'V13.3', 'reject');
    await decide('nothing', 'V11.3', 'confirm');
    await importInto(side, {
      findings: secrets.findings.map(one => ({
        ...one,
        description: 'Changed',
        categories: [{ taxonomy: 'CWE', id: 'CWE-89' }],
      })),
    });

    expect(await assignments('backup')).toEqual([
      [`${ASVS}:V1.2`, 'confirmed'],
      [`${ISO}:A.8.13`, 'confirmed'],
      [`${ISO}:A.8.26`, 'suggested'],
      [`${ISO}:A.8.28`, 'suggested'],
      ['owasp-top10@2025:A05', 'confirmed'],
    ]);
    expect(await assignments('secret')).toContainEqual([
      `${ASVS}:V13.3`,
      'rejected',
    ]);
    expect(await assignments('nothing')).toContainEqual([
      `${ASVS}:V11.3`,
      'confirmed',
    ]);
  });

  it('suggests in other frameworks what follows from what a person confirmed, import after import', async () => {
    await decide('nothing', 'V11.3', 'confirm');
    const derived = [
      [`${ASVS}:V11.3`, 'confirmed'],
      [`${ISO}:A.8.24`, 'suggested'],
    ];
    expect(await assignments('nothing')).toEqual(
      expect.arrayContaining(derived),
    );
    await importInto(side, {
      findings: secrets.findings.map(one => ({ ...one, description: 'New' })),
    });
    expect(await assignments('nothing')).toEqual(
      expect.arrayContaining(derived),
    );
    await decide('nothing', 'V11.3', 'reject');
    expect(await assignments('nothing')).toEqual([
      [`${ASVS}:V11.3`, 'rejected'],
    ]);
  });

  it('lets a rejected risk count no more, and tells its history', async () => {
    await decide('secret', 'V13.3', 'reject');

    expect(await counted(`${ASVS}:V13.3`)).toBeUndefined();
    expect(await counted(`${ASVS}:V13`)).toBeUndefined();
    expect(
      await side
        .knex('finding_event')
        .where({ kind: 'category-rejected' })
        .pluck('actor'),
    ).toEqual([USER]);
    const history = await side
      .knex('category_history')
      .where({ product_ref: PAY, category: `${ASVS}:V13` })
      .select('affected');
    expect(history.map(({ affected }) => Boolean(affected))).toEqual([false]);
  });

  it('counts no finding that is left out, gone or fixed', async () => {
    await side.risks.triage(
      await findingId('secret'),
      { action: 'exclude', reason: 'a test' },
      USER,
    );
    expect(await counted(`${ASVS}:V13.3`)).toBeUndefined();
    await side.risks.triage(
      await findingId('secret'),
      { action: 'restore', reason: 'no test' },
      USER,
    );
    expect(await counted(`${ASVS}:V13.3`)).toMatchObject({ confirmed: 1 });
  });

  it('keeps decisions and categorises the rest again when the data change', async () => {
    await decide('backup', 'A.8.13', 'reject');
    const other = writeSide(side.knex, {
      frameworks: {
        rules: [
          {
            id: 'odd things',
            category: 'V17.1',
            when: { words: ['odd'] },
          },
        ],
      },
    });

    expect(await other.categories.rebuildAll()).toBe(true);
    expect(await other.categories.rebuildAll()).toBe(false);
    expect(await assignments('nothing')).toContainEqual([
      `${ASVS}:V17.1`,
      'confirmed',
    ]);
    expect(await assignments('backup')).toEqual([
      [`${ISO}:A.8.13`, 'rejected'],
    ]);
    expect(await counted(`${ASVS}:V17`)).toMatchObject({ confirmed: 1 });
  });

  it('keeps the assignments of a framework that was removed, uncounted', async () => {
    await decide('backup', 'A.8.13', 'confirm');
    const without = writeSide(side.knex, {
      frameworks: { enabled: ['asvs@5.0.0', 'cwe'] },
    });
    await without.categories.rebuildAll();

    expect(await counted(`${ISO}:A.8.13`)).toBeUndefined();
    expect(await counted(`${ASVS}:V13.3`)).toMatchObject({ confirmed: 1 });
    expect(await assignments('backup')).toEqual([
      [`${ISO}:A.8.13`, 'confirmed'],
    ]);

    await side.knex('meta').where({ key: 'categoryDataVersion' }).delete();
    await side.categories.rebuildAll();
    expect(await counted(`${ISO}:A.8.13`)).toMatchObject({ confirmed: 1 });
  });

  it('knows by which method a product was assessed, never by its findings', async () => {
    const methods = await side.knex('assessment').select();
    expect(methods).toEqual([
      expect.objectContaining({
        product_ref: PAY,
        method: 'stride',
        category: '',
        assessed_by: null,
      }),
    ]);
    await side.decisions.state(
      {
        product: PAY,
        category: 'A.8.13',
        assessed: true,
        note: 'restored a backup',
      },
      USER,
    );
    await importInto(side, { findings: [secrets.findings[0]] });
    expect(await side.knex('assessment').pluck('method')).toContain(
      'statement',
    );
  });

  it('names what it cannot decide, and decides the rest', async () => {
    const secret = await findingId('secret');
    const unknown = '00000000-0000-4000-8000-000000000000';
    const result = await side.decisions.decide(
      [
        { findingId: secret, category: 'V11.3', decision: 'confirm' },
        { findingId: secret, category: 'cwe:0', decision: 'confirm' },
        { findingId: secret, category: '8.10', decision: 'confirm' },
        { findingId: secret, category: 'pci@4:1', decision: 'confirm' },
        { findingId: unknown, category: 'V11.3', decision: 'confirm' },
      ],
      USER,
    );

    expect(result.decided).toBe(1);
    expect(result.refused.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('CWE-0'),
      expect.stringContaining('no category id'),
      expect.stringContaining('"pci" is unknown'),
      'There is no such finding',
    ]);
    expect(await assignments('secret')).toContainEqual([
      `${ASVS}:V13.3`,
      'suggested',
    ]);
  });

  it('joins risks of products by one definition and by what a label names', async () => {
    await side.ingest.importUpload(
      {
        entityRef: CART,
        fileName: 'c.json',
        bytes: bytesOf({
          findings: [
            {
              key: 'cart',
              categories: [{ taxonomy: 'CWE', id: 'CWE-798' }],
              tags: ['root-cause: Shared vault client'],
            },
          ],
        }),
      },
      USER,
    );
    await importInto(side, {
      findings: [
        { ...secrets.findings[0], tags: ['root-cause:shared vault client'] },
        ...secrets.findings.slice(1),
      ],
    });

    expect(
      await side
        .knex('product_category_cause')
        .where({ category: `${ASVS}:V13.3` })
        .distinct()
        .pluck('cause'),
    ).toEqual(['explicit:shared vault client']);
  });
});
