import { spawnSync } from 'child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import { parse } from 'yaml';
import { runCommand } from './__testUtils__/runCommand';

const model = `productRisk: '1'
title: Shop
elements:
  - { id: api, name: API, kind: process }
  - { id: db, name: Database, kind: datastore }
flows:
  - { id: query, name: Query, from: api, to: db }
threats:
  - { id: t1, title: Injection, on: api, severity: high, categories: [CWE-89, tampering] }
  - { id: t2, title: Leak, on: db, severity: low, status: mitigated, mitigations: [wall] }
  - { id: t3, title: Loss, reviewed: false, ticket: SHOP-1 }
mitigations:
  - { id: wall, title: A wall, state: implemented }
colour: red
`;

let folder: string;
const path = (name: string) => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'product-risk-'));
  writeFileSync(path('model.yaml'), model);
  writeFileSync(
    path('two.yaml'),
    `${model}---\n${model.replace('Shop', 'Bank')}`,
  );
  writeFileSync(path('broken.json'), '{\n  "summary": {},\n  "detail": [\n}\n');
  writeFileSync(
    path('shape.json'),
    '{"summary":{"title":"x"},"detail":{"diagrams":[{"cells":7}]}}',
  );
  writeFileSync(path('empty.json'), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

const summary = {
  file: '',
  format: 'native',
  formatVersion: '1',
  title: 'Shop',
  elements: 2,
  dataFlows: 1,
  findings: 3,
  findingsByStatus: { open: 2, mitigated: 1 },
  findingsBySeverity: { high: 1, low: 1, unknown: 1 },
  mitigations: 1,
  mitigationsByStatus: { implemented: 1 },
  reviewedRatio: 0.6667,
  warnings: [
    {
      code: 'unknown-key',
      message: expect.stringContaining('"colour"'),
      path: '/colour',
    },
  ],
};

describe('product-risk inspect', () => {
  it('prints one model as one object', async () => {
    const { code, out } = await runCommand([
      'inspect',
      path('model.yaml'),
      '--json',
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({ ...summary, file: path('model.yaml') });
  });

  it('reads standard input', async () => {
    const { code, out } = await runCommand(['inspect', '-', '--json'], {
      input: model,
    });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({ ...summary, file: 'standard input' });
  });

  it('gives one object for each model of a file, with its name', async () => {
    const { out } = await runCommand(['inspect', path('two.yaml'), '--json']);
    expect(JSON.parse(out)).toMatchObject([
      { file: path('two.yaml'), model: 'Shop', title: 'Shop', findings: 3 },
      { file: path('two.yaml'), model: 'Bank', title: 'Bank', findings: 3 },
    ]);
  });

  it('names what is wrong with unusable files, and inspects the others', async () => {
    const files = ['broken.json', 'shape.json', 'empty.json', 'none.json'];
    const { code, out } = await runCommand([
      'inspect',
      ...files.map(path),
      folder,
      path('model.yaml'),
      '--json',
    ]);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual([
      {
        file: path('broken.json'),
        error: {
          code: 'syntax',
          message: expect.stringContaining('line 4, column 1'),
          line: 4,
          column: 1,
        },
      },
      {
        file: path('shape.json'),
        error: {
          code: 'invalid-structure',
          message: expect.stringContaining('must be a list'),
          line: 1,
          column: expect.any(Number),
          path: '/detail/diagrams/0/cells',
        },
      },
      {
        file: path('empty.json'),
        error: { code: 'empty-file', message: expect.any(String) },
      },
      {
        file: path('none.json'),
        error: {
          code: 'not-found',
          message: expect.stringContaining('no such file'),
        },
      },
      {
        file: folder,
        error: { code: 'unreadable', message: expect.any(String) },
      },
      { ...summary, file: path('model.yaml') },
    ]);
  });

  it('is readable for people, categories and places included', async () => {
    const { code, out, err } = await runCommand([
      'inspect',
      path('none.json'),
      path('model.yaml'),
    ]);
    expect(code).toBe(1);
    expect(err).toContain('no such file');
    expect(out).toContain(`${path('model.yaml')}: Shop\n`);
    expect(out).toContain('2 elements, 1 data flow\n');
    expect(out).toContain('3 · 2 open, 1 mitigated · 1 high, 1 low, 1 unknown');
    expect(out).toContain('CWE-89 1, STRIDE tampering 1');
    expect(out).toContain('67 %');
    expect(out).toContain('! unknown-key: line 14, column 1: ');
  });

  it('takes the format from the user', async () => {
    const { code, out } = await runCommand(
      ['inspect', '-', '--json', '--format', 'threagile'],
      { input: '[]' },
    );
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      format: 'threagile',
      findings: 0,
      reviewedRatio: null,
    });
  });
});

describe('product-risk convert', () => {
  it.each(['native', 'otm', 'threat-dragon-v2'])(
    'writes %s that can be inspected again',
    async format => {
      const { code, out } = await runCommand([
        'convert',
        path('model.yaml'),
        '--to',
        format,
      ]);
      expect(code).toBe(0);
      const inspected = await runCommand(['inspect', '-', '--json'], {
        input: out,
      });
      expect(inspected.code).toBe(0);
      expect(JSON.parse(inspected.out)).toMatchObject({ format, findings: 3 });
    },
  );

  it('says on stderr what the target cannot hold', async () => {
    const { err } = await runCommand([
      'convert',
      path('model.yaml'),
      '--to',
      'otm',
    ]);
    expect(err).toContain('not in otm: Tickets of findings. (tickets)');
    expect(err).toContain('warning: line 14: ');
  });

  it('writes CSV to a file, and nothing to standard output', async () => {
    const target = path('out.csv');
    const { code, out } = await runCommand([
      'convert',
      path('model.yaml'),
      '--to',
      'csv',
      '-o',
      target,
    ]);
    expect(code).toBe(0);
    expect(out).toBe('');
    expect(readFileSync(target, 'utf8').split('\r\n')).toHaveLength(5);
  });

  it('converts one model of several', async () => {
    const several = ['convert', path('two.yaml'), '--to', 'native'];
    const unnamed = await runCommand(several);
    expect(unnamed.code).toBe(2);
    expect(unnamed.err).toContain('1 "Shop", 2 "Bank"');
    for (const name of ['Bank', '2']) {
      const { code, out } = await runCommand([...several, '--model', name]);
      expect(code).toBe(0);
      expect(parse(out)).toMatchObject({ title: 'Bank' });
    }
    expect((await runCommand([...several, '--model', 'X'])).code).toBe(2);
  });

  it.each([
    [['none.json', '--to', 'otm'], 1],
    [['broken.json', '--to', 'otm'], 1],
    [['model.yaml', '--to', 'pdf'], 2],
    [['model.yaml'], 2],
    [['model.yaml', '--to', 'otm', '-o', 'no/such/folder/x'], 1],
  ])('ends %j with %d', async ([file, ...args], code) => {
    const result = await runCommand([
      'convert',
      path(file),
      ...args.map(arg => (arg.includes('/') ? path(arg) : arg)),
    ]);
    expect(result.code).toBe(code);
    expect(result.err).not.toBe('');
  });
});

describe('the built command', () => {
  const root = resolve(__dirname, '..');
  const node = (...args: string[]) =>
    spawnSync(process.execPath, args, {
      encoding: 'utf8',
      input: model,
      // Nothing of this process: neither its loaders nor its modules.
      env: { PATH: process.env.PATH },
      cwd: tmpdir(),
    });

  beforeAll(() => {
    const { status, stderr } = node(join(root, 'scripts/build.mjs'));
    if (status !== 0) {
      throw new Error(`The command cannot be built: ${stderr}`);
    }
  }, 60_000);

  it('runs with plain Node.js', () => {
    const { status, stdout } = node(
      join(root, 'bin/product-risk'),
      'inspect',
      '-',
      '--json',
    );
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ ...summary, file: 'standard input' });
  });

  it('says how it is used', () => {
    const { status, stdout } = node(join(root, 'bin/product-risk'), '--help');
    expect(status).toBe(0);
    expect(stdout).toContain('inspect');
    expect(node(join(root, 'bin/product-risk'), 'dance').status).toBe(2);
  });
});
