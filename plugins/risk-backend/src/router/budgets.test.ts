import { randomUUID } from 'crypto';
import { Level, UNITS_PER_POINT } from '@product-risk/risk-model';
import { Knex } from 'knex';
import request from 'supertest';
import { createTestDatabases } from '../__testUtils__/databases';
import { independently, oracleCases } from '../__testUtils__/oracles';
import { seedDecision } from '../__testUtils__/seedDecision';
import { seedOwners } from '../__testUtils__/seedOrganisation';
import { NOW, startApi } from '../__testUtils__/startApi';
import {
  API,
  mirror,
  organisation,
  PAY,
  writeSide,
} from '../__testUtils__/writeSide';
import { DecisionStore } from '../database/DecisionStore';
import { ProductBudgets } from '../services/budgets/ProductBudgets';
import { dayNumberOf, dayText } from '../days';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const TODAY = dayNumberOf(NOW);
const OWNERS = 'group:default/pay-owners';
const at = (day: number) => `${dayText(day)}T10:00:00.000Z`;

interface SeededState {
  day: number;
  exposure: number;
  level?: Level;
  closed?: boolean;
}

/** A risk whose history is written down as imports and people would. */
async function seedRisk(knex: Knex, states: readonly SeededState[]) {
  const id = randomUUID();
  const last = states[states.length - 1];
  await knex('risk').insert({
    id,
    product_ref: PAY,
    group_key: id,
    title: `Risk ${id}`,
    statement: 'Something could happen.',
    rating_state: 'confirmed',
    exposure: last.closed ? 0 : last.exposure,
    level: last.level ?? 'high',
    state: last.closed ? 'closed' : 'open',
    opened_at: at(states[0].day),
    closed_at: last.closed ? at(last.day) : null,
    updated_at: at(last.day),
  });
  await knex('risk_entity').insert({ risk_id: id, entity_ref: API, share: 0 });
  for (const { day, exposure, level, closed } of states) {
    await knex('risk_state').insert({
      risk_id: id,
      at: at(day),
      product_ref: PAY,
      exposure: closed ? 0 : exposure,
      level: level ?? 'high',
      state: closed ? 'closed' : 'open',
      cause: 'new',
      actor: 'user:default/omar',
    });
  }
  return id;
}

describe.each(databases.ids)('budgets (%s)', id => {
  let knex: Knex;

  async function start({
    owner = 'user:default/ines',
    config = {},
    ...more
  }: { owner?: string } & Parameters<typeof startApi>[1] = {}) {
    const api = await startApi(knex, {
      config,
      permissions: Object.fromEntries(
        ['user:default/ines', 'user:default/omar'].map(user => [
          user,
          ['risk.read', 'risk.budget.set', 'risk.report.read'],
        ]),
      ),
      ownership: { 'user:default/ines': [OWNERS] },
      ...more,
    });
    await seedOwners(knex, OWNERS, [owner]);
    const path = '/products/system/default/pay';
    const as = (user: string) => api.headers.user(user);
    return {
      ...api,
      budget: async (user = 'ines') =>
        (
          await request(api.app)
            .get(`${path}/budget`)
            .set('authorization', as(user))
            .expect(200)
        ).body,
      set: (body: object, user = 'ines') =>
        request(api.app)
          .post(`${path}/budget/target`)
          .set('authorization', as(user))
          .send(body),
      get: (rest: string, user = 'ines') =>
        request(api.app)
          .get(`${rest.startsWith('/') ? '' : `${path}/`}${rest}`)
          .set('authorization', as(user)),
    };
  }

  beforeEach(async () => {
    knex = await databases.migrated(id);
    await mirror(knex, organisation);
    await knex('product').insert({
      entity_ref: PAY,
      title: 'Pay',
      owner_ref: OWNERS,
    });
  });

  /** Lets roll-ups take up what was seeded, assessed long before. */
  async function rollUp(assessedDay: number) {
    await knex('entity_assessment')
      .insert({ entity_ref: API, day: dayText(assessedDay) })
      .onConflict('entity_ref')
      .ignore();
    await knex.transaction(trx =>
      writeSide(knex).rollup.recompute(trx, { products: [PAY], entities: [] }),
    );
  }

  async function setTarget(target: number, day = TODAY) {
    await knex('budget_target').insert({
      product_ref: PAY,
      at: at(day),
      actor: 'user:default/ines',
      method: 'set',
      steps: JSON.stringify([{ day: dayText(day), exposure: target }]),
      reason: 'as agreed',
    });
  }

  /** Forgets what was seeded, so that the next moment starts from nothing. */
  async function clear() {
    for (const table of [
      'risk_state',
      'risk_entity',
      'risk',
      'exposure_step',
      'entity_assessment',
      'budget_target',
    ]) {
      await knex(table).delete();
    }
  }

  independently(
    'answers as computed independently (skipped where ../shared/oracles is absent)',
    () => {
      it.each(
        oracleCases<{
          exposureSteps: Array<{ fromDay: number; points: number }>;
          target: number;
          windowDays: number;
          at: Array<{
            day: number;
            spent: number;
            budget: number;
            burnRate: Record<string, number | null>;
            alert: string | null;
            exhausted: boolean;
            daysToRunOut: number | null;
            daysToRecovery: number | null;
          }>;
        }>('budget'),
      )('budget of case $index', async ({ given }) => {
        const { windowDays } = given;
        const api = await start({ config: { budget: { windowDays } } });
        const close = (actual: number | undefined, expected: number | null) => {
          expect(actual === undefined).toBe(expected === null);
          expect(actual ?? 0).toBeCloseTo(expected ?? 0, 9);
        };
        for (const moment of given.at) {
          await clear();
          const origin = TODAY - moment.day;
          await seedRisk(
            knex,
            given.exposureSteps
              .filter(({ fromDay }) => fromDay <= moment.day)
              .map(({ fromDay, points }) => ({
                day: origin + fromDay,
                exposure: Math.round(points * UNITS_PER_POINT),
              })),
          );
          await rollUp(origin - 30);
          await setTarget(Math.round(given.target * UNITS_PER_POINT));

          const body = await api.budget();

          expect(body.spent / UNITS_PER_POINT).toBe(moment.spent);
          expect(body.budget / UNITS_PER_POINT).toBe(moment.budget);
          expect(body.state === 'exhausted').toBe(moment.exhausted);
          expect(body.alert ?? null).toBe(moment.alert);
          close(body.daysToRunOut, moment.daysToRunOut);
          close(body.daysToRecovery, moment.daysToRecovery);
          for (const [days, rate] of Object.entries(moment.burnRate)) {
            const burn = body.burnRates.find(
              (one: { days: number }) => one.days === Number(days),
            );
            close(burn.rate, rate);
          }
        }
      });
    },
  );

  independently(
    'answers as computed independently (skipped where ../shared/oracles is absent)',
    () => {
      it.each(
        oracleCases<{
          items: Array<{ level: Level; openDays: number; closed: boolean }>;
          timeliness: number;
          kaplanMeier: Array<{ days: number; survival: number }>;
          medianDays: number | null;
        }>('timeliness'),
      )('timeliness of case $index', async ({ given }) => {
        for (const { level, openDays, closed } of given.items) {
          await seedRisk(knex, [
            { day: TODAY - openDays, exposure: 1, level },
            ...(closed ? [{ day: TODAY, exposure: 0, level, closed }] : []),
          ]);
        }
        const api = await start();

        const { body } = await api.get('timeliness').expect(200);

        expect(body.risks).toBe(given.items.length);
        expect(body.overall).toBeCloseTo(given.timeliness, 9);
        expect(body.medianDays ?? null).toBe(given.medianDays);
        expect(body.survival).toHaveLength(given.kaplanMeier.length);
        given.kaplanMeier.forEach((step, index) => {
          expect(body.survival[index].days).toBe(step.days);
          expect(body.survival[index].survival).toBeCloseTo(step.survival, 9);
        });
      });
    },
  );

  describe('the due clock of a risk that was open for twice its time', () => {
    interface SeededGrant {
      granted: number;
      expiry: number;
      ended?: number;
      state?: 'granted' | 'revoked' | 'superseded';
    }

    async function seedGrant(
      riskId: string,
      { granted, expiry, ended, state = 'granted' }: SeededGrant,
    ) {
      const decisionId = await seedDecision(knex, riskId, 'user:default/omar');
      await new DecisionStore(knex).update(decisionId, {
        state,
        waiting_for: null,
        decided_at: at(TODAY + granted),
        expiry: dayText(TODAY + expiry),
        ended_at: ended === undefined ? null : at(TODAY + ended),
      });
    }

    it.each<[string, SeededGrant[], number]>([
      ['runs without a grant', [], 1 - 30 / 60],
      [
        'stands still up to the expiry',
        [{ granted: -40, expiry: -10 }],
        1 - 0 / 60,
      ],
      ['goes on from the expiry', [{ granted: -60, expiry: -50 }], 1 - 20 / 60],
      [
        'goes on from a revocation',
        [{ granted: -40, expiry: 20, ended: -25, state: 'revoked' }],
        1 - 15 / 60,
      ],
      [
        'runs on the day of a grant that ended the same day',
        [{ granted: -40, expiry: 20, ended: -40, state: 'revoked' }],
        1 - 30 / 60,
      ],
      [
        'keeps what was overdue before the grant',
        [{ granted: -20, expiry: 30 }],
        1 - 10 / 60,
      ],
      [
        'stands still over an extension, each day once',
        [
          { granted: -40, expiry: -10, ended: -20, state: 'superseded' },
          { granted: -20, expiry: 10 },
        ],
        1 - 0 / 60,
      ],
    ])('%s', async (_name, grants, expected) => {
      const riskId = await seedRisk(knex, [{ day: TODAY - 60, exposure: 1 }]);
      for (const grant of grants) await seedGrant(riskId, grant);
      const api = await start();

      const { body } = await api.get('timeliness').expect(200);

      expect(body.overall).toBeCloseTo(expected, 9);
    });

    it('runs while a decision is only asked for', async () => {
      const riskId = await seedRisk(knex, [{ day: TODAY - 60, exposure: 1 }]);
      await seedDecision(knex, riskId, 'user:default/omar');
      const api = await start();

      const { body } = await api.get('timeliness').expect(200);

      expect(body.overall).toBeCloseTo(0.5, 9);
    });
  });

  it('does not take risks of today for none', async () => {
    const api = await start();
    const sentence = async () =>
      (await api.get('timeliness').expect(200)).body.sentence;
    expect(await sentence()).toContain('No rated risk was open');
    await seedRisk(knex, [{ day: TODAY, exposure: 1 }]);
    expect(await sentence()).toContain('for a whole day yet');
  });

  it('tells an unknown exposure, a missing target and a start to come apart', async () => {
    const api = await start();
    expect(await api.budget()).toMatchObject({ state: 'not-assessed' });

    await seedRisk(knex, [{ day: TODAY - 5, exposure: 50_000 }]);
    await rollUp(TODAY - 5);
    const untargeted = await api.budget();
    expect(untargeted).toMatchObject({
      state: 'no-target',
      startsOn: dayText(TODAY + 25),
    });
    expect(untargeted.spentShare).toBeUndefined();

    await setTarget(100_000);
    expect(await api.budget()).toMatchObject({
      state: 'not-started',
      exposure: {
        shown: 50_000,
        counted: 0,
        joining: [{ day: dayText(TODAY + 25), exposure: 50_000 }],
      },
    });
  });

  it('shows the budget on the scorecard, the owner page and the report', async () => {
    await seedRisk(knex, [{ day: TODAY - 60, exposure: 200_000 }]);
    await rollUp(TODAY - 200);
    await setTarget(100_000, TODAY - 60);
    const api = await start();
    const { sentence, ...budget } = {
      state: 'exhausted',
      target: 100_000,
      spentShare: (60 * 20) / (90 * 10),
      timeShare: 60 / 90,
      alert: 'ticket',
      sentence: expect.stringContaining('133 % of the budget is spent'),
    };
    const expected = expect.objectContaining({ ...budget, sentence });

    const scorecard = await api.get('/products/system/default/pay').expect(200);
    expect(scorecard.body.budget).toEqual(expected);
    const report = await api.get('/report/products').expect(200);
    expect(report.body.items[0].budget).toEqual(expected);
    const csv = await api.get('/report/products.csv').expect(200);
    expect(csv.text).toMatch(/,exhausted,10,1\.33\d+,,\r\n/);
    const owned = await api
      .get('/owners/group/default/pay-owners/products')
      .expect(200);
    expect(owned.body.products[0].budget).toEqual(expected);
  });

  it('says whether acceptances need a second signer', async () => {
    const { budget } = writeSide(knex).config;
    const standing = () =>
      new ProductBudgets({
        db: knex,
        config: { budget },
        now: () => NOW,
      }).standingOf(PAY);
    expect(await standing()).toBe('none');
    await seedRisk(knex, [{ day: TODAY - 60, exposure: 200_000 }]);
    await rollUp(TODAY - 200);
    expect(await standing()).toBe('none');
    await setTarget(500_000);
    expect(await standing()).toBe('within');
    await setTarget(100_000);
    expect(await standing()).toBe('exhausted');
  });

  it('explains what was spent by risk, exactly', async () => {
    await seedRisk(knex, [{ day: TODAY - 60, exposure: 200_000 }]);
    await seedRisk(knex, [
      { day: TODAY - 40, exposure: 90_000 },
      { day: TODAY - 30, exposure: 0, closed: true },
    ]);
    await rollUp(TODAY - 200);
    await setTarget(100_000);
    const api = await start();

    const { body } = await api
      .get(`/explain/budget?ref=${PAY}&limit=1`)
      .expect(200);

    expect(body.value).toBe(60 * 200_000 + 10 * 90_000);
    expect(body.inputs).toHaveLength(1);
    expect(body.inputs[0].value).toBe(60 * 200_000);
    expect(body.rest).toMatchObject({ count: 1, value: 10 * 90_000 });
    expect(body.unit).toBe('exposure-days');
    await api.get('/explain/budget').expect(400);
  });

  describe('a target', () => {
    it('is set and lowered by the owner, with everything written down', async () => {
      const api = await start();
      await api
        .set({ method: 'set', target: 100_000, reason: 'what we can bear' })
        .expect(200);
      const { body } = await api
        .set({
          method: 'set',
          target: 80_000,
          replaces: 100_000,
          reason: 'we do better now',
        })
        .expect(200);

      expect(body.target).toBe(80_000);
      expect(body.changes).toEqual([
        {
          at: NOW.toISOString(),
          by: { ref: 'user:default/ines', title: 'ines' },
          method: 'set',
          before: 100_000,
          after: 80_000,
          reason: 'we do better now',
          signedSecond: false,
        },
        expect.objectContaining({ after: 100_000, reason: 'what we can bear' }),
      ]);
      expect(await knex('budget_target')).toHaveLength(2);
    });

    it('belongs to the confirmed owner, whatever the permissions', async () => {
      const api = await start();
      const body = { method: 'set', target: 1, reason: 'because I can' };

      const other = await api.set(body, 'omar').expect(403);
      expect(other.body.error.message).toContain('Only the owner');
      expect((await api.budget('omar')).maySet.allowed).toBe(false);

      await knex('product').update({
        owner_ref: null,
        proposed_owner_ref: OWNERS,
      });
      const proposed = await api.set(body).expect(403);
      expect(proposed.body.error.message).toContain('not confirmed yet');

      await knex('product').update({ owner_ref: 'group:default/gone' });
      const unresolved = await api.set(body).expect(403);
      expect(unresolved.body.error.message).toContain('not in the catalog');

      await knex('product').update({
        owner_ref: null,
        proposed_owner_ref: null,
      });
      const nobody = await api.set(body).expect(403);
      expect(nobody.body.error.message).toContain('has no owner');
      expect(await knex('budget_target')).toEqual([]);
    });

    it.each<[string, Parameters<typeof start>[0], string]>([
      [
        'no group that never decides',
        {
          config: { policy: { neverAccept: ['group:default/security'] } },
          parents: { [OWNERS]: ['group:default/security'] },
        },
        'group:default/security never decide',
      ],
      [
        'nobody who left the catalog since it was mirrored',
        { gone: ['user:default/ines'] },
        'not in the catalog any more',
      ],
      [
        'nobody who left the owning group since then',
        { ownership: {} },
        'You do not belong to',
      ],
    ])('belongs to %s', async (_who, more, why) => {
      const api = await start(more);
      const body = { method: 'set', target: 1, reason: 'because I can' };

      const refused = await api.set(body).expect(403);

      expect(refused.body.error.message).toContain(why);
      expect((await api.budget()).maySet).toMatchObject({ allowed: false });
      expect(await knex('budget_target')).toEqual([]);
    });

    it('belongs to members of nested groups where that is switched on', async () => {
      const nested = {
        ownership: { 'user:default/ines': ['group:default/pay-sub'] },
        parents: { 'group:default/pay-sub': [OWNERS] },
      };
      const api = await start({
        ...nested,
        config: { policy: { nestedGroups: true } },
      });
      await api
        .set({ method: 'set', target: 1, reason: 'as agreed' })
        .expect(200);
    });

    it('is not overwritten by somebody who saw an older one', async () => {
      await setTarget(100_000);
      const api = await start();
      const lower = { method: 'set', target: 50_000, reason: 'half of it' };

      await api.set(lower).expect(409);
      await api.set({ ...lower, replaces: 90_000 }).expect(409);
      await api.set({ ...lower, replaces: 100_000 }).expect(200);
    });

    it('is calibrated from the first days when they are over', async () => {
      const api = await start();
      const calibrate = { method: 'calibrated', reason: 'where we stand' };
      const nothing = await api.set(calibrate).expect(409);
      expect(nothing.body.error.message).toContain('Nothing is assessed');

      await seedRisk(knex, [{ day: TODAY - 120, exposure: 100_000 }]);
      await rollUp(TODAY - 120);
      const { proposals } = await api.budget();
      expect(proposals.calibration).toEqual({
        median: 100_000,
        fromDay: dayText(TODAY - 120),
        toDay: dayText(TODAY - 91),
        target: 90_000,
        endsAt: { day: dayText(TODAY + 90), exposure: 80_000 },
        raises: false,
      });

      const { body } = await api.set(calibrate).expect(200);
      expect(body).toMatchObject({
        target: 90_000,
        changes: [{ method: 'calibrated', after: 90_000 }],
      });
      expect(body.series.target.at(-1)).toEqual({
        day: dayText(TODAY + 90),
        exposure: 80_000,
      });
    });

    it.each([
      ['no reason', { method: 'set', target: 1, reason: '' }, 'reason'],
      ['a fraction', { method: 'set', target: 1.5, reason: 'half' }, 'target'],
      ['a negative', { method: 'set', target: -1, reason: 'less' }, 'target'],
      ['no method', { target: 1, reason: 'because' }, 'method'],
      [
        'a huge reason',
        { method: 'set', target: 1, reason: 'x'.repeat(5_000) },
        'reason',
      ],
    ])('is refused with %s', async (_name, body, field) => {
      const api = await start();
      const refused = await api.set(body).expect(400);
      expect(refused.body.error.message).toContain(`body.${field}`);
    });

    it('is only proposed by the annotation', async () => {
      await setTarget(50_000);
      const annotate = (text: string) =>
        knex('entity')
          .where({ ref: PAY })
          .update({
            annotations: JSON.stringify({
              'product-risk/exposure-target': text,
            }),
          });
      const api = await start();

      await annotate('10');
      expect(await api.budget()).toMatchObject({
        target: 50_000,
        proposals: { annotation: { target: 100_000, raises: true } },
      });
      await annotate('a lot');
      const { proposals } = await api.budget();
      expect(proposals.annotation).toBeUndefined();
      expect(proposals.annotationProblem).toContain('number of points');
    });
  });
});
