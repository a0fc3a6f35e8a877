import { endpoints } from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import request from 'supertest';
import { createTestDatabases } from '../__testUtils__/databases';
import {
  EndpointName,
  firstSignerOf,
  matrixCalls,
  matrixPath,
  ownersOf,
  PRODUCTS,
  SECOND_SIGNERS,
  seedMatrixWorld,
} from '../__testUtils__/matrixWorld';
import {
  permissionMatrix,
  permissionsOf,
  Role,
  ROLES,
} from '../__testUtils__/permissionMatrix';
import { startApi } from '../__testUtils__/startApi';
import { TicketTrackers } from '../services/tickets/TicketTrackers';
import { writeSide } from '../__testUtils__/writeSide';

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
  config: {
    policy: { fallbackSigner: SECOND_SIGNERS },
    push: {
      subjects: [
        {
          subject: 'external:*',
          sources: ['ci-*'],
          entities: ['component:default/own-*', 'component:default/hidden-*'],
        },
      ],
    },
  },
};

it('knows every endpoint', () => {
  expect(Object.keys(permissionMatrix).sort()).toEqual([...names].sort());
});

it('lets somebody through to every endpoint', () => {
  const closed = names.filter(
    name => !Object.values(permissionMatrix[name]).flat().includes('200'),
  );
  // What an initiative is about must be systemic, which nothing is here.
  expect(closed).toEqual(['createInitiative']);
});

describe.each(databases.ids)('the permission matrix (%s)', databaseId => {
  type Api = Awaited<ReturnType<typeof startApi>>;

  let knex: Knex;
  /** Everything happens in it, and every cell is taken back. */
  let trx: Knex.Transaction;
  let world: Awaited<ReturnType<typeof seedMatrixWorld>>;
  let portal: Api;
  let withoutPermissions: Api;

  beforeAll(async () => {
    knex = await databases.migrated(databaseId);
    trx = await knex.transaction();
    world = await seedMatrixWorld(trx, {
      own: ['user:default/owner', 'user:default/switchedOff'],
    });
    const { risks, raised } = writeSide(trx);
    const trackers = new TicketTrackers();
    trackers.addTracker({
      id: 'git',
      title: 'Git',
      projectOf: location => location,
      create: async (project, { title }) => ({
        url: `${project}/issues/1`,
        title,
        state: 'open',
      }),
      read: async () => undefined,
    });
    const start = async (permissionsEnabled: boolean) => {
      const api = await startApi(trx, {
        ...people,
        permissionsEnabled,
        write: { risks, raised },
        trackers,
      });
      const imported = {
        importId: world.own.importId,
        sourceId: world.own.sourceId,
      };
      api.ingest.importUpload.mockResolvedValue(imported);
      api.ingest.importPush.mockResolvedValue(imported);
      api.ingest.refresh.mockResolvedValue(imported);
      api.ingest.resolve.mockResolvedValue(imported);
      api.ingest.preview.mockResolvedValue({
        proposed: [],
        mapped: [],
        unmapped: [],
        categories: { suggested: [] },
      });
      return api;
    };
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
    const call = matrixCalls[name](world[product]);
    const pending = request(api.app)
      [endpoints[name].method](matrixPath(name, world[product], call))
      .set('authorization', authorizationOf(role));
    await trx.raw('SAVEPOINT cell');
    const response = await (Buffer.isBuffer(call.body)
      ? pending.set('content-type', 'application/octet-stream').send(call.body)
      : pending.send(call.body));
    await trx.raw('ROLLBACK TO SAVEPOINT cell');
    const { status, body, text } = response;
    expect(text).not.toMatch(/hidden (free|rated|asked|granted|signed)/);
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
    const writes = endpoints[name].method !== 'get';
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
          events: writes || refused ? [kebab(name)] : [],
          failed: failed ? 1 : 0,
        });
      }
    }
    expect(answers).toEqual(permissionMatrix[name]);
  });
});
