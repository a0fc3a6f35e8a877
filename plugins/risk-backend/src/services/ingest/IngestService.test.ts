import { ConflictError } from '@backstage/errors';
import { DbFindingRow } from '../../database/tables';
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
const USER = 'user:default/lena';

const fileOf = (document: TestDocument, fileName = 'model.json') => ({
  entityRef: API,
  fileName,
  bytes: bytesOf(document),
});

const threats = (count: number): TestDocument => ({
  findings: Array.from({ length: count }, (_, index) => ({
    key: `t${index + 1}`,
  })),
});

describe.each(databases.ids)('IngestService (%s)', id => {
  let side: WriteSide;

  beforeEach(async () => {
    side = writeSide(await databases.migrated(id));
    await mirror(side.knex, organisation);
  });

  const findings = (): Promise<DbFindingRow[]> =>
    side.knex<DbFindingRow>('finding').orderBy('key');
  const imports = () => side.knex('import').orderBy('seq');
  const upload = (document: TestDocument, fileName?: string) =>
    side.ingest.importUpload(fileOf(document, fileName), USER);

  it('turns a file into findings, risks and the numbers of its product', async () => {
    await upload(threats(2));

    // High is assumed as 10 % of 30 points: 3 points, 30 000 units.
    expect(await exposureOf(side.knex, PAY)).toBe(60_000);
    expect(await risksOf(side.knex, PAY)).toMatchObject([
      { title: 'Threat t1', level: 'high', state: 'open' },
      { title: 'Threat t2', rating_state: 'assumed' },
    ]);
    const [row] = await side.knex('entity_rollup').where({ entity_ref: API });
    expect(row).toMatchObject({ models: 1, high: 2, findings_open: 2 });
    const [product] = await side
      .knex('product_rollup')
      .where({ product_ref: PAY });
    expect(product).toMatchObject({ components: 2, modelled: 1 });
    const states = await side.knex('risk_state');
    expect(states.map(({ cause }) => cause)).toEqual([
      'newlyAssessed',
      'newlyAssessed',
    ]);
  });

  it('changes nothing when the same file is imported twice', async () => {
    await upload(threats(3));
    const before = [await numbersOf(side.knex), await findings()];
    side.nextDay();

    await upload(threats(3));

    expect([await numbersOf(side.knex), await findings()]).toEqual(before);
    expect((await imports()).map(({ status }) => status)).toEqual([
      'applied',
      'unchanged',
    ]);
    expect(await side.knex('risk_state')).toHaveLength(3);
  });

  it('keeps identity and history of a finding that changes, goes and comes back', async () => {
    const many = threats(5);
    await upload(many);
    const [first] = await findings();
    side.nextDay();

    await upload({ findings: many.findings.slice(1) });
    expect(await exposureOf(side.knex, PAY)).toBe(120_000);
    side.nextDay();
    await upload({
      findings: [{ key: 't1', title: 'Reworded' }, ...many.findings.slice(1)],
    });

    const [again] = await findings();
    expect(again).toMatchObject({
      id: first.id,
      title: 'Reworded',
      first_seen: first.first_seen,
      absent_since: null,
    });
    const events = await side
      .knex('finding_event')
      .where({ finding_id: first.id })
      .orderBy('id');
    expect(events.map(({ kind }) => kind)).toEqual([
      'first-seen',
      'absent',
      'reopened',
    ]);
    const states = await side
      .knex('risk_state')
      .join('risk_finding', 'risk_finding.risk_id', 'risk_state.risk_id')
      .where({ finding_id: first.id })
      .orderBy('risk_state.id');
    expect(states.map(({ cause, state }) => `${cause} ${state}`)).toEqual([
      'newlyAssessed open',
      'fixed closed',
      'reopened open',
    ]);
    expect(await exposureOf(side.knex, PAY)).toBe(150_000);
  });

  it('holds an import back that would lose too much, until a person releases it', async () => {
    await upload(threats(6));
    const before = await numbersOf(side.knex);

    const { importId } = await upload(threats(3));

    expect((await numbersOf(side.knex)).products).toEqual(
      before.products.map(row =>
        row.product_ref === PAY ? { ...row, failed_sources: '1' } : row,
      ),
    );
    expect((await imports())[1]).toMatchObject({
      status: 'quarantined',
      reason: '3 of 6 open findings of this source would be gone.',
      absent: 3,
    });
    // Sent again, it is the same import.
    expect((await upload(threats(3))).importId).toBe(importId);

    await side.ingest.resolve(
      importId,
      { action: 'release', reason: 'The service was split' },
      USER,
    );

    expect(await exposureOf(side.knex, PAY)).toBe(90_000);
    expect((await imports())[1]).toMatchObject({
      status: 'released',
      resolved_by: USER,
      reason: 'The service was split',
    });
    expect(await side.knex('import_document')).toEqual([]);
    await expect(
      side.ingest.resolve(importId, { action: 'reject', reason: 'x' }, USER),
    ).rejects.toThrow(ConflictError);
  });

  it('keeps what it knew when a person rejects an import held back', async () => {
    await upload(threats(4));
    const before = await numbersOf(side.knex);
    const { importId } = await upload({ findings: [] });

    await side.ingest.resolve(
      importId,
      { action: 'reject', reason: 'The export was empty' },
      USER,
    );

    expect(await numbersOf(side.knex)).toEqual(before);
    expect((await side.knex('source').first()).state).toBe('ok');
  });

  it('refuses to release what a newer import has overtaken', async () => {
    await upload(threats(6));
    const { importId } = await upload(threats(1));
    await upload(threats(7));

    await expect(
      side.ingest.resolve(
        importId,
        { action: 'release', reason: 'late' },
        USER,
      ),
    ).rejects.toThrow(ConflictError);
    expect(await exposureOf(side.knex, PAY)).toBe(210_000);
  });

  it('keeps earlier findings and says what is wrong when a file is broken', async () => {
    await upload(threats(2));

    const broken = side.ingest.importUpload(
      { entityRef: API, fileName: 'model.json', bytes: Buffer.from('{ no') },
      USER,
    );

    await expect(broken).rejects.toMatchObject({
      name: 'ImportRefusedError',
      sourceError: { file: 'model.json' },
      importId: expect.any(String),
    });
    expect(await exposureOf(side.knex, PAY)).toBe(60_000);
    const source = await side.knex('source').first();
    expect(source).toMatchObject({ state: 'failed' });
    expect(JSON.parse(source.error)).toMatchObject({ file: 'model.json' });

    await upload(threats(2));
    expect((await side.knex('source').first()).state).toBe('ok');
  });

  it('does one import of a source after the other and loses neither', async () => {
    await upload(threats(1));

    await Promise.all([
      upload({ findings: [...threats(2).findings] }),
      upload({ findings: [...threats(3).findings] }),
      side.ingest.importPush(
        { name: 'ci', ...fileOf({ id: 'other', findings: [{ key: 'p' }] }) },
        'service:ci',
      ),
    ]);

    const seqs = await side
      .knex('import')
      .join('source', 'source.id', 'import.source_id')
      .where({ method: 'upload' })
      .orderBy('seq')
      .pluck('seq');
    expect(seqs).toEqual([1, 2, 3]);
    const total = await exposureOf(side.knex, PAY);
    const [{ sum }] = await side
      .knex('risk')
      .where({ product_ref: PAY })
      .sum({ sum: 'exposure' });
    expect(total).toBe(Number(sum));
    expect(await side.knex('risk').where({ state: 'open' })).toHaveLength(
      total / 30_000,
    );
  });

  it('leaves nothing half-applied when its process dies during an import', async () => {
    await upload(threats(2));
    const before = [
      await numbersOf(side.knex),
      await findings(),
      await imports(),
    ];
    const recompute = jest
      .spyOn(side.rollup, 'recompute')
      .mockImplementation(async trx => {
        // Losing the connection is all that a database sees of a killed process.
        if (id !== 'SQLITE_3') {
          await trx.raw('select pg_terminate_backend(pg_backend_pid())');
        }
        throw new Error('killed');
      });

    await expect(upload(threats(4))).rejects.toThrow();

    recompute.mockRestore();
    expect([
      await numbersOf(side.knex),
      await findings(),
      await imports(),
    ]).toEqual(before);
    await upload(threats(4));
    expect(await exposureOf(side.knex, PAY)).toBe(120_000);
  });

  it('previews what the import then does, and changes nothing', async () => {
    await upload(threats(4));
    const before = [await numbersOf(side.knex), await side.knex('import')];
    const next: TestDocument = {
      findings: [
        { key: 't2', severity: 'critical' },
        ...threats(4).findings.slice(2),
        { key: 'new' },
      ],
    };

    const preview = await side.ingest.preview(fileOf(next), USER);

    expect([await numbersOf(side.knex), await side.knex('import')]).toEqual(
      before,
    );
    expect(preview).toMatchObject({
      counts: { created: 1, changed: 1, reopened: 0, absent: 1, unchanged: 2 },
      exposure: { before: 120_000, after: 190_000 },
    });
    expect(preview.changes).toContainEqual(
      expect.objectContaining({ kind: 'changed', fields: ['severity'] }),
    );
    await upload(next);
    expect(await exposureOf(side.knex, PAY)).toBe(190_000);
  });

  it('previews that an import would be held back', async () => {
    await upload(threats(6));

    const preview = await side.ingest.preview(fileOf(threats(1)), USER);

    expect(preview.quarantine?.reason).toContain('5 of 6');
    expect(preview.exposure).toEqual({ before: 180_000, after: 30_000 });
  });

  it('offers and takes over what another name of the file was known by', async () => {
    await upload(threats(5), 'old.json');
    const ids = (await findings()).map(({ id: findingId }) => findingId);
    const next = { findings: [...threats(4).findings, { key: 'new' }] };

    const preview = await side.ingest.preview(
      fileOf(next, 'renamed.json'),
      USER,
    );
    expect(preview.movedFrom).toMatchObject({
      location: `${API}/old.json`,
      sharedKeys: 4,
    });

    await side.ingest.importUpload(
      {
        ...fileOf(next, 'renamed.json'),
        movedFrom: preview.movedFrom?.sourceId,
      },
      USER,
    );

    const rows = await findings();
    expect(rows.map(row => row.id)).toEqual(expect.arrayContaining(ids));
    expect(rows).toHaveLength(6);
    expect(await exposureOf(side.knex, PAY)).toBe(150_000);
  });

  it('lists elements that map nowhere, counts their findings and maps them by hand', async () => {
    const document: TestDocument = {
      elements: [
        { id: 'a', entityRef: CART },
        { id: 'b', entityRef: 'component:default/unheard-of' },
      ],
      findings: [
        { key: 'x', elementIds: ['a'] },
        { key: 'y', elementIds: ['b'] },
      ],
    };
    const preview = await side.ingest.preview(fileOf(document), USER);
    expect(preview.unmapped).toMatchObject([
      { elementId: 'b', mappedBy: 'none', findings: 1 },
    ]);
    expect(preview.warnings.map(({ code }) => code)).toEqual([
      'unknown-entity',
    ]);

    await upload(document);
    expect(await exposureOf(side.knex, SHOP)).toBe(30_000);
    expect(await exposureOf(side.knex, '')).toBe(30_000);

    const model = await side.knex('threat_model').first();
    await side.ingest.mapElement(
      model.id,
      { elementId: 'b', entityRef: WEB },
      USER,
    );
    expect(await exposureOf(side.knex, '')).toBe(0);
    expect(await exposureOf(side.knex, PAY)).toBe(30_000);

    // A new version of the file does not undo it.
    await upload({ ...document, title: 'Second version' });
    expect(await exposureOf(side.knex, PAY)).toBe(30_000);
    const [row] = await side.knex('entity_rollup').where({ entity_ref: WEB });
    expect(row).toMatchObject({ findings_open: 1, models: 1 });
  });

  it('gives findings with one id keys of their own', async () => {
    await upload({ findings: [{ key: 'same' }, { key: 'same' }] });

    expect((await findings()).map(({ key }) => key)).toEqual([
      'model/same',
      'model/same#2',
    ]);
    const [{ warnings }] = await imports();
    expect(JSON.parse(warnings)).toMatchObject([{ code: 'duplicate-id' }]);
  });

  it('stores texts that databases would choke on', async () => {
    const nul = String.fromCharCode(0);
    await upload({
      title: 'x'.repeat(400),
      elements: [{ id: 'e'.repeat(300), name: `a${nul}b` }],
      findings: [
        {
          key: 'k'.repeat(900),
          title: `Title${nul} <script>`,
          elementIds: ['e'.repeat(300)],
          statusRaw: 's'.repeat(300),
        },
      ],
    });

    expect(await findings()).toMatchObject([{ title: 'Title <script>' }]);
    expect(await exposureOf(side.knex, PAY)).toBe(30_000);
  });
});
