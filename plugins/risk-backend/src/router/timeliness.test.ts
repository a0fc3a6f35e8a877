import { Level } from '@product-risk/risk-model';
import { Knex } from 'knex';
import {
  TODAY,
  at,
  budgetApi,
  seedBudgetProduct,
  seedRisk,
} from '../__testUtils__/budgetApi';
import { createTestDatabases } from '../__testUtils__/databases';
import { independently, oracleCases } from '../__testUtils__/oracles';
import { seedDecision } from '../__testUtils__/seedDecision';
import { DecisionStore } from '../database/DecisionStore';
import { dayText } from '../days';

jest.setTimeout(60_000);

const databases = createTestDatabases();

describe.each(databases.ids)('timeliness (%s)', id => {
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
});
