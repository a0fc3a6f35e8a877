import { Knex } from 'knex';
import { decisionApi, OWNERS, PAYMENTS } from '../../__testUtils__/decisionApi';
import { createTestDatabases } from '../../__testUtils__/databases';
import { seedOwners } from '../../__testUtils__/seedOrganisation';

const databases = createTestDatabases();
const FINN = 'user:default/finn';
const OLIVE = 'user:default/olive';

describe.each(databases.ids)('two signatures (%s)', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.migrated(databaseId);
  });

  afterEach(async () => {
    await knex.destroy();
  });

  /** A request whose acceptance olive and finn have to sign. */
  async function start(more: Parameters<typeof decisionApi>[1] = {}) {
    const api = await decisionApi(knex, {
      budgets: { [PAYMENTS]: 'exhausted' },
      config: { policy: { fallbackSigner: FINN } },
      ...more,
    });
    const { id } = await api.asked();
    return {
      ...api,
      id,
      grant: async (name = 'olive', changes: object = {}) =>
        api
          .as(name)
          .post(
            `/decisions/${id}/grant`,
            api.granting(await api.read(id, name), changes),
          ),
      sign: async (name = 'finn') => {
        const { basis } = await api.read(id, name);
        return api.as(name).post(`/decisions/${id}/second-signature`, {
          reason: 'Agreed',
          basis,
        });
      },
    };
  }

  describe.each([
    [
      'above the limit',
      { config: { policy: { limits: [{ owner: OWNERS, points: 8.9999 }] } } },
    ],
    ['with the budget exhausted', { budgets: { [PAYMENTS]: 'exhausted' } }],
  ] as const)('%s', (_case, setting) => {
    it('needs a second person, who signs for the nearest ancestor', async () => {
      const { as, asked, granting, read } = await decisionApi(knex, {
        ...JSON.parse(JSON.stringify(setting)),
      });
      await knex('entity').insert({
        ref: 'domain:default/finance',
        kind: 'domain',
        title: 'Finance',
        owner_ref: 'group:default/finance-leads',
        first_seen: '2026-01-01T00:00:00.000Z',
      });
      await knex('entity_closure').insert({
        ancestor: 'domain:default/finance',
        descendant: PAYMENTS,
        depth: 1,
        relation: 'partOf',
      });
      const decision = await asked();
      const path = `/decisions/${decision.id}`;
      const { body: signed } = await as('olive')
        .post(`${path}/grant`, granting(decision))
        .expect(200);
      expect(signed).toMatchObject({
        state: 'requested',
        status: 'waiting-for-second-signer',
        authority: {
          mayGrant: false,
          secondSigner: { ref: 'group:default/finance-leads' },
        },
      });

      const sign = (name: string) =>
        as(name).post(`${path}/second-signature`, {
          reason: 'Agreed with finance',
          basis: signed.basis,
        });
      await sign('olive').expect(403);
      await sign('oscar').expect(403);
      const waiting = await as('finn').get('/my-decisions').expect(200);
      expect(waiting.body.waitingForMe).toMatchObject([{ id: decision.id }]);
      expect((await read(decision.id, 'finn')).authority.maySign).toBe(true);
      const { body } = await sign('finn').expect(200);

      expect(body).toMatchObject({
        state: 'granted',
        expiry: '2027-01-31',
        signatures: [
          { role: 'owner', by: 'user:default/olive' },
          { role: 'second', by: 'user:default/finn' },
        ],
      });
    });

    it('cannot be granted where nobody may sign second', async () => {
      const { as, asked, granting } = await decisionApi(knex, {
        ...JSON.parse(JSON.stringify(setting)),
      });
      const decision = await asked();

      const { body } = await as('olive')
        .post(`/decisions/${decision.id}/grant`, granting(decision))
        .expect(403);

      expect(body.error.message).toContain('risk.policy.fallbackSigner');
    });
  });

  it('takes the fallback signer where no ancestor has an owner', async () => {
    const { as, asked, granting } = await decisionApi(knex, {
      budgets: { [PAYMENTS]: 'exhausted' },
      config: { policy: { fallbackSigner: 'user:default/finn' } },
    });
    const decision = await asked();
    const { body } = await as('olive')
      .post(`/decisions/${decision.id}/grant`, granting(decision))
      .expect(200);

    await as('finn')
      .post(`/decisions/${decision.id}/second-signature`, {
        reason: 'Agreed',
        basis: body.basis,
      })
      .expect(200);
  });

  it('does not count the first signature of an owner who left since', async () => {
    const gone: string[] = [];
    const { as, asked, granting } = await decisionApi(knex, {
      gone,
      budgets: { [PAYMENTS]: 'exhausted' },
      config: { policy: { fallbackSigner: 'user:default/finn' } },
    });
    const decision = await asked();
    const { body } = await as('olive')
      .post(`/decisions/${decision.id}/grant`, granting(decision))
      .expect(200);
    gone.push('user:default/olive');

    await as('finn')
      .post(`/decisions/${decision.id}/second-signature`, {
        reason: 'Agreed',
        basis: body.basis,
      })
      .expect(403);
  });

  it('lapses with the owner whom it was given for, who may sign anew', async () => {
    const api = await start();
    await api.grant();
    await seedOwners(knex, 'user:default/stranger', []);
    await knex('product')
      .where({ entity_ref: PAYMENTS })
      .update({ owner_ref: 'user:default/stranger' });

    const refused = await api.sign();
    expect(refused.status).toBe(409);
    expect(refused.body.error.message).toContain('another owner since');
    expect((await api.read(api.id, 'finn')).authority).toMatchObject({
      maySign: false,
      why: expect.stringContaining('another owner since'),
    });

    expect((await api.grant('stranger')).status).toBe(200);
    const { body } = await api.sign();
    expect(body).toMatchObject({
      state: 'granted',
      signatures: [
        { role: 'owner', by: 'user:default/stranger' },
        { role: 'second', by: FINN },
      ],
    });
  });

  it('lapses when the risks are not what the owner signed any more', async () => {
    const api = await start();
    await api.grant();
    await knex('risk')
      .where({ id: api.riskId() })
      .update({ exposure: 900_000 });

    const refused = await api.sign();
    expect(refused.status).toBe(409);
    expect(refused.body.error.message).toContain(
      'the risks have changed since',
    );
    expect((await api.read(api.id)).authority.mayGrant).toBe(true);

    expect((await api.grant('olive', { expiry: '2027-01-15' })).status).toBe(
      200,
    );
    expect((await api.sign()).body).toMatchObject({
      state: 'granted',
      exposureAtGrant: 900_000,
      expiry: '2027-01-15',
    });
  });

  it('is not given twice while it holds', async () => {
    const api = await start();
    await api.grant();

    expect((await api.read(api.id, 'oscar')).authority.mayGrant).toBe(false);
    expect((await api.grant('oscar')).status).toBe(409);
  });

  it('may be given anew after whoever gave it left', async () => {
    const gone: string[] = [];
    const api = await start({ gone });
    await api.grant();
    gone.push(OLIVE);

    expect((await api.sign()).status).toBe(403);
    expect((await api.grant('oscar')).status).toBe(200);
    expect((await api.sign()).status).toBe(200);
  });

  it('counts what is accepted, and not what it was a moment before', async () => {
    const api = await start({
      budgets: {},
      config: {
        policy: {
          fallbackSigner: FINN,
          limits: [{ owner: OWNERS, points: 1 }],
        },
      },
    });
    const { authority } = api.decisions;
    const { verdictOn } = authority;
    const decision = await api.read(api.id);
    const rated = (exposure: number) =>
      knex('risk').where({ id: api.riskId() }).update({ exposure });
    await rated(1);
    jest
      .spyOn(authority, 'verdictOn')
      .mockImplementationOnce(async (...asked) => {
        const verdict = await verdictOn.apply(authority, asked);
        await rated(90_000);
        return verdict;
      });

    await api
      .as('olive')
      .post(`/decisions/${api.id}/grant`, api.granting(decision))
      .expect(409);
  });

  describe('where only one person could give both', () => {
    const owns = (ref: string) => ({
      ref: 'domain:default/finance',
      kind: 'domain',
      title: 'Finance',
      owner_ref: ref,
      first_seen: '2026-01-01T00:00:00.000Z',
    });

    async function within(ownerOfDomain: string) {
      await knex('entity').insert(owns(ownerOfDomain));
      await knex('entity_closure').insert({
        ancestor: 'domain:default/finance',
        descendant: PAYMENTS,
        depth: 1,
        relation: 'partOf',
      });
    }

    it('goes on to somebody else than the owner of both', async () => {
      const api = await start();
      await within(OLIVE);
      await seedOwners(knex, OLIVE, []);
      await knex('product')
        .where({ entity_ref: PAYMENTS })
        .update({ owner_ref: OLIVE });

      expect((await api.grant()).body.authority.secondSigner).toMatchObject({
        ref: FINN,
      });
      expect((await api.sign()).status).toBe(200);
    });

    it('leaves the first to another owner', async () => {
      const api = await start();
      await within(OLIVE);

      const refused = await api.grant();
      expect(refused.status).toBe(403);
      expect(refused.body.error.message).toContain('sign second');
      expect((await api.grant('oscar')).status).toBe(200);
      expect((await api.sign('olive')).status).toBe(200);
    });

    it('is refused at once where whoever asked would have to', async () => {
      const api = await start({
        config: { policy: { fallbackSigner: 'user:default/engineer' } },
      });

      const refused = await api.grant();
      expect(refused.status).toBe(403);
      expect(refused.body.error.message).toContain('asked for it');
    });
  });
});
