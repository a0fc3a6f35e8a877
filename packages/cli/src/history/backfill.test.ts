import { execFileSync } from 'child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { importResult } from '../__testUtils__/answers';
import { runCommand } from '../__testUtils__/runCommand';
import {
  Answer,
  ReceivedRequest,
  startPortal,
} from '../__testUtils__/startPortal';

let folder: string;
let portal: Awaited<ReturnType<typeof startPortal>>;
let answer: (request: ReceivedRequest) => Answer;

const git = (...args: string[]) =>
  execFileSync(
    'git',
    ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com', ...args],
    { cwd: folder, stdio: 'pipe' },
  );

function commit(date: string) {
  git('add', '--all');
  execFileSync(
    'git',
    [
      '-c',
      'user.name=Ann',
      '-c',
      'user.email=ann@example.com',
      'commit',
      '--allow-empty',
      '-m',
      'Change',
    ],
    {
      cwd: folder,
      stdio: 'pipe',
      env: {
        ...process.env,
        GIT_AUTHOR_DATE: '2020-01-01T00:00:00Z',
        GIT_COMMITTER_DATE: date,
      },
    },
  );
}

const model = (title: string) => `productRisk: '1'\ntitle: ${title}\n`;
const write = (name: string, text: string) =>
  writeFileSync(join(folder, name), text);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'product-risk-'));
  answer = () => ({ body: importResult() });
  portal = await startPortal(request => answer(request));
});

afterEach(async () => {
  await portal.stop();
  rmSync(folder, { recursive: true });
});

/** A model with a rename, a change of its mode, and a broken version. */
function repository() {
  git('init', '--quiet');
  write('über alles.yaml', model('One'));
  commit('2026-01-01T10:00:00+02:00');
  mkdirSync(join(folder, 'docs'));
  git('mv', 'über alles.yaml', 'docs/model.yaml');
  commit('2026-02-01T10:00:00Z');
  write('docs/model.yaml', `${model('One')}# now in English\n`);
  commit('2026-03-01T10:00:00Z');
  write('other.yaml', model('Other'));
  commit('2026-03-15T10:00:00Z');
  // A clock that went wrong, or a rebase.
  write('docs/model.yaml', `${model('One')}# three\n`);
  commit('2026-02-20T10:00:00Z');
  write('docs/model.yaml', `${model('One')}# four\n`);
  commit('2026-04-01T10:00:00Z');
}

const backfill = (...more: string[]) =>
  runCommand(
    [
      'backfill',
      'orders',
      join(folder, 'docs/model.yaml'),
      '--entity',
      'component:default/orders',
      '--url',
      portal.url,
      ...more,
    ],
    { variables: { RISK_TOKEN: 'secret-token' } },
  );

const pushed = () =>
  portal.requests.map(({ path, query, body }) => [
    path,
    query.asOf,
    query.fileName,
    body.split('\n').at(-2),
  ]);

describe('product-risk backfill', () => {
  it('pushes each version as of its commit, from the oldest, through renames', async () => {
    repository();
    const { code, out, err } = await backfill();

    expect(err).toBe('');
    expect(pushed()).toEqual([
      [
        '/api/risk/push/orders',
        '2026-01-01T08:00:00.000Z',
        'über alles.yaml',
        'title: One',
      ],
      [
        '/api/risk/push/orders',
        '2026-03-01T10:00:00.000Z',
        'model.yaml',
        '# now in English',
      ],
      [
        '/api/risk/push/orders',
        '2026-03-01T10:00:00.000Z',
        'model.yaml',
        '# three',
      ],
      [
        '/api/risk/push/orders',
        '2026-04-01T10:00:00.000Z',
        'model.yaml',
        '# four',
      ],
    ]);
    expect(out).toContain('orders: 4 versions brought in\n');
    expect(code).toBe(0);
  });

  it('leaves out what the portal cannot read, and goes on', async () => {
    repository();
    answer = ({ body }) =>
      body.includes('three')
        ? {
            status: 422,
            body: { error: { message: 'line 3: Odd.' }, response: {} },
          }
        : { body: importResult() };
    const { code, out, err } = await backfill();
    expect(err).toMatch(/^warning: 2026-03-01.* is left out\. .*line 3: Odd\./);
    expect(out).toContain('3 versions brought in, 1 left out');
    expect(code).toBe(0);
  });

  it('stops where the portal refuses', async () => {
    repository();
    answer = () => ({
      status: 409,
      body: {
        error: { message: 'It has been imported live.' },
        response: { statusCode: 409 },
      },
    });
    const { code, err } = await backfill();
    expect(portal.requests).toHaveLength(1);
    expect(err).toContain('It has been imported live.');
    expect(code).toBe(3);
  });

  it('lists without calling, and leaves older versions out', async () => {
    repository();
    const { code, out } = await backfill('--dry-run', '--since', '2026-02-01');
    expect(portal.requests).toEqual([]);
    expect(out.split('\n')).toHaveLength(5);
    expect(out).toContain('3 versions to bring in');
    expect(code).toBe(0);
  });

  it('says what is missing: repository, commit, file', async () => {
    const outside = await backfill();
    expect(outside.code).toBe(1);
    expect(outside.err).toContain('git cannot be run in');
    mkdirSync(join(folder, 'docs'));
    const noRepository = await backfill();
    expect(noRepository.code).toBe(1);
    expect(noRepository.err).toContain('clone of the repository');
    git('init', '--quiet');
    write('other.yaml', model('Other'));
    commit('2026-01-01T10:00:00Z');
    const unknown = await backfill();
    expect(unknown.code).toBe(1);
    expect(unknown.err).toContain('no commit has this file');
    expect(portal.requests).toEqual([]);
  });

  it('takes no standard input', async () => {
    const { code, err } = await runCommand([
      'backfill',
      'orders',
      '-',
      '--entity',
      'component:default/orders',
    ]);
    expect(code).toBe(2);
    expect(err).toContain('Standard input has no history');
  });
});

describe('product-risk push --as-of', () => {
  const push = (date: string) => {
    write('model.yaml', model('One'));
    return runCommand(
      [
        'push',
        'orders',
        join(folder, 'model.yaml'),
        '--entity',
        'component:default/orders',
        '--url',
        portal.url,
        '--as-of',
        date,
      ],
      { variables: { RISK_TOKEN: 'secret-token' } },
    );
  };

  it.each([
    ['2026-03-31', '2026-03-31'],
    ['2026-03-31T10:00:00+02:00', '2026-03-31T08:00:00.000Z'],
    ['2026-03-31T10:00Z', '2026-03-31T10:00:00.000Z'],
  ])('sends %s as %s', async (date, asOf) => {
    expect((await push(date)).code).toBe(0);
    expect(portal.requests[0].query).toMatchObject({ asOf });
  });

  it.each(['yesterday', '2026-02-30', '31.3.2026', '2026-03-31T10:00:00'])(
    'does not guess what %s means',
    async date => {
      const { code, err } = await push(date);
      expect(code).toBe(2);
      expect(err).toContain('It must be a day such as');
      expect(portal.requests).toEqual([]);
    },
  );
});
