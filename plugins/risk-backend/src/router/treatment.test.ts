import { Knex } from 'knex';
import { createTestDatabases } from '../__testUtils__/databases';
import { independently, oracleCases } from '../__testUtils__/oracles';
import { NOW } from '../__testUtils__/startApi';
import {
  option,
  PAY_PATH,
  startTreatment,
} from '../__testUtils__/treatmentApi';
import { PAY, WEB } from '../__testUtils__/writeSide';

jest.setTimeout(60_000);

const databases = createTestDatabases();

describe.each(databases.ids)('treatment (%s)', id => {
  let knex: Knex;
  let portal: Awaited<ReturnType<typeof startTreatment>>;

  beforeEach(async () => {
    knex = await databases.migrated(id);
    portal = await startTreatment(knex);
  });

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
            await portal.seedRisk({
              probabilityMicro: risk.probabilityBp * 100,
              impactCenti: risk.impact * 100,
            }),
          );
        }
        await portal.rollUp();
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

        const { body } = await portal
          .call(
            'get',
            `${PAY_PATH}/treatment?target=${Math.round(
              given.targetPoints * 10_000,
            )}`,
          )
          .expect(200);

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
    const riskId = await portal.seedRisk({
      probabilityMicro: 500_000,
      impactCenti: 4_000,
    });
    await portal.seedRisk({ probabilityMicro: 100_000, impactCenti: 1_000 });
    await portal.rollUp();
    await knex('budget_target').insert({
      product_ref: PAY,
      at: NOW.toISOString(),
      actor: 'user:default/ines',
      method: 'set',
      steps: JSON.stringify([{ day: '2026-11-24', exposure: 120_000 }]),
      reason: 'as agreed',
    });
    const optionId = await portal.createOption(
      option(riskId, { costYearly: 100, leadDays: 14 }),
    );

    const { body } = await portal
      .call('get', `${PAY_PATH}/treatment?years=3&chosen=${optionId}`)
      .expect(200);

    expect(body).toMatchObject({
      exposure: 210_000,
      target: 120_000,
      needed: 90_000,
      years: 3,
      cheapest: { options: [optionId], cost: 1_100, projectedPoints: 11 },
      whatIf: { allowed: true, projectedPoints: 11, inPlaceAfterDays: 14 },
    });
    expect(body.sentence).toContain('costs 11 person days');
    const without = await portal
      .call('get', `${PAY_PATH}/treatment`)
      .expect(200);
    expect(without.body.whatIf.budget.state).toBe('exhausted');
    expect(without.body.whatIf.budget.recoversOn).toBeUndefined();
    expect(body.whatIf.budget.recoversOn).toMatch(/^20\d\d-/);
  });

  it('says so when no explored set is enough, and without a target', async () => {
    const riskId = await portal.seedRisk({
      probabilityMicro: 500_000,
      impactCenti: 4_000,
    });
    await portal.rollUp();
    await portal.createOption(option(riskId));

    const none = await portal.call('get', `${PAY_PATH}/treatment?target=10000`);
    expect(none.body.cheapest).toBeUndefined();
    expect(none.body.sentence).toContain('no set of the options explored');
    const untargeted = await portal.call('get', `${PAY_PATH}/treatment`);
    expect(untargeted.body.target).toBeUndefined();
    expect(untargeted.body.sentence).toContain('No target is set');
  });

  it('tells nobody of options on risks they may not see', async () => {
    const hidden = await portal.seedRisk({
      probabilityMicro: 500_000,
      impactCenti: 4_000,
      on: WEB,
    });
    await portal.rollUp();
    await portal.createOption(option(hidden, { title: 'Secret plan' }));

    const { body, text } = await portal
      .call('get', `${PAY_PATH}/treatment`, undefined, 'pavel')
      .expect(200);
    expect(body.options).toEqual([]);
    expect(body.exposure).toBe(200_000);
    expect(text).not.toContain('Secret plan');
    await portal
      .call('post', `${PAY_PATH}/options`, option(hidden), 'pavel')
      .expect(400);
  });
});
