import { NotFoundError } from '@backstage/errors';
import { DbFindingRow } from '../../database/tables';
import { createTestDatabases } from '../../__testUtils__/databases';
import {
  API,
  bytesOf,
  exposureOf,
  mirror,
  organisation,
  PAY,
  risksOf,
  TestDocument,
  TestFinding,
  WEB,
  WriteSide,
  writeSide,
} from '../../__testUtils__/writeSide';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const USER = 'user:default/lena';
const LOG4J = 'pkg:maven/org.apache.logging.log4j/log4j-core';
const GROUP = `vulnerability|CVE-2021-44228|${LOG4J}`;

const vulnerable = (key: string, more: Partial<TestFinding> = {}) => ({
  key,
  title: 'Remote code execution in log4j',
  severity: 'critical' as const,
  scan: { vulnerability: 'CVE-2021-44228', aliases: [], package: LOG4J },
  ...more,
});

const weakHash = (key: string) => ({
  key,
  title: 'Weak hash',
  severity: 'low' as const,
  scan: { rule: 'java/weak-hash', aliases: [] },
});

const scan = (...findings: TestFinding[]): TestDocument => ({
  kind: 'scan',
  findings,
});

describe.each(databases.ids)('PromotionService (%s)', id => {
  let side: WriteSide;

  const start = async (risk: object = {}) => {
    side = writeSide(await databases.migrated(id), risk);
    await mirror(side.knex, organisation);
  };
  beforeEach(() => start());
  afterEach(() => side.knex.destroy());

  const upload = (
    document: TestDocument,
    { entityRef = API, fileName = 'scan.json' } = {},
  ) =>
    side.ingest.importUpload(
      { entityRef, fileName, bytes: bytesOf(document) },
      USER,
    );
  const promote = (groups: string[], entityRef = API) =>
    side.promotions.promote({ entityRef, groups, reason: 'in use' }, USER);
  const withdraw = (groups: string[], entityRef = API) =>
    side.promotions.withdraw({ entityRef, groups, reason: 'a test' }, USER);
  const findings = (): Promise<DbFindingRow[]> =>
    side.knex<DbFindingRow>('finding').orderBy(['entity_ref', 'key']);
  const rollup = (entityRef = API) =>
    side.knex('entity_rollup').where({ entity_ref: entityRef }).first();

  it('counts the results of a scan without making them risks', async () => {
    await upload(scan(vulnerable('a'), vulnerable('b'), weakHash('c')));

    expect(await risksOf(side.knex, PAY)).toEqual([]);
    expect(await exposureOf(side.knex, PAY)).toBe(0);
    expect(await rollup()).toMatchObject({ not_reviewed: 3, findings_open: 0 });
  });

  it('does not let a scan count as a threat model', async () => {
    await upload(scan(vulnerable('a', { reviewed: true })));

    expect(await rollup()).toMatchObject({ models: 0, not_reviewed: 1 });
    const [product] = await side
      .knex('product_rollup')
      .where({ product_ref: PAY });
    expect(product).toMatchObject({ components: 2, modelled: 0 });
  });

  it('makes one risk of one vulnerability of one package within the product', async () => {
    await upload(scan(vulnerable('a'), vulnerable('b'), weakHash('c')));
    await upload(scan(vulnerable('d')), { entityRef: WEB });

    await promote([GROUP]);
    await promote([GROUP], WEB);

    const risks = await risksOf(side.knex, PAY);
    expect(risks).toMatchObject([
      { title: 'Remote code execution in log4j', state: 'open' },
    ]);
    // Critical is assumed as 10 % of 100 points.
    expect(await exposureOf(side.knex, PAY)).toBe(100_000);
    const entities = await side
      .knex('risk_entity')
      .where({ risk_id: risks[0].id })
      .orderBy('entity_ref');
    expect(entities.map(({ entity_ref }) => entity_ref)).toEqual([API, WEB]);
    expect(await rollup()).toMatchObject({ not_reviewed: 1, findings_open: 2 });
  });

  it('keeps what was promoted at every import, and adds what joins the group', async () => {
    await upload(scan(vulnerable('a'), weakHash('c')));
    await promote([GROUP]);
    const [{ id: riskId }] = await risksOf(side.knex, PAY);
    side.nextDay();

    await upload(scan(vulnerable('a', { title: 'Log4Shell' }), weakHash('c')));
    await upload(scan(vulnerable('x'), weakHash('c')), {
      fileName: 'other-tool.json',
    });

    expect(await risksOf(side.knex, PAY)).toMatchObject([
      { id: riskId, state: 'open' },
    ]);
    const promoted = (await findings()).filter(
      ({ promotion }) => promotion === 'promoted',
    );
    expect(promoted.map(({ review_group }) => review_group)).toEqual([
      GROUP,
      GROUP,
    ]);
    expect(promoted[1].promoted_by).toBe(USER);
  });

  it('closes the risk when the scan does not find it any more, and opens it again', async () => {
    await upload(scan(vulnerable('a'), weakHash('c')));
    await promote([GROUP]);

    await upload(scan(weakHash('c')));
    expect(await risksOf(side.knex, PAY)).toMatchObject([{ state: 'closed' }]);
    side.nextDay();
    await upload(scan(vulnerable('a'), weakHash('c')));

    expect(await risksOf(side.knex, PAY)).toMatchObject([{ state: 'open' }]);
    expect(await exposureOf(side.knex, PAY)).toBe(100_000);
  });

  it('takes a promotion back, and does not promote what comes after', async () => {
    await upload(scan(vulnerable('a')));
    await promote([GROUP]);

    expect(await withdraw([GROUP])).toEqual({ groups: 1, findings: 1 });
    await upload(scan(vulnerable('a'), vulnerable('b')));

    expect(await exposureOf(side.knex, PAY)).toBe(0);
    expect(await risksOf(side.knex, PAY)).toMatchObject([{ state: 'closed' }]);
    expect(await rollup()).toMatchObject({ not_reviewed: 2 });
    const [first] = await findings();
    const events = await side
      .knex('finding_event')
      .where({ finding_id: first.id })
      .orderBy('id');
    expect(events.map(({ kind, actor }) => [kind, actor])).toEqual([
      ['first-seen', USER],
      ['promoted', USER],
      ['promotion-withdrawn', USER],
    ]);
  });

  it('changes nothing when it is asked twice', async () => {
    await upload(scan(vulnerable('a')));
    await promote([GROUP]);

    expect(await promote([GROUP])).toEqual({ groups: 1, findings: 0 });
    expect(await side.knex('risk_state')).toHaveLength(1);
  });

  it('refuses a group that the entity does not have, and promotes none of the others', async () => {
    await upload(scan(vulnerable('a')));

    await expect(promote([GROUP, 'rule|unknown'])).rejects.toThrow(
      NotFoundError,
    );
    await expect(promote([GROUP], WEB)).rejects.toThrow('Read the list again');
    expect(await risksOf(side.knex, PAY)).toEqual([]);
  });

  it('keeps unreviewed threats of a model apart by their definition', async () => {
    await upload({
      findings: [
        { key: 'a', reviewed: false, definitionKey: 'DF1' },
        { key: 'b', reviewed: false, definitionKey: 'DF1' },
        { key: 'c', reviewed: false, title: 'Another  THREAT' },
      ],
    });
    expect(await risksOf(side.knex, PAY)).toEqual([]);

    await promote(['definition|model|DF1', 'threat|test|another threat']);

    expect(await risksOf(side.knex, PAY)).toHaveLength(2);
  });

  describe('with a rule of the organisation', () => {
    const rule = { name: 'critical ones', severityAtLeast: 'critical' };

    it('promotes what the rule says, and nothing else', async () => {
      await start({ promote: [rule] });

      await upload(scan(vulnerable('a'), weakHash('c')));

      expect(await risksOf(side.knex, PAY)).toHaveLength(1);
      expect(await findings()).toMatchObject([
        { promotion: 'rule', promoted_by: 'critical ones' },
        { promotion: null, promoted_by: null },
      ]);
    });

    it('follows the rule when the severity changes', async () => {
      await start({ promote: [rule] });
      await upload(scan(vulnerable('a')));

      await upload(scan(vulnerable('a', { severity: 'low' })));

      expect(await risksOf(side.knex, PAY)).toMatchObject([
        { state: 'closed' },
      ]);
      const states = await side.knex('risk_state').orderBy('id');
      expect(states.map(({ cause }) => cause)).toEqual(['new', 'fixed']);
    });

    it('leaves alone what a person took back or promoted', async () => {
      await start({ promote: [rule] });
      await upload(scan(vulnerable('a'), weakHash('c')));
      await withdraw([GROUP]);
      await promote(['rule|java/weak-hash']);

      await upload(scan(vulnerable('a'), vulnerable('b'), weakHash('c')));

      expect(await findings()).toMatchObject([
        { promotion: 'withdrawn' },
        { promotion: 'withdrawn' },
        { promotion: 'promoted' },
      ]);
      const open = (await risksOf(side.knex, PAY)).filter(
        ({ state }) => state === 'open',
      );
      expect(open.map(({ title }) => title)).toEqual(['Weak hash']);
    });

    it('decides about everything again when the rules change', async () => {
      await upload(scan(vulnerable('a'), weakHash('c')));
      await side.rollup.rebuildAll();
      const ruled = writeSide(side.knex, { promote: [rule] });

      expect(await ruled.rollup.rebuildAll()).toBe(true);
      expect(await exposureOf(side.knex, PAY)).toBe(100_000);
      expect(await rollup()).toMatchObject({ not_reviewed: 1 });
      expect(await ruled.rollup.rebuildAll()).toBe(false);

      expect(await side.rollup.rebuildAll()).toBe(true);
      expect(await exposureOf(side.knex, PAY)).toBe(0);
      const causes = await side.knex('risk_state').orderBy('id').pluck('cause');
      expect(causes[causes.length - 1]).toBe('policyChanged');
    });
  });
});
