import { Knex } from 'knex';
import {
  OWNERS,
  TODAY,
  budgetApi,
  rollUp,
  seedBudgetProduct,
  seedRisk,
  setTarget,
} from '../__testUtils__/budgetApi';
import { createTestDatabases } from '../__testUtils__/databases';
import { NOW } from '../__testUtils__/startApi';
import { PAY } from '../__testUtils__/writeSide';
import { dayText } from '../days';

jest.setTimeout(60_000);

const databases = createTestDatabases();

describe.each(databases.ids)('a target (%s)', id => {
  let knex: Knex;

  const start = (more?: Parameters<typeof budgetApi>[1]) =>
    budgetApi(knex, more);

  beforeEach(async () => {
    knex = await databases.migrated(id);
    await seedBudgetProduct(knex);
  });

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
    await setTarget(knex, 100_000);
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
    await rollUp(knex, TODAY - 120);
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
    await setTarget(knex, 50_000);
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
