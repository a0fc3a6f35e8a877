import { createTestDatabases } from '../../__testUtils__/databases';
import {
  API,
  bytesOf,
  CART,
  exposureOf,
  mirror,
  numbersOf,
  organisation,
  PAY,
  risksOf,
  SHOP,
  TestDocument,
  WEB,
  WriteSide,
  writeSide,
} from '../../__testUtils__/writeSide';
import { SnapshotTask } from '../../tasks/SnapshotTask';
import { FileAcceptances } from '../decisions/FileAcceptances';
import { ProductBudgets } from '../budgets/ProductBudgets';
import { mockServices } from '@backstage/backend-test-utils';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const USER = 'user:default/tom';

const at = (day: number) => new Date(Date.UTC(2026, 0, 1 + day, 12));

const findings = (...keys: string[]): TestDocument => ({
  findings: keys.map(key => ({ key })),
});

/** A model as it grew, day after day. */
const versions: TestDocument[] = [
  findings('a', 'b'),
  findings('a', 'b', 'c'),
  {
    findings: [
      { key: 'a', severity: 'critical' },
      { key: 'b', mitigations: [{ key: 'm', status: 'implemented' }] },
      { key: 'c' },
    ],
  },
  findings('a', 'c'),
  findings('a', 'b', 'c', 'd'),
];

describe.each(databases.ids)('HistoryImports (%s)', id => {
  let side: WriteSide;

  const prepared = async () => {
    // Live imports of some tests lose more than a person would let through.
    const fresh = writeSide(await databases.migrated(id), {
      policy: { quarantine: { share: 1 } },
    });
    await mirror(fresh.knex, organisation);
    return fresh;
  };
  const later = (days: number, on = side) => {
    for (let day = 0; day < days; day += 1) on.nextDay();
  };
  const push = (
    document: TestDocument,
    asOf?: Date,
    { entityRef = API, name = 'model' } = {},
  ) =>
    side.ingest.importPush(
      {
        name,
        entityRef,
        fileName: 'model.json',
        bytes: bytesOf(document),
        asOf,
      },
      USER,
    );
  const imports = () => side.knex('import').orderBy(['at', 'seq']);
  const trend = async () =>
    (await side.knex('snapshot').orderBy(['product_ref', 'day'])).map(row => [
      row.product_ref,
      row.day,
      Number(row.exposure),
      Boolean(row.backfilled),
    ]);

  beforeEach(async () => {
    side = await prepared();
  });

  it('leaves what importing each version on its day would have left', async () => {
    const live = await prepared();
    const inShort = async ({ knex }: WriteSide) => ({
      numbers: await numbersOf(knex),
      steps: (await knex('exposure_step').orderBy(['assessed_day', 'day'])).map(
        row => [row.assessed_day, row.day, Number(row.exposure)],
      ),
      assessed: await knex('entity_assessment'),
      categories: await knex('category_history').orderBy(['category', 'day']),
      states: (
        await knex({ s: 'risk_state' })
          .join({ r: 'risk' }, 'r.id', 's.risk_id')
          .orderBy('s.id')
          .select('r.title', 's.at', 's.exposure', 's.state', 's.cause')
      )
        .map(row => ({ ...row, exposure: Number(row.exposure) }))
        .sort((a, b) =>
          `${a.at} ${a.title}`.localeCompare(`${b.at} ${b.title}`),
        ),
      events: (
        await knex({ e: 'finding_event' })
          .join({ f: 'finding' }, 'f.id', 'e.finding_id')
          .select('f.key', 'e.at', 'e.kind')
      ).sort((a, b) =>
        `${a.at} ${a.key} ${a.kind}`.localeCompare(
          `${b.at} ${b.key} ${b.kind}`,
        ),
      ),
    });
    for (const version of versions) {
      await live.ingest.importPush(
        {
          name: 'model',
          entityRef: API,
          fileName: 'model.json',
          bytes: bytesOf(version),
        },
        USER,
      );
      live.nextDay();
    }

    later(30);
    for (const [day, version] of versions.entries()) {
      await push(version, at(day));
    }

    expect(await inShort(side)).toEqual(await inShort(live));
  });

  it('builds a trend that says that it was brought in, and goes on live', async () => {
    const snapshots = new SnapshotTask({
      database: side.knex,
      now: () => at(30),
    });
    later(30);
    // What was watched of a product without models must not cut the trend off.
    await side.knex('product_rollup').insert({
      product_ref: PAY,
      components: 2,
      updated_at: at(1).toISOString(),
    });
    await new SnapshotTask({ database: side.knex, now: () => at(2) }).run();

    await push(findings('a'), at(0));
    await push(findings('a', 'b'), at(3));
    await push(findings('b'), at(20));
    await push(findings('b', 'c', 'd'));
    await snapshots.run();

    expect(await trend()).toEqual([
      [PAY, '2026-01-01', 30_000, true],
      [PAY, '2026-01-04', 60_000, true],
      [PAY, '2026-01-21', 30_000, true],
      [PAY, '2026-01-31', 90_000, false],
    ]);
    expect(
      (await imports()).map(row => [row.at, row.status, row.backfilled_at]),
    ).toEqual([
      [at(0).toISOString(), 'applied', at(30).toISOString()],
      [at(3).toISOString(), 'applied', at(30).toISOString()],
      [at(20).toISOString(), 'applied', at(30).toISOString()],
      [at(30).toISOString(), 'applied', null],
    ]);
  });

  it('takes a version that loses everything: nobody has worked with it yet', async () => {
    later(9);
    await push(findings('a', 'b', 'c', 'd'), at(0));
    await push(findings(), at(1));
    expect(await exposureOf(side.knex, PAY)).toBe(0);
  });

  it('brings the same version in once', async () => {
    later(9);
    const first = await push(findings('a'), at(0));
    await push(findings('a', 'b'), at(1));

    expect(await push(findings('a'), at(0))).toEqual(first);
    expect(await imports()).toHaveLength(2);
    expect(await exposureOf(side.knex, PAY)).toBe(60_000);
  });

  it('refuses a moment in the future, and one too long ago', async () => {
    await expect(push(findings('a'), at(1))).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('lies in the future'),
    });
    await expect(
      push(findings('a'), new Date('1999-12-31')),
    ).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('too long ago'),
    });
    expect(await side.knex('source')).toEqual([]);
  });

  it('refuses to go back in the history of a product, whatever the source', async () => {
    later(9);
    await push(findings('a'), at(5));
    await expect(
      push(findings('x'), at(4), { entityRef: WEB, name: 'web' }),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('from the oldest to the newest'),
    });
    await push(findings('x'), at(4), { entityRef: CART, name: 'cart' });
    expect(await exposureOf(side.knex, SHOP)).toBe(30_000);
    expect((await side.knex('source').pluck('location')).sort()).toEqual([
      'cart',
      'model',
    ]);
  });

  it('refuses a history after the first live import of the product', async () => {
    await push(findings('a'), undefined, { entityRef: WEB, name: 'web' });
    later(9);
    await expect(push(findings('b'), at(5))).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining(
        `${PAY} has been imported live since ${at(0).toISOString()}`,
      ),
    });
  });

  it('refuses a model that names an entity of a product with live imports', async () => {
    await push(findings('a'), undefined, { entityRef: CART, name: 'cart' });
    later(9);
    const document = {
      elements: [{ id: 'e', entityRef: CART }],
      findings: [{ key: 'x', elementIds: ['e'] }],
    };
    await expect(push(document, at(5))).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.not.stringContaining(SHOP),
    });
    expect(await risksOf(side.knex, PAY)).toEqual([]);
    expect(await side.knex('source').pluck('location')).toEqual(['cart']);
  });

  it('is refused beside a risk that a person raised meanwhile', async () => {
    later(9);
    await push(findings('a'), at(1));
    const [risk] = await risksOf(side.knex, PAY);
    await side.risks.rate(
      risk.id,
      { likelihood: 5, impact: 5, comment: '' },
      USER,
    );
    await expect(push(findings('b'), at(5))).rejects.toMatchObject({
      name: 'ConflictError',
    });
  });

  it('refuses what belongs to no product, or is not in the mirror yet', async () => {
    await mirror(side.knex, [{ ref: 'component:default/alone' }]);
    later(9);
    await expect(
      push(findings('a'), at(1), { entityRef: 'component:default/alone' }),
    ).rejects.toMatchObject({ name: 'InputError' });
    await expect(
      push(findings('a'), at(1), { entityRef: 'component:default/new' }),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('Try again in a few minutes'),
    });
  });

  it('leaves nothing of a version that cannot be read', async () => {
    later(9);
    await expect(
      side.ingest.importPush(
        {
          name: 'model',
          entityRef: API,
          fileName: 'model.json',
          bytes: Buffer.from('{'),
          asOf: at(1),
        },
        USER,
      ),
    ).rejects.toMatchObject({ name: 'ImportRefusedError' });
    expect(await side.knex('source')).toEqual([]);
    expect(await imports()).toEqual([]);
  });

  it('goes on under another name, with the same findings and risks', async () => {
    later(9);
    await push(findings('a', 'b'), at(0), { name: 'history' });
    const before = await risksOf(side.knex, PAY);

    await side.ingest.importUpload(
      {
        entityRef: API,
        fileName: 'model.json',
        bytes: bytesOf(findings('a', 'b', 'c')),
      },
      USER,
    );

    const after = await risksOf(side.knex, PAY);
    expect(after.map(row => row.id)).toEqual(
      expect.arrayContaining(before.map(row => row.id)),
    );
    expect(after).toHaveLength(3);
    const attached = await side
      .knex('attachment')
      .join('source', 'source.id', 'attachment.source_id')
      .whereNull('detached_at')
      .pluck('source.method');
    expect(attached).toEqual(['upload']);
  });

  it('asks no owner about what old versions accept', async () => {
    const decisions = { openFromFile: jest.fn() };
    const acceptances = new FileAcceptances({
      database: side.knex,
      decisions,
      logger: mockServices.logger.mock(),
    });
    const accepted: TestDocument = {
      findings: [{ key: 'a', status: 'accepted' }],
    };
    later(9);
    await push(accepted, at(0));
    await acceptances.openAll();
    expect(decisions.openFromFile).not.toHaveBeenCalled();

    await push(accepted);
    await acceptances.openAll();
    expect(decisions.openFromFile).toHaveBeenCalledTimes(1);
  });

  it('raises no alert of a budget about days that nobody watched', async () => {
    const alertAfter = async (day: number) => {
      const budgets = new ProductBudgets({
        db: side.knex,
        config: side.config,
        now: () => at(day),
      });
      return (await budgets.summariesOf([PAY])).get(PAY)?.alert;
    };
    await side.knex('budget_target').insert({
      product_ref: PAY,
      at: at(0).toISOString(),
      actor: USER,
      method: 'set',
      steps: JSON.stringify([{ day: '2026-01-01', exposure: 1_000 }]),
      reason: 'The least of all',
    });
    later(150);
    await push(findings('a', 'b'), at(0));
    expect(await alertAfter(150)).toBeUndefined();
    await push(findings('a', 'b'));
    expect(await alertAfter(152)).toBeUndefined();
    expect(await alertAfter(154)).toBe('urgent');
  });

  it('brings in what modules know of annotated models, before the first read', async () => {
    const home = 'https://github.com/acme/pay/blob/main';
    const tree = 'https://github.com/acme/pay/tree/main/model.json';
    await side
      .knex('entity')
      .where({ ref: API })
      .update({
        annotations: JSON.stringify({
          'product-risk/threat-model': './model.json',
          'backstage.io/managed-by-location': `url:${home}/catalog-info.yaml`,
        }),
      });
    later(20);
    const versionsOf = jest.fn(async (location: string) =>
      location === tree
        ? [
            {
              asOf: at(7),
              fileName: 'broken.json',
              read: async () => Buffer.from('{'),
            },
            {
              asOf: at(9),
              fileName: 'b.json',
              read: async () => bytesOf(findings('a', 'b')),
            },
            {
              asOf: at(2),
              fileName: 'a.json',
              read: async () => bytesOf(findings('a')),
            },
          ]
        : [],
    );
    side.histories.push(
      { versionsOf: async () => Promise.reject(new Error('no network')) },
      { versionsOf },
    );
    side.files.set(tree, bytesOf(findings('b', 'c')));

    await side.ingest.syncAnnotations();
    await new SnapshotTask({ database: side.knex, now: () => at(20) }).run();
    await side.ingest.syncAnnotations();

    expect(versionsOf).toHaveBeenCalledTimes(1);
    expect(await trend()).toEqual([
      [PAY, '2026-01-03', 30_000, true],
      [PAY, '2026-01-10', 60_000, true],
    ]);
    const [a] = await side.knex('finding').where({ title: 'Threat a' });
    expect([a.first_seen, a.absent_since]).toEqual([
      at(2).toISOString(),
      at(20).toISOString(),
    ]);
  });
});
