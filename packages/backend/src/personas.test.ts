import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import personasModule from './personas';

const lena = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'lena.vogt' },
  spec: { profile: { displayName: 'Lena Vogt' }, memberOf: ['payments'] },
  relations: [{ type: 'memberOf', targetRef: 'group:default/payments' }],
};

async function startPortal(environment = 'development') {
  const { server } = await startTestBackend({
    features: [
      authPlugin,
      personasModule,
      catalogServiceMock.factory({ entities: [lena] }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000' },
          backend: { baseUrl: 'http://localhost:7007' },
          auth: {
            environment,
            providers: {
              persona: {
                development: {
                  users: [
                    { entityRef: 'user:default/lena.vogt' },
                    { entityRef: 'user:default/not.there' },
                  ],
                },
              },
            },
          },
        },
      }),
    ],
  });
  return server;
}

function signIn(server: Parameters<typeof request>[0], entityRef: string) {
  return request(server)
    .get('/api/auth/persona/refresh')
    .set('x-persona', entityRef);
}

describe('sign-in as a persona', () => {
  it('issues a token with the groups of the user', async () => {
    const server = await startPortal();
    const response = await signIn(server, 'user:default/lena.vogt').expect(200);
    expect(response.body).toMatchObject({
      profile: { displayName: 'Lena Vogt' },
      backstageIdentity: {
        token: expect.any(String),
        identity: {
          userEntityRef: 'user:default/lena.vogt',
          ownershipEntityRefs: [
            'user:default/lena.vogt',
            'group:default/payments',
          ],
        },
      },
    });
  });

  it('refuses who is not listed, and requests that name nobody', async () => {
    const server = await startPortal();
    const unlisted = await signIn(server, 'user:default/somebody.else');
    expect(unlisted.status).toBe(403);
    const nameless = await request(server).get('/api/auth/persona/refresh');
    expect(nameless.status).toBe(400);
  });

  it('says that a listed user is not in the catalog', async () => {
    const server = await startPortal();
    const { status } = await signIn(server, 'user:default/not.there');
    expect(status).toBe(404);
  });

  it('keeps a backend outside development from starting', async () => {
    await expect(startPortal('production')).rejects.toThrow(
      'for development only',
    );
  });

  it('keeps a backend in production mode from starting', async () => {
    jest.replaceProperty(process, 'env', {
      ...process.env,
      NODE_ENV: 'production',
    });
    try {
      await expect(startPortal()).rejects.toThrow('for development only');
    } finally {
      jest.restoreAllMocks();
    }
  });
});
