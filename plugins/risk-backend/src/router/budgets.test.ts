import { UNITS_PER_POINT } from '@product-risk/risk-model';
import { Knex } from 'knex';
import {
  TODAY,
  budgetApi,
  clear,
  rollUp,
  seedBudgetProduct,
  seedRisk,
  setTarget,
} from '../__testUtils__/budgetApi';
import { createTestDatabases } from '../__testUtils__/databases';
import { independently, oracleCases } from '../__testUtils__/oracles';
import { NOW } from '../__testUtils__/startApi';
import { PAY, writeSide } from '../__testUtils__/writeSide';
import { ProductBudgets } from '../services/budgets/ProductBudgets';
import { dayText } from '../days';

jest.setTimeout(60_000);

const databases = createTestDatabases();

describe.each(databases.ids)('budgets (%s)', id => {
  let knex: Knex;

  const start = (more?: Parameters<typeof budgetApi>[1]) =>
    budgetApi(knex, more);

  beforeEach(async () => {
    knex = await databases.migrated(id);
    await seedBudgetProduct(knex);
  });

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
          await clear(knex);
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
          await rollUp(knex, origin - 30);
          await setTarget(knex, Math.round(given.target * UNITS_PER_POINT));

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

  it('tells an unknown exposure, a missing target and a start to come apart', async () => {
    const api = await start();
    expect(await api.budget()).toMatchObject({ state: 'not-assessed' });

    await seedRisk(knex, [{ day: TODAY - 5, exposure: 50_000 }]);
    await rollUp(knex, TODAY - 5);
    const untargeted = await api.budget();
    expect(untargeted).toMatchObject({
      state: 'no-target',
      startsOn: dayText(TODAY + 25),
    });
    expect(untargeted.spentShare).toBeUndefined();

    await setTarget(knex, 100_000);
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
    await rollUp(knex, TODAY - 200);
    await setTarget(knex, 100_000, TODAY - 60);
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
    await rollUp(knex, TODAY - 200);
    expect(await standing()).toBe('none');
    await setTarget(knex, 500_000);
    expect(await standing()).toBe('within');
    await setTarget(knex, 100_000);
    expect(await standing()).toBe('exhausted');
  });

  it('explains what was spent by risk, exactly', async () => {
    await seedRisk(knex, [{ day: TODAY - 60, exposure: 200_000 }]);
    await seedRisk(knex, [
      { day: TODAY - 40, exposure: 90_000 },
      { day: TODAY - 30, exposure: 0, closed: true },
    ]);
    await rollUp(knex, TODAY - 200);
    await setTarget(knex, 100_000);
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
});
