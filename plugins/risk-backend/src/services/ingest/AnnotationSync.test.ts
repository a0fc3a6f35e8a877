import { promises as fs } from 'fs';
import path from 'path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { THREAT_MODEL_ANNOTATION } from '@product-risk/backstage-plugin-risk-common';
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
  WEB,
  WriteSide,
  writeSide,
} from '../../__testUtils__/writeSide';
import { ImportAnnotationsTask } from '../../tasks/ImportAnnotationsTask';
import { mockServices } from '@backstage/backend-test-utils';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const HOME = 'https://github.com/acme/pay/blob/main';
// As the integration writes the places of files.
const REPO = 'https://github.com/acme/pay/tree/main';

const file = (...keys: string[]) =>
  bytesOf({ findings: keys.map(key => ({ key })) });

describe.each(databases.ids)('IngestService.syncAnnotations (%s)', id => {
  let side: WriteSide;
  const directory = createMockDirectory();

  beforeEach(async () => {
    side = writeSide(await databases.migrated(id), {
      sync: { allowFileLocations: true },
    });
    await mirror(side.knex, organisation);
  });

  const annotate = (
    ref: string,
    target: string | undefined,
    home = `url:${HOME}/catalog-info.yaml`,
  ) =>
    side
      .knex('entity')
      .where({ ref })
      .update({
        annotations: JSON.stringify({
          ...(target && { [THREAT_MODEL_ANNOTATION]: target }),
          'backstage.io/managed-by-location': home,
        }),
      });
  const sources = () => side.knex('source').orderBy('location');

  it('counts a finding once when its annotated file is uploaded too', async () => {
    await annotate(API, './tm.json');
    side.files.set(`${REPO}/tm.json`, file('a', 'b', 'c', 'd', 'e'));
    await side.ingest.syncAnnotations();
    const upload = {
      entityRef: API,
      fileName: 'tm.json',
      bytes: file('a', 'b', 'c', 'd', 'e', 'f'),
    };
    const { movedFrom } = await side.ingest.preview(upload, 'user:default/a');
    await side.ingest.importUpload(
      { ...upload, movedFrom: movedFrom?.sourceId },
      'user:default/a',
    );
    const current = async () => {
      const keys: string[] = await side
        .knex('finding')
        .whereNull('absent_since')
        .orderBy('key')
        .pluck('key');
      return keys.map(key => key.replace('model/', ''));
    };

    await side.ingest.syncAnnotations();
    expect(await current()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);

    side.files.set(`${REPO}/tm.json`, file('a', 'b', 'c', 'd', 'e', 'g'));
    await side.ingest.syncAnnotations();
    expect(await current()).toEqual(['a', 'b', 'c', 'd', 'e', 'g']);
  });

  it('reads a location once, however many entities name it', async () => {
    await annotate(API, './tm.json');
    await annotate(WEB, 'tm.json');
    side.files.set(`${REPO}/tm.json`, file('a', 'b'));

    expect(await side.ingest.syncAnnotations()).toMatchObject({ applied: 1 });

    expect(side.reads).toEqual([`${REPO}/tm.json`]);
    // Both name it, so it belongs to what both are part of.
    expect(await side.knex('finding').pluck('entity_ref')).toEqual([PAY, PAY]);
    const [row] = await side.knex('product_rollup').where({ product_ref: PAY });
    expect(row).toMatchObject({ components: 2, modelled: 2, risks_open: 2 });
  });

  it('leaves no trace of reading what has not changed', async () => {
    await annotate(API, './tm.json');
    side.files.set(`${REPO}/tm.json`, file('a'));
    await side.ingest.syncAnnotations();
    const before = [await numbersOf(side.knex), await side.knex('import')];
    side.nextDay();

    expect(await side.ingest.syncAnnotations()).toMatchObject({ unchanged: 1 });

    expect([await numbersOf(side.knex), await side.knex('import')]).toEqual(
      before,
    );
    const [source] = await sources();
    expect(source.checked_at).toBe('2026-01-02T12:00:00.000Z');
  });

  it('shows a bad source on its entity and imports the others', async () => {
    await annotate(API, './missing.json, ./broken.json, ./good.json');
    await annotate(CART, 'https://github.com/acme/secret/blob/main/tm.json');
    side.files.set(`${REPO}/good.json`, file('a'));
    side.files.set(`${REPO}/broken.json`, Buffer.from('{ no'));
    const changes = { everything: jest.fn() };
    const task = new ImportAnnotationsTask({
      changes,
      ingest: side.ingest,
      logger: mockServices.logger.mock(),
    });

    await task.run();
    await task.run();

    // Open pages are told of what is new, and not again of what still fails.
    expect(changes.everything).toHaveBeenCalledTimes(1);
    expect(await exposureOf(side.knex, PAY)).toBe(30_000);
    const failed = (await sources()).filter(({ state }) => state === 'failed');
    const errors = failed.map(({ error }) => JSON.parse(error));
    expect(errors.map(({ code }) => code).sort()).toEqual([
      'not-found',
      'syntax',
      'target-not-allowed',
    ]);
    expect(JSON.stringify(errors)).not.toContain('secret path');
    expect(side.reads).not.toContain(
      'https://github.com/acme/secret/blob/main/tm.json',
    );
    const [api] = await side.knex('entity_rollup').where({ entity_ref: API });
    expect(api.failed_sources).toBe(2);
    const [cart] = await side.knex('entity_rollup').where({ entity_ref: CART });
    expect(cart.failed_sources).toBe(1);
    // The same failure again is no new record.
    expect(await side.knex('import').where({ status: 'failed' })).toHaveLength(
      3,
    );
  });

  it('keeps earlier findings while a source cannot be read', async () => {
    await annotate(API, './tm.json');
    side.files.set(`${REPO}/tm.json`, file('a'));
    await side.ingest.syncAnnotations();
    side.files.set(`${REPO}/tm.json`, new Error('host down, token abc'));

    expect(await side.ingest.syncAnnotations()).toMatchObject({ failed: 1 });

    expect(await exposureOf(side.knex, PAY)).toBe(30_000);
    expect((await sources())[0].error).not.toContain('token');
    side.files.set(`${REPO}/tm.json`, file('a'));
    expect(await side.ingest.syncAnnotations()).toMatchObject({ failed: 0 });
    expect((await sources())[0].state).toBe('ok');
  });

  it('lets findings go when their annotation is removed, and takes them back', async () => {
    await annotate(API, './tm.json');
    side.files.set(`${REPO}/tm.json`, file('a', 'b', 'c', 'd'));
    await side.ingest.syncAnnotations();
    const [risk] = await risksOf(side.knex, PAY);

    await annotate(API, undefined);
    expect(await side.ingest.syncAnnotations()).toMatchObject({ detached: 1 });
    expect(await exposureOf(side.knex, PAY)).toBe(0);
    const [row] = await side.knex('product_rollup').where({ product_ref: PAY });
    expect(row).toMatchObject({ modelled: 0 });

    await annotate(API, './tm.json');
    await side.ingest.syncAnnotations();
    expect(await exposureOf(side.knex, PAY)).toBe(120_000);
    expect((await risksOf(side.knex, PAY))[0].id).toBe(risk.id);
  });

  it('keeps everything of an entity that only vanished from the catalog', async () => {
    await annotate(API, './tm.json');
    side.files.set(`${REPO}/tm.json`, file('a'));
    await side.ingest.syncAnnotations();
    await side
      .knex('entity')
      .where({ ref: API })
      .update({ missing_since: '2026-02-01T00:00:00.000Z' });

    expect(await side.ingest.syncAnnotations()).toMatchObject({ detached: 0 });

    expect(await exposureOf(side.knex, PAY)).toBe(30_000);
    expect(await side.knex('attachment').whereNull('detached_at')).toHaveLength(
      1,
    );
  });

  it('follows a file that moved, with ids and ratings', async () => {
    await annotate(API, './tm.json');
    side.files.set(`${REPO}/tm.json`, file('a', 'b', 'c', 'd', 'e'));
    await side.ingest.syncAnnotations();
    const ids = (await risksOf(side.knex, PAY)).map(({ id: riskId }) => riskId);

    await annotate(API, './docs/tm.json');
    side.files.set(`${REPO}/docs/tm.json`, file('a', 'b', 'c', 'd', 'f'));
    await side.ingest.syncAnnotations();

    const open = (await risksOf(side.knex, PAY)).filter(
      ({ state }) => state === 'open',
    );
    expect(open).toHaveLength(5);
    expect(
      ids.filter(one => open.some(({ id: riskId }) => riskId === one)),
    ).toHaveLength(4);
  });

  it('maps anew when another entity names the file too', async () => {
    await annotate(API, './tm.json');
    side.files.set(`${REPO}/tm.json`, file('a'));
    await side.ingest.syncAnnotations();
    await annotate(CART, './tm.json');

    await side.ingest.syncAnnotations();

    // Nothing holds both products: a person has to say where it belongs.
    expect(await side.knex('finding').pluck('entity_ref')).toEqual([null]);
    expect(await exposureOf(side.knex, '')).toBe(30_000);
    expect(await exposureOf(side.knex, SHOP)).toBe(0);
  });

  it('reads files of the machine within the folder, links followed', async () => {
    directory.setContent({
      'api/tm.json': Buffer.from(file('a')).toString(),
      'outside.json': Buffer.from(file('b')).toString(),
    });
    await fs.symlink(
      directory.resolve('outside.json'),
      directory.resolve('api/link.json'),
    );
    const home = `file:${path.join(directory.path, 'api/catalog-info.yaml')}`;
    await annotate(API, './tm.json, ./link.json, ../outside.json', home);

    expect(await side.ingest.syncAnnotations()).toMatchObject({
      applied: 1,
      failed: 2,
    });

    const codes = (await sources())
      .filter(({ state }) => state === 'failed')
      .map(({ error }) => JSON.parse(error).code);
    expect(codes).toEqual(['outside-folder', 'outside-folder']);
    expect(await exposureOf(side.knex, PAY)).toBe(30_000);
  });

  it('reads one source again when asked to, and says that nothing changed', async () => {
    await annotate(API, './tm.json');
    side.files.set(`${REPO}/tm.json`, file('a'));
    await side.ingest.syncAnnotations();
    const [source] = await sources();
    side.files.set(`${REPO}/tm.json`, file('a', 'b'));

    await side.ingest.refresh(source.id, 'user:default/lena');
    const { importId } = await side.ingest.refresh(
      source.id,
      'user:default/lena',
    );

    expect(await exposureOf(side.knex, PAY)).toBe(60_000);
    const [last] = await side.knex('import').where({ id: importId });
    expect(last).toMatchObject({
      status: 'unchanged',
      actor: 'user:default/lena',
    });
  });
});
