import { Knex } from 'knex';
import { decisionApi, OWNERS, PAYMENTS } from '../../__testUtils__/decisionApi';
import { createTestDatabases } from '../../__testUtils__/databases';

const databases = createTestDatabases();

describe.each(databases.ids)('who decides (%s)', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.migrated(databaseId);
  });

  afterEach(async () => {
    await knex.destroy();
  });

  it.each([
    ['stranger', /do not belong to group:default\/payments-owners/],
    ['nested', /do not belong to/],
    ['engineer', /risk.decision.grant is missing/],
  ])('does not let %s grant', async (name, reason) => {
    const { as, asked, granting } = await decisionApi(knex);
    const decision = await asked();

    const { status, body } = await as(name).post(
      `/decisions/${decision.id}/grant`,
      granting(decision),
    );

    expect(status).toBe(403);
    expect(body.error.message).toMatch(reason);
    expect(await knex('decision').pluck('state')).toEqual(['requested']);
  });

  it('lets members of nested groups grant where that is switched on', async () => {
    const { as, asked, granting } = await decisionApi(knex, {
      config: { policy: { nestedGroups: true } },
    });
    const decision = await asked();

    await as('nested')
      .post(`/decisions/${decision.id}/grant`, granting(decision))
      .expect(200);
  });

  it('keeps groups out that never accept, whatever they own', async () => {
    const { as, asked, granting } = await decisionApi(knex, {
      config: { policy: { neverAccept: ['group:default/security'] } },
    });
    const decision = await asked();

    const { status, body } = await as('sec').post(
      `/decisions/${decision.id}/grant`,
      granting(decision),
    );

    expect(status).toBe(403);
    expect(body.error.message).toContain('group:default/security never decide');
  });

  it('does not let a service grant, nor one on behalf of a person', async () => {
    const { as, asked, granting, decisions } = await decisionApi(knex);
    const decision = await asked();

    await as('service')
      .post(`/decisions/${decision.id}/grant`, granting(decision))
      .expect(403);
    const verdict = await decisions.authority.verdictOn(
      {
        credentials: {
          $$type: '@backstage/BackstageCredentials',
          principal: {},
        },
        kind: 'user',
        actor: 'user:default/olive',
        onBehalf: 'plugin:scaffolder',
      },
      {
        productRef: PAYMENTS,
        requestedBy: 'user:default/engineer',
        exposure: 1,
      },
    );
    expect(verdict.refusal).toContain('on behalf');
    expect(verdict.path).toBeUndefined();
  });

  it('does not let an owner who left the catalog grant', async () => {
    const { as, asked, granting } = await decisionApi(knex, {
      gone: ['user:default/olive'],
    });
    const decision = await asked();

    const { status, body } = await as('olive').post(
      `/decisions/${decision.id}/grant`,
      granting(decision),
    );

    expect(status).toBe(403);
    expect(body.error.message).toContain('not in the catalog any more');
  });

  it('lets nobody grant when the owner cannot be resolved, and says so', async () => {
    const { as, asked, granting, read } = await decisionApi(knex, {
      gone: [OWNERS],
    });
    const decision = await asked();

    await as('olive')
      .post(`/decisions/${decision.id}/grant`, granting(decision))
      .expect(403);
    expect((await read(decision.id)).authority).toMatchObject({
      mayGrant: false,
      why: `Nobody can decide: the owner ${OWNERS} is not in the catalog`,
    });
  });

  it.each([
    [false, 403],
    [true, 200],
  ])(
    'takes a proposed owner for an owner only where catalog files are trusted (%s)',
    async (trustCatalogOwners, expected) => {
      const { as, asked, granting } = await decisionApi(knex, {
        config: { policy: { trustCatalogOwners } },
      });
      await knex('product')
        .where({ entity_ref: PAYMENTS })
        .update({ owner_ref: null, proposed_owner_ref: OWNERS });
      const decision = await asked();
      const mine = await as('olive').get('/my-decisions').expect(200);
      expect(mine.body.waitingForMe).toHaveLength(1);

      await as('olive')
        .post(`/decisions/${decision.id}/grant`, granting(decision))
        .expect(expected);
    },
  );

  it('does not let the owner grant what the owner asked for', async () => {
    const { as, asking, granting } = await decisionApi(knex);
    const { body: decision } = await as('olive')
      .post('/decisions', asking())
      .expect(200);

    const { body } = await as('olive')
      .post(`/decisions/${decision.id}/grant`, granting(decision))
      .expect(403);
    expect(body.error.message).toContain('another owner has to grant it');
    await as('oscar')
      .post(`/decisions/${decision.id}/grant`, granting(decision))
      .expect(200);
  });

  it('lets an owner decide alone below the limit', async () => {
    const { as, asking, granting } = await decisionApi(knex, {
      config: { policy: { limits: [{ owner: OWNERS, points: 9 }] } },
    });
    const { body: decision } = await as('olive')
      .post('/decisions', asking())
      .expect(200);

    await as('olive')
      .post(`/decisions/${decision.id}/grant`, granting(decision))
      .expect(200);
  });

  it('notices that the owner changed while one was deciding', async () => {
    const { as, asked, granting } = await decisionApi(knex);
    const decision = await asked();
    await knex('product')
      .where({ entity_ref: PAYMENTS })
      .update({ owner_ref: 'user:default/finn' });
    await knex('entity').insert({
      ref: 'user:default/finn',
      kind: 'user',
      title: 'Finn',
      first_seen: '2026-01-01T00:00:00.000Z',
    });

    await as('olive')
      .post(`/decisions/${decision.id}/grant`, granting(decision))
      .expect(403);
    await as('finn')
      .post(`/decisions/${decision.id}/grant`, granting(decision))
      .expect(200);
  });

  it('waits for nobody who never decides', async () => {
    const { as, asked } = await decisionApi(knex, {
      config: { policy: { neverAccept: ['group:default/security'] } },
    });
    await asked();
    const waiting = async (name: string) =>
      (await as(name).get('/my-decisions').expect(200)).body.waitingForMe;
    expect(await waiting('olive')).toHaveLength(1);
    expect(await waiting('sec')).toEqual([]);
  });

  it('waits for members of nested groups where that is switched on', async () => {
    const { as, asked } = await decisionApi(knex, {
      config: { policy: { nestedGroups: true } },
    });
    await asked();
    const { body } = await as('nested').get('/my-decisions').expect(200);
    expect(body.waitingForMe).toHaveLength(1);
  });
});
