import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { endpoints } from '@product-risk/backstage-plugin-risk-common';
import request from 'supertest';
import { catalogEntity } from './__testUtils__/catalogEntities';
import riskPlugin from './index';

const threatModel = {
  version: '2.0',
  summary: { title: 'Payments', id: 0 },
  detail: {
    contributors: [],
    diagramTop: 1,
    reviewer: '',
    threatTop: 1,
    diagrams: [
      {
        id: 0,
        title: 'Login',
        diagramType: 'STRIDE',
        version: '2.0',
        cells: [
          {
            id: 'b6a5a7a0-0b3e-4d3e-8d1d-000000000001',
            shape: 'process',
            data: {
              type: 'tm.Process',
              name: 'Payments API',
              outOfScope: false,
              threats: [
                {
                  id: 'b6a5a7a0-0b3e-4d3e-8d1d-000000000002',
                  title: 'Session token can be replayed',
                  status: 'Open',
                  severity: 'High',
                  type: 'Spoofing',
                  description: 'Tokens are valid for a week.',
                  mitigation: '',
                },
              ],
            },
          },
        ],
      },
    ],
  },
};

const entities = [
  catalogEntity('system:default/payments', { title: 'Payments' }),
  catalogEntity('component:default/payments-api', {
    spec: { type: 'service', lifecycle: 'production' },
    relations: { partOf: ['system:default/payments'] },
  }),
];

const API = '/api/risk/entities/component/default/payments-api';

const startBackend = (risk = {}) =>
  startTestBackend({
    features: [
      riskPlugin,
      catalogServiceMock.factory({ entities }),
      mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
      mockServices.rootConfig.factory({
        data: {
          permission: { enabled: true },
          risk: {
            sync: {
              maxFileBytes: 100_000,
              catalogSchedule: {
                frequency: { minutes: 10 },
                timeout: { minutes: 1 },
              },
            },
            ...risk,
          },
        },
      }),
    ],
  });

type Server = Awaited<ReturnType<typeof startBackend>>['server'];

/** The first sync runs in the background after the start. */
async function untilMirrored(server: Server) {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const { status } = await request(server).get(API);
    if (status === 200) return;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  throw new Error('The catalog was not mirrored within five seconds');
}

describe('riskPlugin', () => {
  it('takes a threat model in and rolls it up to the product', async () => {
    const { server } = await startBackend();
    await untilMirrored(server);
    const before = await request(server).get(API).expect(200);
    expect(before.body.assessed).toBe(false);

    const imported = await request(server)
      .post(`${API}/imports?fileName=threat-model.json`)
      .set('content-type', 'application/octet-stream')
      .send(Buffer.from(JSON.stringify(threatModel)));

    expect(imported.body.error).toBeUndefined();
    expect(endpoints.importFile.response.parse(imported.body)).toMatchObject({
      import: { status: 'applied', counts: { created: 1 } },
    });
    const entity = await request(server).get(API).expect(200);
    expect(endpoints.getEntityRisk.response.parse(entity.body)).toMatchObject({
      assessed: true,
      product: { ref: 'system:default/payments' },
      exposure: { current: 30_000 },
      worst: 'high',
    });
    const product = await request(server)
      .get('/api/risk/products/system/default/payments')
      .expect(200);
    expect(endpoints.getScorecard.response.parse(product.body)).toMatchObject({
      exposures: { current: 30_000 },
      coverage: { components: 1, modelled: 1 },
      topRisks: [{ title: 'Session token can be replayed' }],
    });
  });

  it('asks who calls, and describes itself to anybody', async () => {
    const { server } = await startBackend();

    const get = (path: string) =>
      request(server)
        .get(path)
        .set('authorization', mockCredentials.none.header());
    expect((await get(API)).status).toBe(401);
    expect((await get('/api/risk/openapi.json')).status).toBe(200);
  });

  it('says where a broken file is broken', async () => {
    const { server } = await startBackend();
    await untilMirrored(server);

    const { status, body } = await request(server)
      .post(`${API}/imports/preview?fileName=model.json`)
      .set('content-type', 'application/octet-stream')
      .send(Buffer.from('{"version": '));

    expect(status).toBe(422);
    expect(body.error.details).toMatchObject({
      code: 'syntax',
      file: 'model.json',
    });
    expect(body.error.stack).toBeUndefined();
  });

  it('stops at a wrong configuration and names the key', async () => {
    await expect(
      startBackend({ policy: { claimedWeight: 7 } }),
    ).rejects.toThrow('risk.policy.claimedWeight');
  });
});
