import { ModelElement } from '@product-risk/threat-model-formats';
import { MappableEntities, MappableEntity } from './elementCandidates';
import { mapElement, MappingContext } from './mapElements';
import { folderOfLocation, repositoryOfLink } from './sourceFolder';

const MONO = 'url:https://github.com/Acme/shop/tree/main';

const entity = (
  name: string,
  more: Partial<MappableEntity> = {},
): MappableEntity => ({
  ref: `component:default/${name}`,
  title: name,
  near: true,
  within: true,
  ...more,
});

const element = (more: Partial<ModelElement>): ModelElement => ({
  id: 'e',
  name: 'Element',
  kind: 'process',
  outOfScope: false,
  tags: [],
  ...more,
});

const entities = new MappableEntities(
  [
    entity('payments-api', {
      title: 'Payments API',
      folder: folderOfLocation(`${MONO}/services/pay/`),
    }),
    entity('refunds', {
      folder: folderOfLocation(`${MONO}/services/pay/refunds/`),
    }),
    entity('ledger'),
    entity('ledger-db', { title: 'Ledger' }),
    entity('orders', { within: false }),
    entity('stock', {
      near: false,
      within: false,
      folder: folderOfLocation('url:https://gitlab.example.org/stock/api/'),
    }),
  ],
  new Set(['https://github.com/acme/shop']),
);

const context = (more: Partial<MappingContext> = {}): MappingContext => ({
  byPerson: new Map(),
  knownRefs: new Set(['component:default/ledger']),
  entities,
  attachedTo: 'component:default/home',
  ...more,
});

const refsOf = (more: Partial<ModelElement>) =>
  entities.candidatesOf(element(more)).map(({ entityRef }) => entityRef);

describe('candidates of an element', () => {
  it.each([
    ['payments-api', ['component:default/payments-api']],
    ['Payments API', ['component:default/payments-api']],
    ['PAYMENTS_api', ['component:default/payments-api']],
    ['Ledger', ['component:default/ledger', 'component:default/ledger-db']],
    ['Payments', []],
    ['stock', []],
    ['—', []],
  ])('has those near by that are called "%s"', (name, refs) => {
    expect(refsOf({ name })).toEqual(refs);
  });

  it.each(['flow', 'boundary'] as const)('has none for a %s', kind => {
    expect(refsOf({ name: 'payments-api', kind })).toEqual([]);
  });

  it.each([
    ['https://github.com/acme/shop/tree/main/services/pay', 'payments-api'],
    [
      'https://github.com/acme/shop/blob/main/services/pay/a.ts',
      'payments-api',
    ],
    ['https://github.com/acme/shop/tree/x/services/pay/refunds', 'refunds'],
    ['https://gitlab.example.org/stock/api', 'stock'],
    ['git@gitlab.example.org:stock/api.git', 'stock'],
    ['git+https://gitlab.example.org/Stock/API.git', 'stock'],
  ])('has those whose source %s lies in', (url, name) => {
    expect(refsOf({ repoUrls: [url] })).toEqual([`component:default/${name}`]);
  });

  it.each(['', 'not a url', 'data:text/plain,x', 'https://example.org/'])(
    'takes "%s" for no repository',
    url => {
      expect(repositoryOfLink(url)).toBeUndefined();
      expect(refsOf({ repoUrls: [url] })).toEqual([]);
    },
  );

  it.each([
    ['services/pay/src/main.ts', ['component:default/payments-api']],
    ['./services/pay/refunds/a.ts', ['component:default/refunds']],
    ['services/payments/a.ts', []],
    ['../services/pay/a.ts', []],
  ])('has those whose folder of the home repository holds %s', (path, refs) => {
    expect(refsOf({ sourcePaths: [path] })).toEqual(refs);
  });

  it('prefers what its source says to its name', () => {
    expect(
      refsOf({ name: 'Ledger', sourcePaths: ['services/pay/a.ts'] }),
    ).toEqual(['component:default/payments-api']);
  });
});

describe('mapping an element', () => {
  it('takes the one candidate within what names the file, and says what fitted', () => {
    expect(mapElement(element({ name: 'refunds' }), context())).toEqual({
      entityRef: 'component:default/refunds',
      mappedBy: 'name',
      candidates: [],
    });
    expect(
      mapElement(element({ sourcePaths: ['services/pay/x'] }), context()),
    ).toMatchObject({ mappedBy: 'repository' });
  });

  it('leaves the choice among several to a person', () => {
    expect(mapElement(element({ name: 'Ledger' }), context())).toEqual({
      entityRef: 'component:default/home',
      mappedBy: 'attachment',
      candidates: [
        { entityRef: 'component:default/ledger', by: 'name' },
        { entityRef: 'component:default/ledger-db', by: 'name' },
      ],
    });
  });

  it('only proposes an entity near by that is no part of what names the file', () => {
    expect(mapElement(element({ name: 'Orders' }), context())).toEqual({
      entityRef: 'component:default/home',
      mappedBy: 'attachment',
      candidates: [{ entityRef: 'component:default/orders', by: 'name' }],
    });
  });

  it('only proposes an entity of somebody else', () => {
    expect(
      mapElement(
        element({ repoUrls: ['https://gitlab.example.org/stock/api'] }),
        context(),
      ),
    ).toEqual({
      entityRef: 'component:default/home',
      mappedBy: 'attachment',
      candidates: [{ entityRef: 'component:default/stock', by: 'repository' }],
    });
  });

  it('never overrules the file or a person', () => {
    const byPerson = new Map([['e', 'component:default/chosen']]);

    expect(
      mapElement(element({ name: 'refunds' }), context({ byPerson })),
    ).toMatchObject({
      entityRef: 'component:default/chosen',
      mappedBy: 'person',
    });
    expect(
      mapElement(
        element({ name: 'refunds', entityRef: 'ledger' }),
        context({ byPerson }),
      ),
    ).toMatchObject({
      entityRef: 'component:default/ledger',
      mappedBy: 'file',
    });
  });

  it('does not guess where the file names an entity that is unknown', () => {
    expect(
      mapElement(
        element({ name: 'refunds', entityRef: 'component:default/typo' }),
        context(),
      ),
    ).toEqual({ entityRef: null, mappedBy: 'none', candidates: [] });
  });
});
