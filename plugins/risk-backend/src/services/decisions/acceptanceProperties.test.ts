import fc from 'fast-check';
import { DecisionDetail } from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { createTestDatabases } from '../../__testUtils__/databases';
import { decisionApi, PAYMENTS } from '../../__testUtils__/decisionApi';
import { NOW } from '../../__testUtils__/startApi';
import { numbersOf, writeSide } from '../../__testUtils__/writeSide';

jest.setTimeout(120_000);

const databases = createTestDatabases();
const DAY = 86_400_000;

const words = ['Token replay', 'Vault key leak', 'Unsigned webhook'] as const;

const step = fc.oneof(
  fc.record({
    kind: fc.constant('ask' as const),
    about: fc.subarray([...words], { minLength: 1 }),
  }),
  fc.record({
    kind: fc.constantFrom(
      'grant' as const,
      'rejection' as const,
      'options-request' as const,
      'options' as const,
      'revocation' as const,
      'extension' as const,
    ),
    which: fc.nat(),
  }),
  fc.record({
    kind: fc.constant('wait' as const),
    days: fc.integer({ min: 1, max: 40 }),
  }),
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

describe.each(databases.ids)('accepting risks (%s)', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.migrated(databaseId);
  });

  afterEach(async () => {
    await knex.destroy();
  });

  it('never changes the exposure, whatever is asked, granted, revoked or extended', async () => {
    const api = await decisionApi(knex);
    const { as, clock } = api;
    const recompute = () =>
      knex.transaction(trx =>
        writeSide(knex).rollup.recompute(trx, {
          products: [PAYMENTS],
          entities: [],
        }),
      );
    const stored = async () => ({
      ...(await numbersOf(knex)),
      risks: await knex('risk').orderBy('id'),
      states: await knex('risk_state').orderBy('id'),
      steps: await knex('exposure_step').orderBy(['assessed_day', 'day']),
    });
    const shown = async () => {
      const path = '/products/system/default/payments';
      const { body } = await as('olive').get(path).expect(200);
      const { exposures, risks, severe, worst, madeOf } = body;
      return { exposures, risks, severe, worst, madeOf };
    };
    const dayFrom = (days: number) =>
      new Date(clock.now.getTime() + days * DAY).toISOString().slice(0, 10);

    async function take(one: Step) {
      if (one.kind === 'wait') {
        clock.now = new Date(clock.now.getTime() + one.days * DAY);
        return one.kind;
      }
      if (one.kind === 'ask') {
        const { status } = await as('engineer').post(
          '/decisions',
          api.asking({
            riskIds: one.about.map(api.riskId),
            proposedExpiry: dayFrom(60),
          }),
        );
        return `${one.kind} ${status}`;
      }
      const ids: string[] = await knex('decision').orderBy('id').pluck('id');
      if (ids.length === 0) return one.kind;
      const id = ids[one.which % ids.length];
      const { basis }: DecisionDetail = await api.read(id);
      const asks = one.kind === 'options' || one.kind === 'extension';
      const { status } = await as(asks ? 'engineer' : 'olive').post(
        `/decisions/${id}/${one.kind}`,
        one.kind === 'options'
          ? { options: 'Rotate the key' }
          : {
              reason: 'As agreed',
              ...(one.kind === 'grant' && { basis, expiry: dayFrom(30) }),
              ...(one.kind === 'extension' && { proposedExpiry: dayFrom(60) }),
            },
      );
      return `${one.kind} ${status}`;
    }

    await recompute();
    const before = { stored: await stored(), shown: await shown() };
    const taken = new Set<string>();
    const unchanged = async () => {
      expect(await stored()).toEqual(before.stored);
      expect(await shown()).toEqual(before.shown);
    };

    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 10 }),
        async steps => {
          for (const one of steps) taken.add(await take(one));
          await unchanged();
        },
      ),
      {
        numRuns: 8,
        // What every run of the test goes through, whatever the others draw.
        examples: [
          [
            [
              { kind: 'ask', about: ['Token replay', 'Unsigned webhook'] },
              { kind: 'grant', which: 0 },
              { kind: 'extension', which: 0 },
              { kind: 'wait', days: 40 },
            ],
          ],
        ],
      },
    );
    await recompute();
    await unchanged();

    expect(clock.now.getTime()).toBeGreaterThan(NOW.getTime());
    expect([...taken]).toEqual(
      expect.arrayContaining(['ask 200', 'grant 200', 'extension 200', 'wait']),
    );
    expect([...taken].filter(answer => / 5\d\d$/.test(answer))).toEqual([]);
  });
});
