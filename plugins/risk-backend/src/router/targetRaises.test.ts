import fc from 'fast-check';
import { Knex } from 'knex';
import { createTestDatabases } from '../__testUtils__/databases';
import {
  FINANCE,
  FINN,
  INES,
  PAY_OWNERS,
  raiseApi,
  seedPay,
  WHY,
} from '../__testUtils__/raiseApi';
import { seedOwners } from '../__testUtils__/seedOrganisation';
import { NOW } from '../__testUtils__/startApi';
import { PAY } from '../__testUtils__/writeSide';
import { dayNumberOf, dayText } from '../days';
import { DbDecisionLogRow } from '../database/decisionTables';

jest.setTimeout(60_000);

const databases = createTestDatabases();

describe.each(databases.ids)('raising a target (%s)', id => {
  let knex: Knex;

  const start = (more?: Parameters<typeof raiseApi>[1]) => raiseApi(knex, more);

  const logged = async (): Promise<DbDecisionLogRow[]> =>
    knex('decision_log').orderBy('seq');
  const actions = async () => (await logged()).map(({ action }) => action);

  beforeEach(async () => {
    knex = await databases.migrated(id);
    await seedPay(knex);
  });

  afterEach(async () => {
    await knex.destroy();
  });

  it('waits for a second signature, and changes nothing until then', async () => {
    const api = await start();
    await api.raised();

    const shown = await api.budget();
    expect(shown.target).toBe(100_000);
    expect(shown.awaiting).toMatchObject({
      by: { ref: INES },
      method: 'set',
      after: 120_000,
      reason: WHY,
      signer: { ref: FINANCE },
      maySign: { allowed: false, reason: expect.stringContaining('Another') },
      mayReject: true,
    });
    expect((await api.budget('finn')).awaiting).toMatchObject({
      maySign: { allowed: true },
      mayReject: true,
    });
    expect((await api.budget('omar')).awaiting).toMatchObject({
      maySign: { allowed: false },
      mayReject: false,
    });
    expect(await actions()).toEqual(['target-set', 'target-raise-asked']);
  });

  it('holds once signed, by whom the log and the history say', async () => {
    const api = await start();
    const raise = await api.raised();

    const { body } = await api.sign(raise).expect(200);

    expect(body.target).toBe(120_000);
    expect(body.awaiting).toBeUndefined();
    expect(body.changes[0]).toMatchObject({
      by: { ref: INES },
      before: 100_000,
      after: 120_000,
      signedSecond: true,
      secondSigner: { ref: FINN },
    });
    const [set, asked, signed] = await logged();
    expect([set.actor, asked.actor, signed.actor]).toEqual([INES, INES, FINN]);
    expect(signed.action).toBe('target-raised');
    expect(signed.product_ref).toBe(PAY);
    expect(JSON.parse(signed.detail)).toEqual({
      method: 'set',
      before: 100_000,
      steps: [{ day: dayText(dayNumberOf(NOW)), exposure: 120_000 }],
      reason: WHY,
      setBy: INES,
      secondReason: 'they showed me the plan',
    });
    const { log } = api.decisions;
    expect((await log.verify(await log.head())).problem).toBeUndefined();
    const mirrored = api.auditor.createEvent.mock.calls
      .map(([event]) => event)
      .filter(({ eventId }) => eventId === 'decision-log-entry');
    expect(mirrored.map(({ meta }) => meta?.action)).toEqual(await actions());

    await api.sign(raise).expect(409);
    expect(await knex('budget_target')).toHaveLength(2);
  });

  it('holds from the day of the signature, and rewrites nothing before', async () => {
    const api = await start();
    const raise = await api.raised();
    api.clock.now = new Date('2026-11-27T08:00:00.000Z');

    const { body } = await api.sign(raise).expect(200);

    expect(body.series.target.slice(-2)).toEqual([
      { day: '2026-11-24', exposure: 100_000 },
      { day: '2026-11-27', exposure: 120_000 },
    ]);
  });

  it.each(['ines', 'olaf', 'omar'])(
    'needs another person of the second signer than %s',
    async user => {
      const api = await start({ gone: ['user:default/olaf'] });
      const raise = await api.raised();

      await api.sign(raise, user).expect(403);

      expect((await api.budget()).target).toBe(100_000);
    },
  );

  it('is not signed by whoever set it, in both groups too', async () => {
    const both = { [INES]: [PAY_OWNERS, FINANCE] };
    const api = await start({ ownership: both });
    const raise = await api.raised();

    const { body } = await api.sign(raise, 'ines').expect(403);

    expect(body.error.message).toContain('Another person');
  });

  it('is refused where nobody could sign it', async () => {
    const api = await start({ config: {} });
    await api.set(100_000).expect(200);

    const { body } = await api.set(120_000, 100_000).expect(403);

    expect(body.error.message).toContain('risk.policy.fallbackSigner');
    expect((await api.budget()).awaiting).toBeUndefined();
    expect(await actions()).toEqual(['target-set']);
  });

  it('is refused to whoever would have to sign it second', async () => {
    const api = await start({
      config: { policy: { fallbackSigner: INES } },
    });
    await api.set(100_000).expect(200);

    const { body } = await api.set(120_000, 100_000).expect(403);

    expect(body.error.message).toContain('You have to sign second here');
  });

  it('is refused where the owner alone could sign, and twice', async () => {
    const api = await start({
      config: { policy: { fallbackSigner: INES } },
    });
    await knex('product').update({ owner_ref: INES });
    await api.set(100_000).expect(200);

    const { body } = await api.set(120_000, 100_000).expect(403);

    expect(body.error.message).toContain('risk.policy.fallbackSigner');
  });

  it.each([
    ['finn', 'target-raise-rejected'],
    ['ines', 'target-raise-withdrawn'],
  ])('is turned down by %s with a reason', async (user, action) => {
    const api = await start();
    const raise = await api.raised();
    await api.reject(raise, 'omar').expect(403);

    const { body } = await api.reject(raise, user).expect(200);

    expect(body.target).toBe(100_000);
    expect(body.awaiting).toBeUndefined();
    const [last] = (await logged()).slice(-1);
    expect(last.action).toBe(action);
    expect(JSON.parse(last.detail)).toMatchObject({
      reason: 'they showed me the plan',
      asked: { by: INES, steps: [{ exposure: 120_000 }] },
    });
    await api.sign(raise).expect(409);
  });

  it('is withdrawn by the next target, a raise or not', async () => {
    const api = await start();
    const first = await api.raised();
    const { body } = await api.set(130_000, 100_000).expect(200);
    expect(body.awaiting.after).toBe(130_000);
    await api.sign(first).expect(409);

    await api.set(90_000, 100_000).expect(200);

    await api.sign(body.awaiting.id).expect(409);
    expect(await actions()).toEqual([
      'target-set',
      'target-raise-asked',
      'target-raise-withdrawn',
      'target-raise-asked',
      'target-raise-withdrawn',
      'target-set',
    ]);
  });

  it('is answered once, whoever is quicker', async () => {
    const api = await start();
    const raise = await api.raised();

    const answers = await Promise.all([
      api.sign(raise),
      api.reject(raise),
      api.sign(raise),
      api.reject(raise, 'ines'),
    ]);

    expect(answers.map(({ status }) => status).sort()).toEqual([
      200, 409, 409, 409,
    ]);
    expect(await actions()).toHaveLength(3);
    expect((await api.decisions.log.verify()).problem).toBeUndefined();
  });

  it('falls with its owner', async () => {
    const api = await start();
    const raise = await api.raised();
    await knex('product').update({ owner_ref: 'group:default/heirs' });
    await seedOwners(knex, 'group:default/heirs', []);

    const { body } = await api.sign(raise).expect(409);

    expect(body.error.message).toContain('owner of the product changed');
  });

  it('falls when whoever set it left', async () => {
    const gone: string[] = [];
    const api = await start({ gone });
    const raise = await api.raised();
    gone.push(INES);

    const { body } = await api.sign(raise).expect(403);

    expect(body.error.message).toContain('decides no more');
  });

  it('leaves an entry of the log for every change, whatever people do', async () => {
    const api = await start();
    const step = fc.oneof(
      fc.record({
        kind: fc.constant('set' as const),
        target: fc.integer({ min: 0, max: 5 }).map(n => n * 10_000),
      }),
      fc.constantFrom({ kind: 'sign' as const }, { kind: 'reject' as const }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 6 }), async drawn => {
        for (const one of drawn) {
          const { target, awaiting } = await api.budget();
          if (one.kind === 'set') await api.set(one.target, target).expect(200);
          else if (awaiting) await api[one.kind](awaiting.id).expect(200);
        }
        const changes = await knex('budget_target').orderBy('id');
        const entries = (await logged()).filter(({ action }) =>
          ['target-set', 'target-raised'].includes(action),
        );
        expect(
          entries.map(({ at, detail }) => [at, JSON.parse(detail).steps]),
        ).toEqual(changes.map(({ at, steps }) => [at, JSON.parse(steps)]));
        expect((await api.decisions.log.verify()).problem).toBeUndefined();
        // Raised by signatures alone.
        const values = changes.map(
          ({ steps }) => JSON.parse(steps)[0].exposure,
        );
        changes.forEach(({ second_signer }, index) => {
          const raised = index > 0 && values[index] > values[index - 1];
          expect(second_signer).toBe(raised ? FINN : null);
        });
      }),
      { numRuns: 6 },
    );
  });
});
