import { ConflictError } from '@backstage/errors';
import { Knex } from 'knex';
import request from 'supertest';
import { createTestDatabases } from '../__testUtils__/databases';
import {
  seedOrganisation,
  smallOrganisation,
} from '../__testUtils__/seedOrganisation';
import { startApi } from '../__testUtils__/startApi';
import { ImportRefusedError } from '../services/ingest/ImportRefusedError';

const databases = createTestDatabases();
const [[databaseId]] = databases.ids;

const API = '/entities/component/default/payments-api';

describe('requests that cannot be answered', () => {
  let knex: Knex;
  let api: Awaited<ReturnType<typeof startApi>>;

  beforeEach(async () => {
    knex = await databases.migrated(databaseId);
    await seedOrganisation(knex, smallOrganisation);
    api = await startApi(knex, {
      permissions: {
        'user:default/one': ['risk.read', 'risk.import', 'risk.risk.rate'],
      },
      config: { sync: { maxFileBytes: 100 } },
    });
  });

  afterEach(async () => {
    await knex.destroy();
  });

  const get = (path: string) =>
    request(api.app).get(path).set('authorization', api.headers.user('one'));

  const upload = (bytes: string) =>
    request(api.app)
      .post(`${API}/imports?fileName=model.json`)
      .set('authorization', api.headers.user('one'))
      .set('content-type', 'application/octet-stream')
      .send(Buffer.from(bytes));

  it.each([
    [`${API}/findings?sort=colour`, 'query.sort'],
    [`${API}/findings?limit=1000`, 'query.limit'],
    [`${API}/findings?source=x`, 'query.source.0'],
    [`${API}/findings?cursor=x`, 'query.cursor'],
    ['/findings/not-an-id', 'path.id'],
    ['/explain/happiness', 'path.metric'],
    ['/explain/exposure?ref=payments', 'query.ref'],
  ])('names the wrong field of %s', async (path, field) => {
    const { status, body } = await get(path);

    expect(status).toBe(400);
    expect(body.error.message).toContain(field);
  });

  it('names the wrong field of a body', async () => {
    const { status, body } = await request(api.app)
      .post('/risks/00000000-0000-4000-8000-000000000000/ratings')
      .set('authorization', api.headers.user('one'))
      .send({ likelihood: 9, impact: 1 });

    expect(status).toBe(400);
    expect(body.error.message).toContain('body');
    expect(api.event.fail).toHaveBeenCalledTimes(1);
  });

  it.each([
    '/entities/component/default/unknown',
    '/products/component/default/payments-api',
    '/findings/00000000-0000-4000-8000-000000000000',
    '/models/00000000-0000-4000-8000-000000000000/diagram',
  ])('does not find %s', async path => {
    expect((await get(path)).status).toBe(404);
  });

  it('refuses a file that is too large and says what to do', async () => {
    const { status, body } = await upload('x'.repeat(101));

    expect(status).toBe(413);
    expect(body.error.message).toContain('risk.sync.maxFileBytes');
    expect(api.ingest.importUpload).not.toHaveBeenCalled();
  });

  it('says where a file is broken and what to do', async () => {
    api.ingest.importUpload.mockRejectedValue(
      new ImportRefusedError({
        code: 'syntax',
        message: 'model.json: a comma is missing. Correct it there.',
        file: 'model.json',
        line: 3,
        column: 7,
      }),
    );

    const { status, body } = await upload('{');

    expect(status).toBe(422);
    expect(body.error).toMatchObject({
      message: 'model.json: a comma is missing. Correct it there.',
      details: { code: 'syntax', file: 'model.json', line: 3, column: 7 },
    });
    expect(body.error.stack).toBeUndefined();
  });

  it('says that somebody else was faster', async () => {
    api.ingest.importUpload.mockRejectedValue(
      new ConflictError('The source is being imported'),
    );

    expect((await upload('{}')).status).toBe(409);
  });

  it('hands the very bytes to the import, and audits it', async () => {
    const { id, source_id: sourceId } = await knex('import').first();
    api.ingest.importUpload.mockResolvedValue({ importId: id, sourceId });

    const { status } = await upload('{"a":1}');

    expect(status).toBe(200);
    const [[input, actor]] = api.ingest.importUpload.mock.calls;
    expect(Buffer.from(input.bytes).toString()).toBe('{"a":1}');
    expect(input.entityRef).toBe('component:default/payments-api');
    expect(actor).toBe('user:default/one');
    expect(api.auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({ eventId: 'import-file' }),
    );
    expect(api.event.success).toHaveBeenCalledTimes(1);
  });

  it('says that the catalog is down, and nothing about the entity', async () => {
    api.catalog.getEntitiesByRefs.mockRejectedValue(
      Object.assign(new Error('Not Found'), { statusCode: 404 }),
    );

    const { status, body } = await get(API);

    expect(status).toBe(503);
    expect(body.error.message).toContain('The catalog cannot be asked');
  });

  it('describes itself to anybody', async () => {
    const { status, body } = await request(api.app).get('/openapi.json');

    expect(status).toBe(200);
    expect(body.openapi).toBe('3.0.3');
  });
});
