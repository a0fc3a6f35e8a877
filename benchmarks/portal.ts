import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createBackendModule,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import express from 'express';
import knexFactory, { type Knex } from 'knex';
import { CALLER, entitiesOf, OrganisationSize } from './organisation';

const PORT = 7910;
export const BASE_URL = `http://127.0.0.1:${PORT}/api`;

/** A running portal with the measured plugin and what it is compared with. */
export interface Portal {
  /** The connection pool of the plugin itself. */
  risk: Knex;
  catalog: Knex;
  call(path: string, init?: RequestInit): Promise<Response>;
  stop(): Promise<void>;
}

const entityProvider = (size: OrganisationSize) =>
  createBackendModule({
    pluginId: 'catalog',
    moduleId: 'bench-organisation',
    register: module =>
      module.registerInit({
        deps: { processing: catalogProcessingExtensionPoint },
        async init({ processing }) {
          processing.addEntityProvider({
            getProviderName: () => 'bench',
            connect: async connection =>
              connection.applyMutation({
                type: 'full',
                entities: [...entitiesOf(size)].map(entity => ({
                  entity,
                  locationKey: 'bench',
                })),
              }),
          });
        },
      }),
  });

/** An endpoint that authenticates a user and does nothing else. */
const emptyEndpoint = createBackendPlugin({
  pluginId: 'empty',
  register: plugin =>
    plugin.registerInit({
      deps: {
        router: coreServices.httpRouter,
        httpAuth: coreServices.httpAuth,
      },
      async init({ router, httpAuth }) {
        const app = express.Router();
        app.get('/', (request, response, next) => {
          httpAuth
            .credentials(request, { allow: ['user'] })
            .then(() => response.json({}), next);
        });
        router.use(app);
      },
    }),
});

const schema = (connection: string, name: string) =>
  knexFactory({ client: 'pg', connection, searchPath: [name] });

async function waitForCatalog(catalog: Knex, expected: number) {
  for (;;) {
    const [{ count }] = await catalog('final_entities')
      .whereNotNull('final_entity')
      .count({ count: '*' })
      .catch(() => [{ count: 0 }]);
    if (Number(count) >= expected) return;
    await new Promise(resolve => setTimeout(resolve, 1000));
  }
}

/** Starts the portal and waits until its catalog is complete. */
export async function startPortal(
  connection: string,
  size: OrganisationSize,
): Promise<Portal> {
  let risk: Knex | undefined;
  const backend = createBackend();
  backend.add(
    mockServices.rootConfig.factory({
      data: {
        app: { baseUrl: 'http://localhost:3000' },
        backend: {
          baseUrl: `http://127.0.0.1:${PORT}`,
          listen: { host: '127.0.0.1', port: PORT },
          database: {
            client: 'pg',
            connection,
            pluginDivisionMode: 'schema',
          },
        },
        auth: {
          environment: 'development',
          providers: {
            persona: { development: { users: [{ entityRef: CALLER }] } },
          },
        },
        permission: { enabled: true },
        risk: {
          sync: {
            // The catalog fills while the plugin runs: look again soon.
            catalogSchedule: {
              initialDelay: { seconds: 5 },
              frequency: { seconds: 15 },
              timeout: { minutes: 5 },
            },
          },
        },
        catalog: {
          processingInterval: { hours: 24 },
          rules: [
            {
              allow: ['Component', 'System', 'Domain', 'Group', 'User'],
            },
          ],
        },
      },
    }),
  );
  backend.add(import('@backstage/plugin-auth-backend'));
  backend.add(import('../packages/backend/src/personas'));
  backend.add(import('@backstage/plugin-catalog-backend'));
  backend.add(entityProvider(size));
  backend.add(import('@backstage/plugin-permission-backend'));
  backend.add(import('../packages/backend/src/policy'));
  backend.add(import('../plugins/risk-backend/src'));
  backend.add(emptyEndpoint);
  backend.add(
    createBackendModule({
      pluginId: 'risk',
      moduleId: 'bench-database',
      register: module =>
        module.registerInit({
          deps: { database: coreServices.database },
          async init({ database }) {
            risk = await database.getClient();
          },
        }),
    }),
  );
  await backend.start();

  const catalog = schema(connection, 'catalog');
  await waitForCatalog(catalog, [...entitiesOf(size)].length);
  const signIn = await fetch(`${BASE_URL}/auth/persona/refresh`, {
    headers: {
      'x-persona': CALLER,
      'X-Requested-With': 'XMLHttpRequest',
    },
  });
  const session = (await signIn.json()) as {
    backstageIdentity: { token: string };
  };
  const token = session.backstageIdentity.token;
  return {
    risk: risk as Knex,
    catalog,
    async call(path, init = {}) {
      const response = await fetch(`${BASE_URL}${path}`, {
        ...init,
        headers: { ...init.headers, Authorization: `Bearer ${token}` },
      });
      if (!response.ok) {
        throw new Error(`${path}: ${response.status} ${await response.text()}`);
      }
      return response;
    },
    async stop() {
      await catalog.destroy();
      await backend.stop();
    },
  };
}
