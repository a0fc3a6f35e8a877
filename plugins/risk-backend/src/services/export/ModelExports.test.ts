import { corpus } from '../../__testUtils__/corpus';
import { createTestDatabases } from '../../__testUtils__/databases';
import { exportSide } from '../../__testUtils__/exportSide';
import { ApiOptions } from '../../__testUtils__/startApi';
import { PAY } from '../../__testUtils__/writeSide';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const ORDERS = 'component:default/orders';
const INSIDER = 'user:default/insider';

describe.each(databases.ids)('a model as a file (%s)', id => {
  let portal: Awaited<ReturnType<typeof exportSide>>;
  let modelId: string;

  beforeEach(async () => {
    portal = await exportSide(await databases.migrated(id));
    const { sourceId } = await portal.upload('bookshop', corpus.native[0]);
    [modelId] = await portal.modelIds(sourceId);
  });
  afterEach(() => portal.side.knex.destroy());

  const take = (
    format: Parameters<typeof portal.take>[1],
    options: ApiOptions = {},
  ) => portal.take(modelId, format, options);

  it('says its name, its type and what the format cannot hold', async () => {
    const { answer } = await take('otm');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      fileName: 'bookshop.otm.json',
      mediaType: 'application/json',
      hidden: { elements: 0, findings: 0 },
      lost: expect.arrayContaining([
        { code: 'treatment-options', message: expect.any(String) },
      ]),
    });
    expect(JSON.parse(answer.body.text)).toMatchObject({
      project: { id: 'bookshop', name: 'Bookshop' },
    });
  });

  it.each([
    ['threat-dragon-v2', 'bookshop.json', '"version": "2.'],
    ['csv', 'bookshop.csv', 'model,key,id,title'],
    ['native', 'bookshop.product-risk.yaml', 'productRisk: "1"'],
  ] as const)('is written as %s', async (format, fileName, text) => {
    const { answer } = await take(format);
    expect(answer.body.fileName).toBe(fileName);
    expect(answer.body.text).toContain(text);
  });

  it('never lets a spreadsheet run what a file calls a threat', async () => {
    await portal.side
      .knex('finding')
      .where({ title: 'A competitor copies the catalogue' })
      .update({ title: '=HYPERLINK("https://evil.example","x")' });
    const { answer } = await take('csv');
    expect(answer.body.text).toContain(`"'=HYPERLINK(""https`);
  });

  it('leaves out what stands for a hidden entity and what is found there', async () => {
    const { answer } = await take('native', {
      confidential: { [ORDERS]: INSIDER },
    });
    const { hidden, text } = answer.body;
    expect(hidden).toEqual({ elements: 1, findings: 1 });
    expect(text).not.toContain(ORDERS);
    expect(text).not.toContain('name: Orders\n');
    expect(text).toContain('name: Orders database');
    expect(text).toContain('name: Order of a book');
    expect(text).not.toMatch(/(to|parent|on): orders$/m);
  });

  it('keeps to itself what was decided about a hidden product', async () => {
    const { answer } = await take('native', {
      confidential: { [PAY]: INSIDER },
    });
    expect(answer.body.text).not.toContain('Insure lost sales');
    expect(answer.body.text).toContain('A competitor copies the catalogue');
  });

  it('is recorded, with who took it and as what', async () => {
    const { auditor, event } = await take('csv');
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'export-model',
        severityLevel: 'low',
        meta: { id: modelId, format: 'csv' },
      }),
    );
    expect(event.success).toHaveBeenCalled();
  });

  it('is not for who may not read', async () => {
    const { answer, event } = await take('native', { permissions: {} });
    expect(answer.status).toBe(403);
    expect(event.fail).toHaveBeenCalled();
  });

  it('is not written when no import would take it', async () => {
    const { answer } = await take('native', {
      config: { sync: { maxFileBytes: 1_024 } },
    });
    expect(answer.status).toBe(422);
    expect(answer.body.error.message).toContain('risk.sync.maxFileBytes');
  });

  it('is refused in a format that is none', async () => {
    const { answer } = await take('pdf' as never);
    expect(answer.status).toBe(400);
  });

  it('is unknown once its source names it no more', async () => {
    await portal.side
      .knex('threat_model')
      .where({ id: modelId })
      .update({ absent_since: '2026-01-02T00:00:00.000Z' });
    expect((await take('native')).answer.status).toBe(404);
  });
});
