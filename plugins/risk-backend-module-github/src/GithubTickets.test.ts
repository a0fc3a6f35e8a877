import { createServer, IncomingMessage, ServerResponse } from 'http';
import { AddressInfo } from 'net';
import { startTestBackend, mockServices } from '@backstage/backend-test-utils';
import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  riskTicketsExtensionPoint,
  TicketTracker,
} from '@product-risk/backstage-plugin-risk-node';
import riskModuleGithub from './index';

interface Received {
  method?: string;
  url?: string;
  authorization?: string;
  body: string;
}

let received: Received[];
let answer: (response: ServerResponse) => void;
let stop: () => Promise<void>;
let apiBaseUrl: string;

const json = (status: number, body: unknown) => (response: ServerResponse) => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
};

async function bodyOf(request: IncomingMessage) {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

/** Speaks as much of GitHub's REST API as issues need. */
beforeEach(async () => {
  received = [];
  answer = json(404, { message: 'Not Found' });
  const server = createServer(async (request, response) => {
    received.push({
      method: request.method,
      url: request.url,
      authorization: request.headers.authorization,
      body: await bodyOf(request),
    });
    answer(response);
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  apiBaseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  stop = () =>
    new Promise(resolve => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
});

afterEach(() => stop());

/** The tracker as the module gives it to the plugin. */
async function connect(): Promise<TicketTracker> {
  const trackers: TicketTracker[] = [];
  const riskPlugin = createBackendPlugin({
    pluginId: 'risk',
    register(env) {
      env.registerExtensionPoint(riskTicketsExtensionPoint, {
        addTracker: tracker => {
          trackers.push(tracker);
        },
      });
      env.registerInit({ deps: {}, async init() {} });
    },
  });
  await startTestBackend({
    features: [
      riskPlugin,
      riskModuleGithub,
      mockServices.rootConfig.factory({
        data: {
          integrations: {
            github: [
              { host: 'ghe.example.com', apiBaseUrl, token: 'portal-token' },
            ],
          },
        },
      }),
    ],
  });
  return trackers[0];
}

const HOST = 'https://ghe.example.com';
const PROJECT = `${HOST}/acme/pay`;
const issue = (changes: object = {}) => ({
  html_url: `${PROJECT}/issues/7`,
  title: 'Rotate keys',
  state: 'open',
  number: 7,
  ...changes,
});

describe('GithubTickets', () => {
  it.each([
    [`${PROJECT}/blob/main/catalog-info.yaml`, PROJECT],
    [`${PROJECT}/tree/main/`, PROJECT],
    [`${HOST}/acme`, undefined],
    ['https://elsewhere.example.com/acme/pay/blob/main/x', undefined],
    ['no url', undefined],
  ])('knows the project of %s', async (location, project) => {
    const tracker = await connect();
    expect(tracker.projectOf(location)).toBe(project);
  });

  it('creates an issue with the token of the portal', async () => {
    const tracker = await connect();
    answer = json(201, issue());
    expect(
      await tracker.create(PROJECT, { title: 'Rotate keys', body: 'See.' }),
    ).toEqual({
      url: `${PROJECT}/issues/7`,
      title: 'Rotate keys',
      state: 'open',
    });
    expect(received).toEqual([
      {
        method: 'POST',
        url: '/repos/acme/pay/issues',
        authorization: 'Bearer portal-token',
        body: JSON.stringify({ title: 'Rotate keys', body: 'See.' }),
      },
    ]);
  });

  it('follows the state of an issue', async () => {
    const tracker = await connect();
    answer = json(200, issue({ state: 'closed' }));
    expect(
      await tracker.read(PROJECT, `${HOST}/Acme/pay/issues/7?tab=1#note`),
    ).toEqual({ title: 'Rotate keys', state: 'closed' });
    expect(received).toMatchObject([
      { method: 'GET', url: '/repos/acme/pay/issues/7' },
    ]);
  });

  it.each([
    `${HOST}/acme/secret/issues/7`,
    `${PROJECT}/issues/0`,
    `${PROJECT}/issues/7/../../../other/issues/1`,
    `${PROJECT}/pull/7`,
    'https://elsewhere.example.com/acme/pay/issues/7',
    'https://ghe.example.com@elsewhere.example.com/acme/pay/issues/7',
    'nothing',
  ])('asks nobody about %s', async url => {
    const tracker = await connect();
    expect(await tracker.read(PROJECT, url)).toBeUndefined();
    expect(received).toEqual([]);
  });

  it.each([
    [401, 'not accepted'],
    [403, 'may not do this'],
    [404, 'may not see it'],
    [410, 'switched off'],
    [422, 'invalid'],
    [500, 'GitHub failed'],
  ])(
    'says what HTTP %d means, and not what the body says',
    async (status, words) => {
      const tracker = await connect();
      answer = json(status, { message: 'internal detail' });
      const reading = tracker.read(PROJECT, `${PROJECT}/issues/7`);
      await expect(reading).rejects.toThrow(words);
      await expect(reading).rejects.not.toThrow('internal detail');
    },
  );

  it('does not follow a redirect with the token', async () => {
    const tracker = await connect();
    answer = response => {
      response.writeHead(301, { location: `${apiBaseUrl}/repositories/1` });
      response.end();
    };
    await expect(tracker.read(PROJECT, `${PROJECT}/issues/7`)).rejects.toThrow(
      'has moved',
    );
    expect(received).toHaveLength(1);
  });

  it('refuses an answer that is no issue', async () => {
    const tracker = await connect();
    answer = json(200, { state: 'merged' });
    await expect(tracker.read(PROJECT, `${PROJECT}/issues/7`)).rejects.toThrow(
      'no issue',
    );
  });
});
