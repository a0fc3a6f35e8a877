import { randomUUID } from 'crypto';
import { exposureUnits } from '@product-risk/risk-model';
import { Knex } from 'knex';
import request from 'supertest';
import { createTestDatabases } from '../__testUtils__/databases';
import { independently, oracleCases } from '../__testUtils__/oracles';
import { seedOwners } from '../__testUtils__/seedOrganisation';
import { NOW, startApi } from '../__testUtils__/startApi';
import {
  API,
  mirror,
  organisation,
  PAY,
  SHOP,
  WEB,
  writeSide,
} from '../__testUtils__/writeSide';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const TEAM = [
  'risk.read',
  'risk.risk.raise',
  'risk.risk.rate',
  'risk.treatment.propose',
];
const path = '/products/system/default/pay';

interface SeededRisk {
  probabilityMicro: number;
  impactCenti: number;
  confirmed?: boolean;
  unrated?: boolean;
  on?: string;
}

describe.each(databases.ids)('treatment (%s)', id => {
  let knex: Knex;
  let api: Awaited<ReturnType<typeof startApi>>;

  beforeEach(async () => {
    knex = await databases.migrated(id);
    await mirror(knex, organisation);
    await seedOwners(knex, 'group:default/team', ['user:default/lena']);
    for (const entity_ref of [PAY, SHOP]) {
      await knex('product').insert({ entity_ref, title: entity_ref });
    }
    api = await startApi(knex, {
      write: writeSide(knex),
      confidential: { [WEB]: 'user:default/lena' },
      permissions: {
        'user:default/lena': TEAM,
        'user:default/pavel': TEAM,
        'user:default/ruth': ['risk.read', 'risk.risk.raise'],
      },
    });
  });

  const call = (
    method: 'get' | 'post' | 'put',
    url: string,
    body?: object,
    user = 'lena',
  ) => {
    const pending = request(api.app)
      [method](url)
      .set('authorization', api.headers.user(user));
    return body ? pending.send(body) : pending;
  };

  async function seedRisk({
    confirmed = true,
    unrated = false,
    on = API,
    ...estimate
  }: SeededRisk) {
    const riskId = randomUUID();
    const exposure = unrated ? 0 : exposureUnits(estimate);
    const numbers = unrated
      ? {}
      : {
          probability_micro: estimate.probabilityMicro,
          impact_centi: estimate.impactCenti,
          current_probability_micro: estimate.probabilityMicro,
          current_impact_centi: estimate.impactCenti,
        };
    const at = '2026-06-01T00:00:00.000Z';
    const rated = confirmed ? 'confirmed' : 'assumed';
    await knex('risk').insert({
      id: riskId,
      product_ref: PAY,
      group_key: riskId,
      title: `Risk ${riskId}`,
      statement: 'Something could happen.',
      rating_state: unrated ? 'unrated' : rated,
      ...numbers,
      exposure,
      level: unrated ? null : 'high',
      state: 'open',
      opened_at: at,
      updated_at: at,
    });
    await knex('risk_entity').insert({
      risk_id: riskId,
      entity_ref: on,
      share: exposure,
    });
    await knex('risk_state').insert({
      risk_id: riskId,
      at,
      product_ref: PAY,
      exposure,
      state: 'open',
      cause: 'new',
      actor: 'user:default/omar',
    });
    return riskId;
  }

  const rollUp = () =>
    knex.transaction(trx =>
      writeSide(knex).rollup.recompute(trx, { products: [PAY], entities: [] }),
    );

  const option = (riskId: string, changes: object = {}) => ({
    kind: 'mitigate',
    title: 'Bind tokens to devices',
    costOnce: 800,
    effects: [{ riskId, effectLikelihood: 0.5, effectImpact: 0 }],
    ...changes,
  });

  const createOption = async (body: object) =>
    (await call('post', `${path}/options`, body).expect(200)).body.id;

  interface OracleSet {
    cost: number;
    projectedPoints: number;
    options?: string[];
  }

  independently(
    'answers as computed independently (skipped where ../shared/oracles is absent)',
    () => {
      it.each(
        oracleCases<{
          risks: Array<{ id: string; probabilityBp: number; impact: number }>;
          options: Array<{
            id: string;
            cost: number;
            effects: Array<{
              risk: string;
              effectLikelihood: number;
              effectImpact: number;
            }>;
          }>;
          excludes: Array<[string, string]>;
          needs: Array<[string, string]>;
          targetPoints: number;
          paretoFront: OracleSet[];
          cheapest: OracleSet | null;
        }>('treatment'),
      )('treatment of case $index', async ({ given }) => {
        const riskIds = new Map<string, string>();
        for (const risk of given.risks) {
          riskIds.set(
            risk.id,
            await seedRisk({
              probabilityMicro: risk.probabilityBp * 100,
              impactCenti: risk.impact * 100,
            }),
          );
        }
        await rollUp();
        // Ids in the order of the names, so that ties break alike.
        const names = given.options.map(one => one.id).sort();
        const optionIds = new Map(
          names.map((name, index) => [
            name,
            `00000000-0000-4000-8000-0000000000${String(index + 10)}`,
          ]),
        );
        const at = NOW.toISOString();
        for (const { id: name, cost, effects } of given.options) {
          const option_id = optionIds.get(name);
          await knex('treatment_option').insert({
            id: option_id,
            product_ref: PAY,
            kind: 'mitigate',
            title: name,
            cost_once: cost * 100,
            cost_yearly: 0,
            created_by: 'user:default/lena',
            created_at: at,
            updated_at: at,
          });
          for (const effect of effects) {
            await knex('option_effect').insert({
              option_id,
              risk_id: riskIds.get(effect.risk),
              effect_likelihood_micro: Math.round(
                effect.effectLikelihood * 1e6,
              ),
              effect_impact_micro: Math.round(effect.effectImpact * 1e6),
            });
          }
        }
        for (const kind of ['excludes', 'needs'] as const) {
          for (const [a, b] of given[kind]) {
            await knex('option_link').insert({
              kind,
              option_id: optionIds.get(a),
              other_id: optionIds.get(b),
            });
          }
        }

        const { body } = await call(
          'get',
          `${path}/treatment?target=${Math.round(given.targetPoints * 10_000)}`,
        ).expect(200);

        const nameOf = (optionId: string) =>
          [...optionIds].find(([, other]) => other === optionId)?.[0];
        const same = (
          actual: { cost: number; projectedPoints: number; options: string[] },
          expected: OracleSet,
        ) => {
          expect(actual.cost / 100).toBeCloseTo(expected.cost, 9);
          expect(actual.projectedPoints).toBeCloseTo(
            expected.projectedPoints,
            9,
          );
          // The cases name the options of the cheapest set alone.
          expect(actual.options.map(nameOf)).toEqual(
            expected.options ?? actual.options.map(nameOf),
          );
        };
        expect(body.paretoFront).toHaveLength(given.paretoFront.length);
        given.paretoFront.forEach((set, index) =>
          same(body.paretoFront[index], set),
        );
        expect(body.cheapest === undefined).toBe(given.cheapest === null);
        if (given.cheapest) same(body.cheapest, given.cheapest);
      });
    },
  );

  it('says how much has to go, what that costs, and what a choice leaves', async () => {
    const riskId = await seedRisk({
      probabilityMicro: 500_000,
      impactCenti: 4_000,
    });
    await seedRisk({ probabilityMicro: 100_000, impactCenti: 1_000 });
    await rollUp();
    await knex('budget_target').insert({
      product_ref: PAY,
      at: NOW.toISOString(),
      actor: 'user:default/ines',
      method: 'set',
      steps: JSON.stringify([{ day: '2026-11-24', exposure: 120_000 }]),
      reason: 'as agreed',
    });
    const optionId = await createOption(
      option(riskId, { costYearly: 100, leadDays: 14 }),
    );

    const { body } = await call(
      'get',
      `${path}/treatment?years=3&chosen=${optionId}`,
    ).expect(200);

    expect(body).toMatchObject({
      exposure: 210_000,
      target: 120_000,
      needed: 90_000,
      years: 3,
      cheapest: { options: [optionId], cost: 1_100, projectedPoints: 11 },
      whatIf: { allowed: true, projectedPoints: 11, inPlaceAfterDays: 14 },
    });
    expect(body.sentence).toContain('costs 11 person days');
    const without = await call('get', `${path}/treatment`).expect(200);
    expect(without.body.whatIf.budget.state).toBe('exhausted');
    expect(without.body.whatIf.budget.recoversOn).toBeUndefined();
    expect(body.whatIf.budget.recoversOn).toMatch(/^20\d\d-/);
  });

  it('says so when no explored set is enough, and without a target', async () => {
    const riskId = await seedRisk({
      probabilityMicro: 500_000,
      impactCenti: 4_000,
    });
    await rollUp();
    await createOption(option(riskId));

    const none = await call('get', `${path}/treatment?target=10000`);
    expect(none.body.cheapest).toBeUndefined();
    expect(none.body.sentence).toContain('no set of the options explored');
    const untargeted = await call('get', `${path}/treatment`);
    expect(untargeted.body.target).toBeUndefined();
    expect(untargeted.body.sentence).toContain('No target is set');
  });

  it('tells nobody of options on risks they may not see', async () => {
    const hidden = await seedRisk({
      probabilityMicro: 500_000,
      impactCenti: 4_000,
      on: WEB,
    });
    await rollUp();
    await createOption(option(hidden, { title: 'Secret plan' }));

    const { body, text } = await call(
      'get',
      `${path}/treatment`,
      undefined,
      'pavel',
    ).expect(200);
    expect(body.options).toEqual([]);
    expect(body.exposure).toBe(200_000);
    expect(text).not.toContain('Secret plan');
    await call('post', `${path}/options`, option(hidden), 'pavel').expect(400);
  });

  describe('an option', () => {
    let riskId: string;

    beforeEach(async () => {
      riskId = await seedRisk({
        probabilityMicro: 500_000,
        impactCenti: 4_000,
      });
      await rollUp();
    });

    it('is written by the team and not by risk people, in a session or out', async () => {
      await call('post', `${path}/options`, option(riskId), 'ruth').expect(403);
      const optionId = await createOption(option(riskId));
      await call(
        'put',
        `/options/${optionId}`,
        { ...option(riskId), revision: 1 },
        'ruth',
      ).expect(403);
      expect(await knex('treatment_option')).toHaveLength(1);
    });

    it('is changed and withdrawn without overwriting another hand', async () => {
      const optionId = await createOption(option(riskId));
      const change = { ...option(riskId), title: 'Shorter sessions' };
      await call('put', `/options/${optionId}`, {
        ...change,
        revision: 1,
      }).expect(200);
      await call('put', `/options/${optionId}`, {
        ...change,
        revision: 1,
      }).expect(409);
      const { body } = await call('get', `${path}/treatment`);
      expect(body.options[0]).toMatchObject({
        title: 'Shorter sessions',
        revision: 2,
      });

      await call('put', `/options/${optionId}`, {
        ...change,
        revision: 2,
        withdrawn: true,
      }).expect(200);
      const after = await call('get', `${path}/treatment`);
      expect(after.body.options).toEqual([]);
    });

    it.each([
      ['no effect', { effects: [] }, 'body.effects'],
      [
        'an effect above 1',
        { effects: [{ riskId: SHOP, effectLikelihood: 2, effectImpact: 0 }] },
        'body.effects',
      ],
      ['a negative cost', { costOnce: -1 }, 'body.costOnce'],
      ['an unknown kind', { kind: 'ignore' }, 'body.kind'],
      ['an unknown need', { needs: [randomUUID()] }, 'body.needs'],
      ['an unknown session', { sessionId: randomUUID() }, 'body.sessionId'],
    ])('is refused with %s', async (_name, changes, field) => {
      const { body } = await call(
        'post',
        `${path}/options`,
        option(riskId, changes),
      ).expect(400);
      expect(body.error.message).toContain(field);
      expect(await knex('treatment_option')).toEqual([]);
    });

    it('neither needs itself in a circle nor what it excludes', async () => {
      const first = await createOption(option(riskId));
      const second = await createOption(option(riskId, { needs: [first] }));
      const circle = await call('put', `/options/${first}`, {
        ...option(riskId, { needs: [second] }),
        revision: 1,
      }).expect(400);
      expect(circle.body.error.message).toContain('go in a circle');
      const both = await call(
        'post',
        `${path}/options`,
        option(riskId, { needs: [first], excludes: [first] }),
      ).expect(400);
      expect(both.body.error.message).toContain('never be chosen');
    });

    it('is of the product whose risks it treats', async () => {
      const { body } = await call(
        'post',
        '/products/system/default/shop/options',
        option(riskId),
      ).expect(400);
      expect(body.error.message).toContain(`is none of ${SHOP}`);
    });
  });

  describe('a session', () => {
    it('is asked for by risk people and run by the team', async () => {
      const riskId = await seedRisk({
        probabilityMicro: 500_000,
        impactCenti: 4_000,
      });
      const { body: asked } = await call(
        'post',
        `${path}/sessions`,
        {
          title: 'Token handling',
          reason: 'the register lists it as our largest risk',
          riskIds: [riskId],
          scope: [API],
        },
        'ruth',
      ).expect(200);
      expect(asked).toMatchObject({
        state: 'requested',
        createdBy: { ref: 'user:default/ruth' },
        scope: [{ ref: API }],
        risksIn: [{ id: riskId }],
        risksOut: [],
      });

      const held = {
        revision: 1,
        title: 'Token handling',
        state: 'held',
        day: '2026-11-20',
        cadenceDays: 90,
        notes: 'We walked through the login.',
        outcome: 'Bind tokens.',
        participants: ['user:default/lena', 'group:default/team'],
        scope: [API],
        risksIn: [riskId],
      };
      await call('put', `/sessions/${asked.id}`, held, 'ruth').expect(403);
      const { body } = await call('put', `/sessions/${asked.id}`, held).expect(
        200,
      );
      expect(body).toMatchObject({
        revision: 2,
        notes: 'We walked through the login.',
        participants: [
          { ref: 'group:default/team' },
          { ref: 'user:default/lena' },
        ],
      });
      await call('put', `/sessions/${asked.id}`, held).expect(409);
      const list = await call('get', `${path}/sessions`).expect(200);
      expect(list.body).toMatchObject({
        due: { state: 'none', on: '2027-02-18' },
        items: [{ id: asked.id, state: 'held', risks: 1, options: 0 }],
      });
    });

    it('keeps what whoever saves it may not see', async () => {
      const estimate = { probabilityMicro: 100_000, impactCenti: 1_000 };
      const known = await seedRisk(estimate);
      const { body: session } = await call('post', `${path}/sessions`, {
        title: 'Yearly review',
        reason: 'a year has passed',
        riskIds: [known],
        scope: [API],
      });
      const hidden = await seedRisk(estimate);
      await knex('risk_entity')
        .where({ risk_id: hidden })
        .update({ entity_ref: 'component:default/unknown' });
      await knex('session_risk').insert({
        session_id: session.id,
        risk_id: hidden,
        direction: 'out',
      });
      await knex('session_member').insert([
        {
          session_id: session.id,
          role: 'participant',
          ref: 'user:other/unknown',
        },
      ]);
      const shown = await call('get', `/sessions/${session.id}`);
      expect(shown.body).toMatchObject({
        hiddenParticipants: 1,
        hiddenRisks: 1,
        participants: [],
        risksOut: [],
      });
      const save = (changes: object) =>
        call('put', `/sessions/${session.id}`, {
          revision: 1,
          title: 'Yearly review',
          state: 'requested',
          ...changes,
        });

      await save({ risksOut: [hidden] }).expect(400);
      await save({ participants: ['user:other/unknown'] }).expect(400);
      const { body } = await save({
        participants: ['user:default/lena'],
      }).expect(200);

      expect(body).toMatchObject({
        participants: [{ ref: 'user:default/lena' }],
        hiddenParticipants: 1,
        scope: [],
        risksIn: [],
        hiddenRisks: 1,
      });
    });

    it('keeps what moved to another product since', async () => {
      const { body: session } = await call('post', `${path}/sessions`, {
        title: 'Yearly review',
        reason: 'a year has passed',
        scope: [API],
      });
      await knex('entity').where({ ref: API }).update({ product_ref: SHOP });
      const save = (scope: string[]) =>
        call('put', `/sessions/${session.id}`, {
          revision: 1,
          title: 'Yearly review',
          state: 'requested',
          scope,
        });

      await save([API, SHOP]).expect(400);
      const { body } = await save([API]).expect(200);

      expect(body.scope).toMatchObject([{ ref: API }]);
    });

    it('confirms ratings in bulk and says why not each', async () => {
      const estimate = { probabilityMicro: 100_000, impactCenti: 1_000 };
      const assumed = await seedRisk({ ...estimate, confirmed: false });
      const confirmed = await seedRisk(estimate);
      const unrated = await seedRisk({ ...estimate, unrated: true });
      const elsewhere = await seedRisk({ ...estimate, confirmed: false });
      const { body: session } = await call('post', `${path}/sessions`, {
        title: 'Ratings',
        reason: 'nobody confirmed them',
        riskIds: [assumed, confirmed, unrated],
      });

      const { body } = await call(
        'post',
        `/sessions/${session.id}/confirmations`,
        { riskIds: [assumed, confirmed, unrated, elsewhere] },
      ).expect(200);

      expect(body.confirmed).toEqual([assumed]);
      expect(body.refused.map((one: { reason: string }) => one.reason)).toEqual(
        [
          'Its rating is confirmed already',
          'It has no rating yet: rate it instead',
          'It is none of the risks of this session',
        ],
      );
      expect(
        await knex('risk').where({ id: assumed }).first('rating_state'),
      ).toEqual({ rating_state: 'confirmed' });
    });

    it.each([
      ['planned without a day', { state: 'planned' }, 'body.day'],
      ['held in the future', { state: 'held', day: '2026-12-24' }, 'body.day'],
      [
        'a participant who is no person',
        { participants: [API] },
        'body.participants',
      ],
      ['a scope elsewhere', { scope: [SHOP] }, 'body.scope'],
      ['an unknown risk', { risksIn: [randomUUID()] }, 'body.risks'],
      ['a cadence of a day', { cadenceDays: 1 }, 'body.cadenceDays'],
      ['notes without end', { notes: 'x'.repeat(60_000) }, 'body.notes'],
    ])('is refused when %s', async (_name, changes, field) => {
      const { body: session } = await call('post', `${path}/sessions`, {
        title: 'Yearly review',
        reason: 'a year has passed',
      });
      const { body } = await call('put', `/sessions/${session.id}`, {
        revision: 1,
        title: 'Yearly review',
        state: 'requested',
        ...changes,
      }).expect(400);
      expect(body.error.message).toContain(field);
    });
  });

  describe('a raised risk', () => {
    it('counts like any other, is in its own words, and covers nothing', async () => {
      const { body } = await call(
        'post',
        `${path}/risks`,
        {
          title: 'Single supplier',
          statement: 'The only supplier could fail for a week.',
          entityRef: API,
          rating: { likelihood: 3, impact: 4 },
        },
        'ruth',
      ).expect(200);

      expect(body).toMatchObject({
        title: 'Single supplier',
        statement: 'The only supplier could fail for a week.',
        exposure: 30_000,
        ratingState: 'confirmed',
        entities: [{ ref: API }],
      });
      const product = await knex('product_rollup')
        .where({ product_ref: PAY })
        .first();
      expect(Number(product.exposure)).toBe(30_000);
      expect(product.modelled).toBe(0);
      expect(await knex('entity_assessment')).toEqual([]);
    });

    it('is unrated without a rating and touches the product itself', async () => {
      const raise = () =>
        call('post', `${path}/risks`, {
          title: 'Single supplier',
          statement: 'The only supplier could fail for a week.',
        }).expect(200);
      expect((await raise()).body).toMatchObject({
        ratingState: 'unrated',
        entities: [{ ref: PAY }],
      });
      await raise();
      expect(await knex('source')).toHaveLength(1);
      expect(await knex('risk')).toHaveLength(2);
    });

    it('is refused on what is none of the product', async () => {
      const { body } = await call('post', `${path}/risks`, {
        title: 'Single supplier',
        statement: 'The only supplier could fail for a week.',
        entityRef: 'component:default/cart',
      }).expect(400);
      expect(body.error.message).toContain('body.entityRef');
      expect(await knex('risk')).toEqual([]);
    });
  });
});
