import {
  Endpoint,
  endpoints,
} from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { createTestDatabases } from '../__testUtils__/databases';
import {
  EndpointName,
  firstSignerOf,
  ownersOf,
  permissionMatrix,
  permissionsOf,
  PRODUCTS,
  Role,
  ROLES,
  SECOND_SIGNERS,
  seedMatrixWorld,
  startMatrixPortal,
} from '../__testUtils__/permissionMatrix';

jest.setTimeout(300_000);

const databases = createTestDatabases();
const names = Object.keys(endpoints) as EndpointName[];

const kebab = (name: string) =>
  name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);

const people = {
  permissions: Object.fromEntries(
    ROLES.map(role => [`user:default/${role}`, [...permissionsOf[role]]]),
  ),
  ownership: {
    'user:default/owner': [ownersOf('own')],
    'user:default/switchedOff': [ownersOf('own')],
    'user:default/second': [SECOND_SIGNERS],
    ...Object.fromEntries(
      PRODUCTS.map(name => [firstSignerOf(name), [ownersOf(name)]]),
    ),
  },
  confidential: Object.fromEntries(
    [
      'system:default/hidden',
      'component:default/hidden-api',
      ownersOf('hidden'),
    ].map(ref => [ref, 'user:default/insider']),
  ),
};

it('knows every endpoint', () => {
  expect(Object.keys(permissionMatrix).sort()).toEqual([...names].sort());
});

it('lets somebody through to every endpoint', () => {
  const closed = names.filter(
    name => !Object.values(permissionMatrix[name]).flat().includes('200'),
  );
  expect(closed).toEqual([]);
});

describe.each(databases.ids)('the permission matrix (%s)', databaseId => {
  type Portal = Awaited<ReturnType<typeof startMatrixPortal>>;

  let knex: Knex;
  /** Everything happens in it, and every cell is taken back. */
  let trx: Knex.Transaction;
  let world: Awaited<ReturnType<typeof seedMatrixWorld>>;
  let portal: Portal;
  let withoutPermissions: Portal;

  beforeAll(async () => {
    knex = await databases.migrated(databaseId);
    trx = await knex.transaction();
    world = await seedMatrixWorld(trx, {
      own: ['user:default/owner', 'user:default/switchedOff'],
    });
    const start = (permissionsEnabled: boolean) =>
      startMatrixPortal(trx, { ...people, permissionsEnabled });
    portal = await start(true);
    withoutPermissions = await start(false);
  });

  afterAll(async () => {
    await trx?.rollback();
    await knex?.destroy();
  });

  const authorizationOf = (role: Role) => {
    const { headers } = portal;
    if (role === 'service') return headers.service();
    if (role === 'stranger') return headers.nobody();
    return headers.user(role);
  };

  async function answer(
    name: EndpointName,
    role: Role,
    product: (typeof PRODUCTS)[number],
  ) {
    const api = role === 'switchedOff' ? withoutPermissions : portal;
    api.auditor.createEvent.mockClear();
    api.event.success.mockClear();
    api.event.fail.mockClear();
    const { status, body, text } = await api.ask(
      name,
      world[product],
      authorizationOf(role),
    );
    expect(text).not.toMatch(
      /hidden (free|rated|asked|granted|signed|token|kept|scan)/,
    );
    const nothingDone = body?.refused?.length > 0;
    return {
      cell: nothingDone ? `${status}-` : String(status),
      audit: {
        events: api.auditor.createEvent.mock.calls.flatMap(([{ eventId }]) =>
          // The log's own copy, which the auditor is sent besides.
          eventId === 'decision-log-entry' ? [] : [eventId],
        ),
        failed: api.event.fail.mock.calls.length,
      },
    };
  }

  it.each(names)('%s', async name => {
    const endpoint: Endpoint = endpoints[name];
    const recorded = endpoint.method !== 'get' || endpoint.recorded;
    const answers = {} as Record<Role, string[]>;
    for (const role of ROLES) {
      answers[role] = [];
      for (const product of PRODUCTS) {
        const { cell, audit } = await answer(name, role, product);
        answers[role].push(cell);
        const refused = ['401', '403', '404'].includes(cell);
        const failed = !cell.startsWith('200');
        expect({ role, product, ...audit }).toEqual({
          role,
          product,
          events: recorded || refused ? [kebab(name)] : [],
          failed: failed ? 1 : 0,
        });
      }
    }
    expect(answers).toEqual(permissionMatrix[name]);
  });
});
