import fc from 'fast-check';
import { Knex } from 'knex';
import { createTestDatabases } from '../../__testUtils__/databases';
import { decisionApi } from '../../__testUtils__/decisionApi';
import { RiskFacts } from '../../database/DecisionStore';
import { basisOf, changesSince, staleReasons } from './riskFacts';

const databases = createTestDatabases();

const facts = (more: Partial<RiskFacts> = {}): RiskFacts => ({
  riskId: 'r1',
  title: 'Token replay',
  statement: 'Somebody could pay with a stolen token.',
  productRef: 'system:default/payments',
  state: 'open',
  probabilityMicro: 300_000,
  impactCenti: 3_000,
  exposure: 90_000,
  level: 'high',
  entities: ['component:default/api'],
  ...more,
});

const now = (more: Partial<RiskFacts>) => new Map([['r1', facts(more)]]);
const OWNER = { atGrant: 'group:default/a', now: 'group:default/a' };

describe('staleness', () => {
  it.each([
    [{}, []],
    [{ exposure: 99_000 }, []],
    [{ exposure: 99_001 }, ['exposure-grew']],
    [{ exposure: 0, level: 'low' as const }, []],
    [{ level: 'critical' as const }, ['level-rose']],
    [{ entities: [] }, []],
    [
      { entities: ['component:default/api', 'component:default/web'] },
      ['entity-added'],
    ],
    [{ productRef: 'system:default/search' }, ['product-changed']],
  ])('after %j: %j', (more, codes) => {
    const reasons = staleReasons([facts()], now(more), OWNER);
    expect(reasons.map(({ code }) => code)).toEqual(codes);
  });

  it('notices another owner, or none', () => {
    for (const owner of ['group:default/b', undefined]) {
      expect(
        staleReasons([facts()], now({}), { ...OWNER, now: owner }),
      ).toMatchObject([{ code: 'owner-changed' }]);
    }
  });

  it('counts any growth from nothing', () => {
    expect(
      staleReasons([facts({ exposure: 0 })], now({ exposure: 1 }), OWNER),
    ).toHaveLength(1);
  });
});

describe('the basis of a decision', () => {
  it('is the same exactly when nothing is different', () => {
    const arbitrary = fc.record({
      exposure: fc.nat(3),
      level: fc.constantFrom(...(['low', 'high', null] as const)),
      state: fc.constantFrom(...(['open', 'closed'] as const)),
      productRef: fc.constantFrom('a', 'b'),
      entities: fc.subarray(['x', 'y']),
    });
    fc.assert(
      fc.property(arbitrary, arbitrary, (a, b) => {
        const same = JSON.stringify(a) === JSON.stringify(b);
        expect(basisOf([facts(a)]) === basisOf([facts(b)])).toBe(same);
      }),
    );
  });

  it('does not depend on the order of risks, nor on their words', () => {
    const [one, two] = [facts(), facts({ riskId: 'r2' })];
    expect(basisOf([one, two])).toBe(
      basisOf([two, { ...one, title: 'Another title' }]),
    );
  });
});

describe('changes', () => {
  it('say what happened to each risk', () => {
    const before = [facts(), facts({ riskId: 'r2' }), facts({ riskId: 'r3' })];
    const changes = changesSince(
      before,
      new Map([
        ['r1', facts({ state: 'closed' })],
        ['r2', facts({ riskId: 'r2', entities: [] })],
      ]),
      new Set(['r3']),
    );
    expect(changes.map(({ riskId, code }) => [riskId, code])).toEqual([
      ['r1', 'closed'],
      ['r2', 'entities-changed'],
      ['r3', 'merged'],
    ]);
  });
});

describe.each(databases.ids)('stale in lists (%s)', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.migrated(databaseId);
  });

  afterEach(async () => {
    await knex.destroy();
  });

  it('is what the reasons say, whatever happened', async () => {
    const { granted, read, riskId } = await decisionApi(knex);
    const { id } = await granted();
    const web = 'component:default/payments-web';
    const change = fc.record({
      exposure: fc.constantFrom(0, 90_000, 99_000, 99_001, 200_000),
      level: fc.constantFrom('low', 'high', 'critical', null),
      product_ref: fc.constantFrom(
        'system:default/payments',
        'system:default/search',
      ),
      added: fc.boolean(),
      owner: fc.constantFrom(
        'group:default/payments-owners',
        'group:default/others',
        null,
      ),
    });
    await fc.assert(
      fc.asyncProperty(change, async ({ added, owner, ...values }) => {
        await knex('risk').where({ id: riskId() }).update(values);
        await knex('product')
          .where({ entity_ref: 'system:default/payments' })
          .update({ owner_ref: owner });
        await knex('risk_entity')
          .where({ risk_id: riskId(), entity_ref: web })
          .delete();
        if (added) {
          await knex('risk_entity').insert({
            risk_id: riskId(),
            entity_ref: web,
            share: 0,
          });
        }
        const decision = await read(id, 'engineer');
        expect(decision.status === 'stale').toBe(
          decision.staleReasons.length > 0,
        );
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});
