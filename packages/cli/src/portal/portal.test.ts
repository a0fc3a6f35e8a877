import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { entityRisk, importResult, scorecard } from '../__testUtils__/answers';
import { runCommand } from '../__testUtils__/runCommand';
import { Answer, startPortal } from '../__testUtils__/startPortal';

const token = 'secret-token';
const model = "productRisk: '1'\ntitle: Shop\n";

let folder: string;
let file: string;
let portal: Awaited<ReturnType<typeof startPortal>>;
let answer: Answer;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'product-risk-'));
  file = join(folder, 'model.yaml');
  writeFileSync(file, model);
});
afterAll(() => rmSync(folder, { recursive: true }));

beforeEach(async () => {
  answer = {};
  portal = await startPortal(() => answer);
});
afterEach(() => portal.stop());

const runOn = (args: string[], input?: string) =>
  runCommand([...args, '--url', portal.url], {
    input,
    variables: { RISK_TOKEN: token },
  });

const push = (...more: string[]) =>
  runOn([
    'push',
    'orders',
    file,
    '--entity',
    'Component:default/Orders',
    ...more,
  ]);

const gateEntity = (...more: string[]) =>
  runOn(['gate', '--entity', 'component:default/orders', ...more]);

const gateProduct = (...more: string[]) =>
  runOn(['gate', '--product', 'system:default/shop', ...more]);

describe('product-risk push', () => {
  it('sends the bytes of the file and says what came of it', async () => {
    answer = { body: importResult() };
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
    answer = { body: importResult() };
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
    answer = {
      body: importResult({
        warnings: [{ code: 'unknown-key', message: 'Odd.', line: 4 }],
      }),
    };
    const { err } = await push();
    expect(err).toBe('warning: line 4: Odd. (unknown-key)\n');
  });

  it('fails when the import is held back, unless that is allowed', async () => {
    answer = {
      body: importResult({ status: 'quarantined', reason: 'All would go' }),
    };
    const held = await push();
    expect(held.code).toBe(1);
    expect(held.err).toContain('All would go');
    expect((await push('--allow-quarantine')).code).toBe(0);
  });

  it('does not call the portal for a file that is not there', async () => {
    const { code, err } = await runOn([
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

describe('product-risk verify-log', () => {
  const hash = 'ab'.repeat(32);
  const head = { seq: 7, hash, head: `7:${hash}` };
  const kept = `5:${'cd'.repeat(32)}`;
  const verify = (...more: string[]) => runOn(['verify-log', ...more]);

  it('says that the log is whole, and prints the head to keep', async () => {
    answer = { body: { ok: true, head } };
    const { code, out } = await verify();
    expect(code).toBe(0);
    expect(out).toBe(`The decision log is whole.\nhead 7:${hash}\n`);
    expect(portal.requests[0]).toMatchObject({
      method: 'GET',
      path: '/api/risk/decision-log/verification',
      query: {},
      authorization: `Bearer ${token}`,
    });
  });

  it('asks for the head that was kept', async () => {
    answer = { body: { ok: true, head } };
    const { code, out } = await verify('--expect', kept);
    expect(code).toBe(0);
    expect(out).toContain('contains the head that was kept');
    expect(portal.requests[0].query).toEqual({ expect: kept });
  });

  it('fails at the first entry that does not fit', async () => {
    const problem = {
      seq: 5,
      text: 'Entry 5 was changed after it was written',
    };
    answer = { body: { ok: false, head, problem } };
    const words = await verify('--expect', kept);
    expect(words.code).toBe(1);
    expect(words.out).toContain('broken at entry 5: Entry 5 was changed');

    const { code, out } = await verify('--expect', kept, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      ok: false,
      head: head.head,
      expected: kept,
      problem,
    });
  });

  it.each(['', '7', `7:${hash.slice(1)}`, `x:${hash}`])(
    'does not ask about %j, which is no head',
    async expected => {
      const { code, err } = await verify('--expect', expected);
      expect(code).toBe(2);
      expect(err).toContain('64 hexadecimal digits');
      expect(portal.requests).toEqual([]);
    },
  );

  it.each([
    [{ status: 403, body: {} }, 'may not do this'],
    [{ body: { ok: 'yes' } }, 'something else than its API'],
  ])('does not take %j for a whole log', async (given, words) => {
    answer = given;
    const { code, err } = await verify();
    expect(code).toBe(3);
    expect(err).toContain(words);
  });
});

describe('product-risk gate', () => {
  it.each([
    [['--max-level', 'high'], 0],
    [['--max-level', 'medium'], 1],
    [['--max-level', 'none'], 1],
    [['--max-exposure', '4.5'], 0],
    [['--max-exposure', '4.4999'], 1],
    [['--no-unrated'], 1],
    [['--no-quarantine'], 0],
    [['--max-level', 'critical', '--max-exposure', '1'], 1],
  ])('of an entity with %j ends with %d', async (criteria, code) => {
    answer = { body: entityRisk() };
    const result = await gateEntity(...criteria);
    expect(result.code).toBe(code);
    expect(portal.requests[0]).toMatchObject({
      method: 'GET',
      path: '/api/risk/entities/component/default/orders',
      authorization: `Bearer ${token}`,
    });
  });

  it('is not met by sources that are held back', async () => {
    answer = {
      body: entityRisk({
        failedSources: [
          {
            id: '0b6a7c2e-4b7e-4c5d-9a53-3f1f0c8a1d11',
            location: 'push:orders',
            state: 'quarantined',
          },
        ],
      }),
    };
    const { code, out } = await gateEntity('--no-quarantine');
    expect(code).toBe(1);
    expect(out).toContain('FAIL  no-quarantine: 1 sources');
  });

  it('takes not assessed for unknown, never for safe', async () => {
    answer = {
      body: entityRisk({
        assessed: false,
        worst: undefined,
        risks: { critical: 0, high: 0, medium: 0, low: 0, unrated: 0 },
      }),
    };
    const { code, out } = await gateEntity('--max-level', 'none');
    expect(code).toBe(1);
    expect(out).toContain('not assessed');
    expect(
      (await gateEntity('--max-level', 'none', '--allow-unassessed')).code,
    ).toBe(0);
  });

  it('checks a product by its scorecard', async () => {
    answer = { body: scorecard() };
    const { code, out } = await gateProduct(
      '--max-level',
      'critical',
      '--max-exposure',
      '11.9',
      '--no-quarantine',
      '--json',
    );
    expect(portal.requests[0].path).toBe(
      '/api/risk/products/system/default/shop',
    );
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      subject: 'system:default/shop',
      met: false,
      checks: [
        expect.objectContaining({ check: 'assessed', met: true }),
        expect.objectContaining({ check: 'max-level', met: true }),
        {
          check: 'max-exposure',
          met: false,
          message: 'exposure 12 points a year, at most 11.9 passes',
        },
        expect.objectContaining({ check: 'no-quarantine', met: false }),
      ],
    });
  });

  it.each([
    ['within', 0],
    ['running-out', 0],
    ['not-started', 0],
    ['exhausted', 1],
    ['no-target', 1],
    ['not-assessed', 1],
  ] as const)('with a budget that is %s ends with %d', async (state, code) => {
    answer = {
      body: scorecard({ budget: { state, sentence: `The budget: ${state}.` } }),
    };
    const result = await gateProduct('--budget');
    expect(result.code).toBe(code);
    expect(result.out).toContain(`The budget: ${state}.`);
  });

  it('says when the portal knows no budget', async () => {
    answer = { body: scorecard() };
    const { code, out } = await gateProduct('--budget');
    expect(code).toBe(1);
    expect(out).toContain('says nothing about a budget');
  });

  it.each([
    [['--max-level', 'high'], 'Name either'],
    [
      [
        '--entity',
        'component:default/a',
        '--product',
        'system:default/b',
        '--no-unrated',
      ],
      'Name either',
    ],
    [['--entity', 'component:default/a'], 'Say what has to hold'],
    [['--entity', 'orders', '--no-unrated'], 'full entity ref'],
    [
      ['--entity', 'component:default/a', '--budget'],
      '--budget needs --product',
    ],
    [
      ['--entity', 'component:default/a', '--max-level', 'huge'],
      'Allowed choices',
    ],
    [['--entity', 'component:default/a', '--max-exposure', '-1'], '0 or more'],
    [
      ['--entity', 'component:default/a', '--timeout', 'x'],
      'number of seconds',
    ],
  ])('refuses %j', async (args, message) => {
    const { code, err } = await runOn(['gate', ...args]);
    expect(err).toContain(message);
    expect(code).toBe(2);
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
    answer = refusal(status);
    const result = await push();
    expect(result.code).toBe(code);
    expect(result.err).toContain(message);
    expect(result.err).toContain('Because of that.');
    expect(result.err).not.toContain(token);
  });

  it('sends neither token nor model to another address', async () => {
    const other = await startPortal(() => ({ body: importResult() }));
    answer = { status: 307, headers: { location: `${other.url}/api/risk` } };
    const { code } = await push();
    expect(code).toBe(3);
    expect(other.requests).toEqual([]);
    await other.stop();
  });

  it('is no portal at all', async () => {
    answer = {
      headers: { 'content-type': 'text/html' },
      body: '<html></html>',
    };
    const { code, err } = await push();
    expect(code).toBe(3);
    expect(err).toContain('not as Product Risk does');
  });

  it('answers something else than documented', async () => {
    answer = { body: { worst: 'low' } };
    const { code, err } = await gateEntity('--max-level', 'high');
    expect(code).toBe(3);
    expect(err).toContain('something else than its API documents');
  });

  it('does not answer in time', async () => {
    answer = { never: true };
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
