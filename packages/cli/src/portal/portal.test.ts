import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { importResult } from '../__testUtils__/answers';
import { answeringPortal, token } from '../__testUtils__/answeringPortal';
import { runCommand } from '../__testUtils__/runCommand';
import { Answer, startPortal } from '../__testUtils__/startPortal';

const model = "productRisk: '1'\ntitle: Shop\n";

const portal = answeringPortal();
let folder: string;
let file: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'product-risk-'));
  file = join(folder, 'model.yaml');
  writeFileSync(file, model);
});
afterAll(() => rmSync(folder, { recursive: true }));

const push = (...more: string[]) =>
  portal.run([
    'push',
    'orders',
    file,
    '--entity',
    'Component:default/Orders',
    ...more,
  ]);

describe('product-risk push', () => {
  it('sends the bytes of the file and says what came of it', async () => {
    portal.answer = { body: importResult() };
    const { code, out, err } = await push('--format', 'native');

    expect(portal.requests).toEqual([
      {
        method: 'PUT',
        path: '/api/risk/push/orders',
        query: {
          entity: 'component:default/orders',
          fileName: 'model.yaml',
          format: 'native',
        },
        authorization: `Bearer ${token}`,
        contentType: 'application/octet-stream',
        body: model,
      },
    ]);
    expect(out).toBe(
      'orders: applied; 3 created, 2 changed, 0 reopened, 1 absent, 4 unchanged\n',
    );
    expect(err).toBe('');
    expect(code).toBe(0);
  });

  it('reads standard input, and the address from the environment', async () => {
    portal.answer = { body: importResult() };
    const { code } = await runCommand(
      ['push', 'orders', '-', '--entity', 'component:default/orders'],
      {
        input: model,
        variables: { RISK_TOKEN: token, RISK_URL: `${portal.url}/api/risk/` },
      },
    );
    expect(code).toBe(0);
    expect(portal.requests[0]).toMatchObject({
      path: '/api/risk/push/orders',
      query: { entity: 'component:default/orders' },
      body: model,
    });
  });

  it('repeats the warnings of the portal with their lines', async () => {
    portal.answer = {
      body: importResult({
        warnings: [{ code: 'unknown-key', message: 'Odd.', line: 4 }],
      }),
    };
    const { err } = await push();
    expect(err).toBe('warning: line 4: Odd. (unknown-key)\n');
  });

  it('fails when the import is held back, unless that is allowed', async () => {
    portal.answer = {
      body: importResult({ status: 'quarantined', reason: 'All would go' }),
    };
    const held = await push();
    expect(held.code).toBe(1);
    expect(held.err).toContain('All would go');
    expect((await push('--allow-quarantine')).code).toBe(0);
  });

  it('does not call the portal for a file that is not there', async () => {
    const { code, err } = await portal.run([
      'push',
      'orders',
      join(folder, 'none.yaml'),
      '--entity',
      'component:default/orders',
    ]);
    expect(code).toBe(1);
    expect(err).toContain('no such file');
    expect(portal.requests).toEqual([]);
  });
});

describe('a portal that does not do its part', () => {
  const refusal = (status: number): Answer => ({
    status,
    body: { error: { name: 'Error', message: 'Because of that.' } },
  });

  it.each([
    [400, 2, 'does not understand'],
    [401, 3, 'Check RISK_TOKEN'],
    [403, 3, 'risk.push.subjects'],
    [404, 3, 'Check the ref'],
    [409, 3, 'Try again'],
    [413, 1, 'too large'],
    [422, 1, 'cannot be imported'],
    [429, 3, 'Try again later'],
    [500, 3, 'The portal failed'],
    [503, 3, 'The portal failed'],
  ])('refuses with %d: exit code %d', async (status, code, message) => {
    portal.answer = refusal(status);
    const result = await push();
    expect(result.code).toBe(code);
    expect(result.err).toContain(message);
    expect(result.err).toContain('Because of that.');
    expect(result.err).not.toContain(token);
  });

  it('sends neither token nor model to another address', async () => {
    const other = await startPortal(() => ({ body: importResult() }));
    portal.answer = {
      status: 307,
      headers: { location: `${other.url}/api/risk` },
    };
    const { code } = await push();
    expect(code).toBe(3);
    expect(other.requests).toEqual([]);
    await other.stop();
  });

  it('is no portal at all', async () => {
    portal.answer = {
      headers: { 'content-type': 'text/html' },
      body: '<html></html>',
    };
    const { code, err } = await push();
    expect(code).toBe(3);
    expect(err).toContain('not as Product Risk does');
  });

  it('answers something else than documented', async () => {
    portal.answer = { body: { worst: 'low' } };
    const { code, err } = await portal.run([
      'gate',
      '--entity',
      'component:default/orders',
      '--max-level',
      'high',
    ]);
    expect(code).toBe(3);
    expect(err).toContain('something else than its API documents');
  });

  it('does not answer in time', async () => {
    portal.answer = { never: true };
    const { code, err } = await push('--timeout', '0.2');
    expect(code).toBe(3);
    expect(err).toContain('did not answer within 0.2 seconds');
  });

  it('is not there', async () => {
    await portal.stop();
    const { code, err } = await push();
    expect(code).toBe(3);
    expect(err).toContain('cannot be reached (ECONNREFUSED)');
  });
});

describe('the address and the token', () => {
  const gate = ['gate', '--entity', 'component:default/a', '--no-unrated'];

  it.each([
    [[], { RISK_TOKEN: token }, 'Give --url, or set RISK_URL'],
    [['--url', 'portal'], { RISK_TOKEN: token }, 'is no URL'],
    [['--url', 'ftp://portal'], { RISK_TOKEN: token }, 'must begin with https'],
    [
      ['--url', 'https://u:p@portal'],
      { RISK_TOKEN: token },
      'holds credentials',
    ],
    [['--url', 'https://portal'], {}, 'RISK_TOKEN'],
    [['--url', 'https://portal'], { RISK_TOKEN: 'a b' }, 'no token has'],
    [
      ['--url', 'https://portal', '--token', 'x'],
      {},
      "unknown option '--token'",
    ],
  ])('refuses %j', async (args, variables, message) => {
    const { code, err } = await runCommand([...gate, ...args], {
      variables: { ...variables },
    });
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});
