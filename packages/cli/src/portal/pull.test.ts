import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import {
  ModelExport,
  ModelSummary,
} from '@product-risk/backstage-plugin-risk-common';
import { entityRisk } from '../__testUtils__/answers';
import { runCommand } from '../__testUtils__/runCommand';
import { Answer, startPortal } from '../__testUtils__/startPortal';

const idOf = (digit: number) => `0b6a7c2e-4b7e-4c5d-9a53-3f1f0c8a1d0${digit}`;

const modelOf = (digit: number, title: string): ModelSummary => ({
  id: idOf(digit),
  kind: 'threat-model',
  title,
  format: 'native',
  sourceId: idOf(9),
  changedAt: '2026-11-25T08:00:00.000Z',
  elements: 2,
  findings: 3,
  unmapped: 0,
  warnings: 0,
  staleReasons: [],
});

const fileWith = (changes: Partial<ModelExport> = {}): ModelExport => ({
  fileName: '../../orders.product-risk.yaml',
  mediaType: 'application/yaml',
  text: "productRisk: '1'\ntitle: Orders\n",
  lost: [],
  hidden: { elements: 0, findings: 0 },
  ...changes,
});

let folder: string;
let portal: Awaited<ReturnType<typeof startPortal>>;
let models: ModelSummary[];
let exported: Answer;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'product-risk-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

beforeEach(async () => {
  models = [modelOf(1, 'Orders')];
  exported = { body: fileWith() };
  portal = await startPortal(({ path }) =>
    path.startsWith('/api/risk/models/')
      ? exported
      : { body: entityRisk({ models }) },
  );
});
afterEach(() => portal.stop());

const pull = (...args: string[]) =>
  runCommand(
    ['pull', 'Component:default/Orders', ...args, '--url', portal.url],
    {
      variables: { RISK_TOKEN: 'secret-token' },
    },
  );

describe('product-risk pull', () => {
  it('prints the model of the entity, as the portal has it', async () => {
    expect(await pull()).toMatchObject({
      code: 0,
      out: "productRisk: '1'\ntitle: Orders\n",
      err: '',
    });
    expect(portal.requests).toMatchObject([
      {
        method: 'GET',
        path: '/api/risk/entities/component/default/orders',
        authorization: 'Bearer secret-token',
      },
      {
        method: 'GET',
        path: `/api/risk/models/${idOf(1)}/export`,
        query: { format: 'native' },
      },
    ]);
  });

  it('writes to the file that it is told, whatever the portal calls it', async () => {
    const target = join(folder, 'out.yaml');
    const { code, out, written } = await pull('-o', target);
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect([...written.keys()]).toEqual([target]);
    expect(readFileSync(target, 'utf8')).toContain('title: Orders');
  });

  it('says what the format and the permissions leave out', async () => {
    exported = {
      body: fileWith({
        lost: [{ code: 'tickets', message: 'Tickets of findings.' }],
        hidden: { elements: 1, findings: 2 },
      }),
    };
    const { code, err } = await pull('--to', 'otm');
    expect(code).toBe(0);
    expect(err).toContain('not in otm: Tickets of findings. (tickets)\n');
    expect(err).toContain('1 element and 2 findings belong');
    expect(err).toContain('Do not push this');
    expect(portal.requests[1].query).toEqual({ format: 'otm' });
  });

  it('asks which model, where the entity has several', async () => {
    models = [modelOf(1, 'Orders'), modelOf(2, 'Refunds')];
    const unnamed = await pull();
    expect(unnamed.code).toBe(2);
    expect(unnamed.err).toContain('1 "Orders", 2 "Refunds"');
    for (const name of ['Refunds', '2']) {
      expect((await pull('--model', name)).code).toBe(0);
      expect(portal.requests[portal.requests.length - 1].path).toContain(
        idOf(2),
      );
    }
    expect((await pull('--model', 'X')).code).toBe(2);
  });

  it('has nothing to write where no model is', async () => {
    models = [];
    const { code, err } = await pull();
    expect(code).toBe(1);
    expect(err).toContain('no threat model of component:default/orders');
  });

  it.each<[string, Answer, number]>([
    ['refuses', { status: 403 }, 3],
    ['finds it too large', { status: 422 }, 1],
    ['answers something else', { body: { text: 3 } }, 3],
  ])('fails when the portal %s', async (_, answer, code) => {
    exported = answer;
    const result = await pull();
    expect(result).toMatchObject({ code, out: '' });
    expect(result.err).not.toBe('');
  });

  it.each([[['pull', 'orders']], [['pull']]])(
    'ends %j with 2 and calls nobody',
    async args => {
      const { code } = await runCommand([...args, '--url', portal.url], {
        variables: { RISK_TOKEN: 'secret-token' },
      });
      expect(code).toBe(2);
      expect(portal.requests).toEqual([]);
    },
  );
});
