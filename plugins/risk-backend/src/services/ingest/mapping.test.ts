import { InputError } from '@backstage/errors';
import { ElementChoice } from '@product-risk/backstage-plugin-risk-common';
import { createTestDatabases } from '../../__testUtils__/databases';
import {
  API,
  bytesOf,
  CART,
  mirror,
  PAY,
  SHOP,
  TestDocument,
  TestEntity,
  WEB,
  WriteSide,
  writeSide,
} from '../../__testUtils__/writeSide';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const USER = 'user:default/lena';
const STORE = 'resource:default/pay-store';
const QUEUE = 'resource:default/pay-queue';

const sourceAt = (path: string) =>
  JSON.stringify({
    'backstage.io/source-location': `url:https://github.com/acme/mono/tree/main/${path}/`,
  });

const model: TestDocument = {
  elements: [
    { id: 'web', name: 'Pay Web' },
    { id: 'store', name: 'Pay data', kind: 'datastore' },
    { id: 'cart', name: 'Cart', sourcePaths: ['cart/src/main.ts'] },
    { id: 'other', name: 'Something else' },
  ],
  findings: ['web', 'store', 'cart', 'other'].map(id => ({
    key: id,
    elementIds: [id],
  })),
};

describe.each(databases.ids)('elements and entities (%s)', id => {
  let side: WriteSide;

  beforeEach(async () => {
    side = writeSide(await databases.migrated(id));
    const entities: TestEntity[] = [
      { ref: PAY, product_ref: PAY, annotations: sourceAt('pay') },
      { ref: SHOP, product_ref: SHOP },
      {
        ref: API,
        product_ref: PAY,
        system_ref: PAY,
        annotations: sourceAt('pay/api'),
      },
      { ref: WEB, product_ref: PAY, system_ref: PAY },
      { ref: STORE, product_ref: PAY, system_ref: PAY, title: 'Pay data' },
      { ref: QUEUE, product_ref: PAY, system_ref: PAY, title: 'Pay data' },
      {
        ref: CART,
        product_ref: SHOP,
        system_ref: SHOP,
        annotations: sourceAt('cart'),
      },
    ];
    await mirror(
      side.knex,
      entities.map(entity => ({
        system_ref: null,
        annotations: '{}',
        ...entity,
      })),
    );
  });
  afterEach(() => side.knex.destroy());

  const input = (
    document: TestDocument,
    mappings?: ElementChoice[],
    entityRef = PAY,
  ) => ({
    entityRef,
    fileName: 'model.json',
    bytes: bytesOf(document),
    mappings,
  });
  const places = async () =>
    Object.fromEntries(
      (await side.knex('model_element').orderBy('element_id')).map(row => [
        row.element_id,
        [row.entity_ref, row.mapped_by],
      ]),
    );
  const choose = (elementId: string, entityRef: string): ElementChoice => ({
    modelKey: 'model',
    elementId,
    entityRef,
  });

  it('counts an entity as modelled when a person said what the element is, not when its name did', async () => {
    const modelled = async () =>
      (await side.knex('entity_rollup').where({ entity_ref: WEB }).first())
        ?.models;
    await side.ingest.importUpload(input(model), USER);
    expect((await places()).web).toEqual([WEB, 'name']);
    expect(await modelled()).toBe(0);

    await side.ingest.importUpload(input(model, [choose('web', WEB)]), USER);
    expect((await places()).web).toEqual([WEB, 'person']);
    expect(await modelled()).toBe(1);
  });

  it('previews what was found, what is to be decided and what is left', async () => {
    const preview = await side.ingest.preview(input(model), USER);

    expect(preview.mapped).toMatchObject([
      { elementId: 'web', entityRef: WEB, mappedBy: 'name' },
    ]);
    expect(preview.proposed).toMatchObject([
      {
        modelKey: 'model',
        elementId: 'store',
        findings: 1,
        candidates: [
          { ref: QUEUE, title: 'Pay data', by: 'name' },
          { ref: STORE, title: 'Pay data', by: 'name' },
        ],
      },
      {
        elementId: 'cart',
        candidates: [{ ref: CART, title: 'cart', by: 'repository' }],
      },
    ]);
    expect(await side.knex('element_mapping')).toEqual([]);
  });

  it('maps what is certain, and keeps the rest where the file belongs', async () => {
    await side.ingest.importUpload(input(model), USER);

    expect(await places()).toEqual({
      web: [WEB, 'name'],
      store: [PAY, 'attachment'],
      cart: [PAY, 'attachment'],
      other: [PAY, 'attachment'],
    });
    const [web] = await side.knex('entity_rollup').where({ entity_ref: WEB });
    expect(web).toMatchObject({ models: 0, findings_open: 1 });
  });

  it('only proposes what lies beside the entity that names the file, whose readers need not be the same', async () => {
    const preview = await side.ingest.preview(
      input(model, undefined, API),
      USER,
    );
    expect(preview.mapped).toEqual([]);
    expect(preview.proposed).toMatchObject([
      { elementId: 'web', candidates: [{ ref: WEB, by: 'name' }] },
      { elementId: 'store' },
      { elementId: 'cart' },
    ]);

    await side.ingest.importUpload(input(model, undefined, API), USER);
    expect((await places()).web).toEqual([API, 'attachment']);
    expect(
      await side.knex('finding').whereNot({ entity_ref: API }),
    ).toHaveLength(0);

    await side.ingest.importUpload(
      input(model, [choose('web', WEB)], API),
      USER,
    );
    expect((await places()).web).toEqual([WEB, 'person']);
  });

  it('takes choices with the import and remembers them', async () => {
    await side.ingest.importUpload(
      input(model, [choose('store', STORE), choose('web', API)]),
      USER,
    );
    const chosen = await places();
    expect(chosen).toMatchObject({
      store: [STORE, 'person'],
      web: [API, 'person'],
    });
    side.nextDay();

    await side.ingest.importUpload(
      input({ ...model, title: 'The next version' }),
      USER,
    );

    expect(await places()).toEqual(chosen);
  });

  it('previews with the choices and keeps none of them', async () => {
    const preview = await side.ingest.preview(
      input(model, [choose('store', STORE), choose('cart', CART)]),
      USER,
    );

    expect(preview.proposed).toEqual([]);
    expect(await side.knex('element_mapping')).toEqual([]);
  });

  it.each<[string, ElementChoice, TestDocument, string]>([
    [
      'an element that the file does not have',
      choose('gone', STORE),
      model,
      'no element "gone"',
    ],
    [
      'a model that the file does not have',
      { ...choose('store', STORE), modelKey: 'gone' },
      model,
      'in the model "gone"',
    ],
    [
      'an entity that the catalog does not have',
      choose('store', 'resource:default/nothing'),
      model,
      'no entity resource:default/nothing',
    ],
    [
      'an element whose entity the file names',
      choose('web', STORE),
      { elements: [{ id: 'web', entityRef: WEB }], findings: [] },
      'the file itself says',
    ],
  ])('refuses %s and imports nothing', async (_, choice, document, message) => {
    const refused = side.ingest.importUpload(input(document, [choice]), USER);

    await expect(refused).rejects.toThrow(InputError);
    await expect(refused).rejects.toThrow(message);
    expect(await side.knex('threat_model')).toEqual([]);
    expect(await side.knex('element_mapping')).toEqual([]);
  });
});
