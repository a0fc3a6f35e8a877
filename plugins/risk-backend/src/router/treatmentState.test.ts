import { Knex } from 'knex';
import { createTestDatabases } from '../__testUtils__/databases';
import { seedDecision } from '../__testUtils__/seedDecision';
import { countQueries } from '../__testUtils__/startApi';
import { PAY_PATH, startTreatment } from '../__testUtils__/treatmentApi';
import {
  API,
  bytesOf,
  CART,
  TestDocument,
  TestFinding,
} from '../__testUtils__/writeSide';
import { migrationsFolder } from '../database/migrations';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const LENA = 'user:default/lena';
const MIGRATION = '20261126100000_mitigation_under_way.js';

type Status = NonNullable<TestFinding['mitigations']>[number]['status'];

/** A threat that half of remains with what mitigates it. */
const threat = (
  key: string,
  status?: Status,
  changes: Partial<TestFinding> = {},
): TestFinding => ({
  key,
  mitigations: status
    ? [{ key: `against ${key}`, status, riskReduction: 0.5 }]
    : [],
  ...changes,
});

describe.each(databases.ids)('treatment under way (%s)', id => {
  let knex: Knex;
  let portal: Awaited<ReturnType<typeof startTreatment>>;

  const importTo = (entityRef: string, findings: TestDocument['findings']) =>
    portal.side.ingest.importUpload(
      {
        entityRef,
        fileName: `${entityRef}.json`,
        bytes: bytesOf({ findings }),
      },
      LENA,
    );
  const underWay = async (): Promise<string[]> => {
    const { body } = await portal
      .call('get', `${PAY_PATH}/risks?treatment=under-way&limit=200`)
      .expect(200);
    const titles = body.items.map(({ title }: { title: string }) => title);
    expect(body.totalItems).toBe(titles.length);
    return titles.sort();
  };
  const flagged = (): Promise<string[]> =>
    knex('risk')
      .where({ mitigation_under_way: true })
      .orderBy('title')
      .pluck('title');
  const verify = async (title: string) => {
    const mitigation = await knex('mitigation').where({ title }).first('id');
    await portal.side.risks.verify(
      mitigation.id,
      { verified: true, evidence: 'Tested' },
      LENA,
    );
  };
  /** As if the owner had rejected to accept it and chosen options. */
  const choose = async (title: string, optionIds: string[]) => {
    const { id: riskId } = await knex('risk').where({ title }).first('id');
    const decision = await seedDecision(knex, riskId, LENA);
    await knex('decision')
      .where({ id: decision })
      .update({
        state: 'rejected',
        waiting_for: null,
        chosen_option_ids: JSON.stringify(optionIds),
      });
  };

  beforeEach(async () => {
    knex = await databases.migrated(id);
    portal = await startTreatment(knex);
  });

  afterEach(() => knex.destroy());

  it('is what a planned or claimed mitigation says, and nothing else', async () => {
    await importTo(API, [
      threat('planned', 'planned'),
      threat('proposed', 'proposed'),
      threat('claimed', 'implemented'),
      threat('dropped', 'rejected'),
      threat('verified', 'implemented'),
      threat('untreated'),
      threat('left out', 'planned'),
      threat('unread', 'planned', { reviewed: false }),
      threat('fixed', 'implemented', { status: 'mitigated', mitigations: [] }),
    ]);
    await verify('Mitigation against verified');
    const leftOut = await knex('finding')
      .where({ title: 'Threat left out' })
      .first('id');
    await portal.side.risks.triage(
      leftOut.id,
      { action: 'exclude', reason: 'a test' },
      LENA,
    );

    expect(await underWay()).toEqual([
      'Threat claimed',
      'Threat planned',
      'Threat proposed',
    ]);
    const { body } = await portal.call('get', `${PAY_PATH}/risks`).expect(200);
    expect(
      body.items
        .filter((one: { treatmentUnderWay: boolean }) => !one.treatmentUnderWay)
        .map(({ title }: { title: string }) => title)
        .sort(),
    ).toEqual(['Threat dropped', 'Threat untreated', 'Threat verified']);
  });

  it('ends when the file plans it no more, and begins when it does', async () => {
    await importTo(API, [threat('a', 'planned'), threat('b')]);
    expect(await underWay()).toEqual(['Threat a']);
    await importTo(API, [threat('a', 'retired'), threat('b', 'in_progress')]);
    expect(await underWay()).toEqual(['Threat b']);
    await importTo(API, [threat('a'), threat('b')]);
    expect(await underWay()).toEqual([]);
  });

  it('counts what the owner chose to treat, each risk once', async () => {
    await importTo(API, [
      threat('chosen'),
      threat('both', 'planned'),
      threat('rejected'),
    ]);
    await choose('Threat chosen', ['00000000-0000-4000-8000-000000000001']);
    await choose('Threat both', ['00000000-0000-4000-8000-000000000001']);
    await choose('Threat rejected', []);

    expect(await underWay()).toEqual(['Threat both', 'Threat chosen']);
  });

  it('is counted by product in the portfolio', async () => {
    await importTo(API, [threat('chosen'), threat('planned', 'planned')]);
    await importTo(CART, [threat('cart', 'planned')]);
    await choose('Threat chosen', ['00000000-0000-4000-8000-000000000001']);
    const asked = await knex('risk')
      .where({ title: 'Threat planned' })
      .first('id');
    await seedDecision(knex, asked.id, LENA);

    const { body } = await portal
      .call('get', '/decision-portfolio', undefined, 'ruth')
      .expect(200);

    expect(body.underTreatment).toBe(3);
    expect(body.products).toMatchObject([
      { product: { title: 'pay' }, underTreatment: 2 },
    ]);
  });

  it('takes as many statements for many risks as for one', async () => {
    const counted = () =>
      countQueries(knex, async () => {
        await underWay();
        await portal.call('get', '/decision-portfolio', undefined, 'ruth');
      });
    await importTo(API, [threat('0', 'planned')]);
    const one = await counted();
    await importTo(
      API,
      Array.from({ length: 30 }, (_, n) => threat(String(n), 'planned')),
    );
    expect(await counted()).toBe(one);
  });

  it('is known of the risks that were there before it was kept', async () => {
    await importTo(API, [
      threat('planned', 'planned'),
      threat('claimed', 'implemented'),
      threat('dropped', 'rejected'),
      threat('untreated'),
      threat('unread', 'planned', { reviewed: false }),
    ]);
    const kept = await flagged();
    expect(kept).toEqual(['Threat claimed', 'Threat planned']);
    const files = { directory: migrationsFolder() };

    await knex.migrate.down({ ...files, name: MIGRATION });
    expect(await knex.schema.hasColumn('risk', 'mitigation_under_way')).toBe(
      false,
    );
    await knex.migrate.up({ ...files, name: MIGRATION });

    expect(await flagged()).toEqual(kept);
  });
});
