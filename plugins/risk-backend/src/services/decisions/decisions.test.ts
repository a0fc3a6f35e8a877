import { endpoints } from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { decisionApi, OWNERS, PAYMENTS } from '../../__testUtils__/decisionApi';
import { createTestDatabases } from '../../__testUtils__/databases';
import { DecisionStore } from '../../database/DecisionStore';

const databases = createTestDatabases();

describe.each(databases.ids)('decisions (%s)', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.migrated(databaseId);
  });

  afterEach(async () => {
    await knex.destroy();
  });

  it('lets an engineer ask and the owner grant, and keeps what was seen', async () => {
    const { as, asked, granting, read } = await decisionApi(knex);

    const decision = await asked();
    expect(endpoints.requestDecision.response.parse(decision)).toMatchObject({
      state: 'requested',
      status: 'waiting-for-owner',
      product: { ref: PAYMENTS },
      exposure: 90_000,
      authority: { mayGrant: false, mayDecide: false },
    });
    const mine = await as('olive').get('/my-decisions').expect(200);
    expect(mine.body.waitingForMe).toMatchObject([{ id: decision.id }]);

    const { body } = await as('olive')
      .post(`/decisions/${decision.id}/grant`, granting(decision))
      .expect(200);

    expect(endpoints.grantDecision.response.parse(body)).toMatchObject({
      state: 'granted',
      status: 'active',
      expiry: '2027-01-31',
      decidedBy: 'user:default/olive',
      exposureAtGrant: 90_000,
      signatures: [
        { role: 'owner', by: 'user:default/olive', onBehalfOf: OWNERS },
      ],
      log: [{ action: 'requested' }, { action: 'granted' }],
      authority: { mayRevoke: true, mayGrant: false },
    });
    expect(body.snapshots.map((one: { moment: string }) => one.moment)).toEqual(
      ['requested', 'granted'],
    );
    const { status } = await read(decision.id, 'engineer');
    expect(status).toBe('active');
    const risk = await as('engineer').get(
      `/risks/${decision.risks[0].id}/decisions`,
    );
    expect(risk.body.items).toMatchObject([{ id: decision.id }]);
  });

  it('changes no number by accepting', async () => {
    const { granted } = await decisionApi(knex);
    const numbers = async () => ({
      risks: await knex('risk').orderBy('id'),
      products: await knex('product_rollup').orderBy('product_ref'),
      entities: await knex('entity_rollup').orderBy('entity_ref'),
      history: await knex('risk_state').orderBy('id'),
    });
    const before = await numbers();

    await granted();

    expect(await numbers()).toEqual(before);
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

  it('answers a hidden product like one that does not exist', async () => {
    const { as, asked } = await decisionApi(knex, {
      confidential: { [PAYMENTS]: 'user:default/engineer' },
    });
    const decision = await asked();

    const { status, text } = await as('stranger').get(
      `/decisions/${decision.id}`,
    );

    expect(status).toBe(404);
    expect(text).not.toContain('stolen');
  });

  it('shows no text of a decision about risks that are partly hidden', async () => {
    const { as, asking, riskId } = await decisionApi(knex, {
      confidential: {
        'component:default/payments-vault': 'user:default/engineer',
      },
    });
    const { body: decision } = await as('engineer')
      .post(
        '/decisions',
        asking({
          riskIds: [riskId('Unsigned webhook'), riskId('Vault key leak')],
        }),
      )
      .expect(200);

    const { body } = await as('stranger').get(`/decisions/${decision.id}`);

    expect(body).toMatchObject({ hiddenRisks: 1, risks: [{}] });
    expect(JSON.stringify(body)).not.toContain('stolen');
    expect(JSON.stringify(body)).not.toContain('Vault key leak');
  });

  it.each([
    [
      'an unknown risk',
      { riskIds: ['00000000-0000-4000-8000-000000000009'] },
      404,
    ],
    ['no risk', { riskIds: [] }, 400],
    ['no sentence', { sentence: 'Bad' }, 400],
    ['a NUL in the sentence', { sentence: 'Somebody\u0000 could pay' }, 400],
    ['an expiry in the past', { proposedExpiry: '2026-11-23' }, 400],
    ['an expiry of today', { proposedExpiry: '2026-11-24' }, 400],
    ['an expiry beyond the maximum', { proposedExpiry: '2027-11-25' }, 400],
    ['an expiry that is no day', { proposedExpiry: '2027-02-30' }, 400],
  ])('refuses a request with %s', async (_case, wrong, expected) => {
    const { as, asking } = await decisionApi(knex);

    const { status, body } = await as('engineer').post(
      '/decisions',
      asking(wrong),
    );

    expect(status).toBe(expected);
    expect(body.error.message).toBeTruthy();
    expect(await knex('decision')).toEqual([]);
    expect(await knex('decision_log')).toEqual([]);
  });

  it('refuses a reason of a megabyte', async () => {
    const { as, asked, granting } = await decisionApi(knex);
    const decision = await asked();
    const grant = (reason: string) =>
      as('olive').post(
        `/decisions/${decision.id}/grant`,
        granting(decision, { reason }),
      );

    expect((await grant('x'.repeat(1024 * 1024))).status).toBe(413);
    expect((await grant('x'.repeat(5_000))).status).toBe(400);
    expect(await knex('decision').pluck('state')).toEqual(['requested']);
  });

  it('goes by the clock of the server, whatever who asks believes', async () => {
    const { clock, asked, as, granting } = await decisionApi(knex);
    const decision = await asked();
    clock.now = new Date('2027-01-31T00:00:00.000Z');

    const { body } = await as('olive')
      .post(`/decisions/${decision.id}/grant`, granting(decision))
      .expect(400);

    expect(body.error.message).toContain('today is 2027-01-31 (UTC)');
    expect(body.error.message).toContain('from 2027-02-01');
  });

  it('does not take risks of two products, nor closed ones', async () => {
    const { as, asking, riskId } = await decisionApi(knex);
    await knex('risk')
      .where({ id: riskId('Unsigned webhook') })
      .update({ product_ref: 'system:default/search' });
    const ask = (title: string) =>
      as('engineer').post(
        '/decisions',
        asking({ riskIds: [riskId(), riskId(title)] }),
      );

    expect((await ask('Unsigned webhook')).status).toBe(422);
    await knex('risk')
      .where({ id: riskId('Vault key leak') })
      .update({ state: 'closed' });
    expect((await ask('Vault key leak')).status).toBe(422);
  });

  it('asks once about a risk, until that is settled', async () => {
    const { as, asked, asking } = await decisionApi(knex);
    const decision = await asked();

    const { status, body } = await as('engineer').post('/decisions', asking());

    expect(status).toBe(409);
    expect(body.error.message).toContain(decision.id);
  });

  it.each([
    ['closed', { state: 'closed' }, 'is closed'],
    [
      'moved',
      { product_ref: 'system:default/search' },
      'system:default/search',
    ],
    [
      're-rated',
      { exposure: 100_000, current_impact_centi: 4_000 },
      'from 9.0 points to 10.0 points',
    ],
  ])(
    'does not decide about a risk that was %s meanwhile',
    async (_case, values, what) => {
      const { as, asked, granting, riskId } = await decisionApi(knex);
      const decision = await asked();
      await knex('risk').where({ id: riskId() }).update(values);

      const { status, body } = await as('olive').post(
        `/decisions/${decision.id}/grant`,
        granting(decision),
      );

      expect(status).toBe(409);
      expect(body.error.message).toContain(what);
      expect(await knex('decision').pluck('state')).toEqual(['requested']);
    },
  );

  it('does not decide about a risk that was merged meanwhile', async () => {
    const { as, asked, granting, riskId } = await decisionApi(knex);
    const decision = await asked();
    await knex('risk').where({ id: riskId() }).update({ state: 'closed' });
    await knex('risk_state').insert({
      risk_id: riskId(),
      at: '2026-11-24T00:00:00.000Z',
      product_ref: PAYMENTS,
      exposure: 0,
      state: 'closed',
      cause: 'merged',
      actor: 'user:default/engineer',
    });

    const { status, body } = await as('olive').post(
      `/decisions/${decision.id}/grant`,
      granting(decision),
    );

    expect(status).toBe(409);
    expect(body.error.message).toContain('was merged into another risk');
  });

  it('decides about a re-rated risk once the owner has seen it', async () => {
    const { as, asked, granting, read, riskId } = await decisionApi(knex);
    const { id } = await asked();
    await knex('risk').where({ id: riskId() }).update({ exposure: 100_000 });
    const now = await read(id);
    expect(now.changes).toMatchObject([{ code: 're-rated' }]);

    const { body } = await as('olive')
      .post(`/decisions/${id}/grant`, granting(now))
      .expect(200);

    expect(body).toMatchObject({
      exposureAtRequest: 90_000,
      exposureAtGrant: 100_000,
    });
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

  it('goes back for options and returns to the owner', async () => {
    const { as, asked } = await decisionApi(knex);
    const { id } = await asked();

    const { body: back } = await as('olive')
      .post(`/decisions/${id}/options-request`, {
        reason: 'What else is there?',
      })
      .expect(200);
    expect(back.status).toBe('waiting-for-options');
    const mine = await as('engineer').get('/my-decisions');
    expect(mine.body.waitingForMe).toMatchObject([{ id }]);
    const { body } = await as('engineer')
      .post(`/decisions/${id}/options`, { options: 'Bind tokens to devices' })
      .expect(200);

    expect(body.status).toBe('waiting-for-owner');
    expect(body.options).toBe(
      'Rotate tokens every hour\n\nBind tokens to devices',
    );
  });

  it('rejects, and then grants no more', async () => {
    const { as, asked, granting } = await decisionApi(knex);
    const decision = await asked();
    const path = `/decisions/${decision.id}`;
    await as('stranger')
      .post(`${path}/rejection`, { reason: 'Not mine' })
      .expect(403);

    const { body } = await as('olive')
      .post(`${path}/rejection`, { reason: 'Fix it instead' })
      .expect(200);

    expect(body).toMatchObject({ state: 'rejected', reason: 'Fix it instead' });
    const late = await as('olive').post(`${path}/grant`, granting(decision));
    expect(late.status).toBe(409);
    expect(late.body.error.message).toContain('is rejected');
    await as('olive')
      .post(`${path}/revocation`, { reason: 'Never mind' })
      .expect(409);
  });

  it('revokes a grant', async () => {
    const { as, granted } = await decisionApi(knex);
    const { id } = await granted();

    const { body } = await as('oscar')
      .post(`/decisions/${id}/revocation`, { reason: 'Circumstances changed' })
      .expect(200);

    expect(body.state).toBe('revoked');
  });

  it('extends by a new decision that supersedes the old one once granted', async () => {
    const { as, granted, granting, read } = await decisionApi(knex);
    const old = await granted();

    const { body: next } = await as('engineer')
      .post(`/decisions/${old.id}/extension`, {
        proposedExpiry: '2027-03-01',
        reason: 'The fix ships in February',
      })
      .expect(200);
    expect(next).toMatchObject({ state: 'requested', supersedes: old.id });
    expect((await read(old.id)).state).toBe('granted');
    await as('olive')
      .post(
        `/decisions/${next.id}/grant`,
        granting(next, { expiry: '2027-03-01' }),
      )
      .expect(200);

    expect(await read(old.id)).toMatchObject({
      state: 'superseded',
      supersededBy: next.id,
      log: [{}, {}, { action: 'superseded' }],
    });
  });

  it('expires by the clock alone', async () => {
    const { granted, clock, read } = await decisionApi(knex);
    const { id } = await granted();
    const rows = () => knex('decision').where({ id });
    const stored = await rows();
    const statusAt = async (instant: string) => {
      clock.now = new Date(instant);
      return (await read(id)).status;
    };

    expect(await statusAt('2026-12-31T23:59:59.999Z')).toBe('active');
    expect(await statusAt('2027-01-01T00:00:00.000Z')).toBe('expiring');
    expect(await statusAt('2027-01-30T23:59:59.999Z')).toBe('expiring');
    expect(await statusAt('2027-01-31T00:00:00.000Z')).toBe('expired');
    expect(await statusAt('2026-11-25T00:00:00.000Z')).toBe('active');
    expect(await rows()).toEqual(stored);
  });

  it('pauses the due clock while a grant is in force', async () => {
    const { as, granted, riskId } = await decisionApi(knex);
    const { id } = await granted();

    const intervals = () => new DecisionStore(knex).grantIntervals([riskId()]);

    expect(await intervals()).toEqual([
      {
        riskId: riskId(),
        from: '2026-11-24T12:00:00.000Z',
        to: '2027-01-31T00:00:00.000Z',
      },
    ]);
    await as('olive').post(`/decisions/${id}/revocation`, { reason: 'Over' });
    expect(await intervals()).toMatchObject([
      { to: '2026-11-24T12:00:00.000Z' },
    ]);
  });

  it('answers a repeated request as the first time', async () => {
    const { as, asking, granting } = await decisionApi(knex);
    const idempotencyKey = 'button-press-1';
    const ask = () =>
      as('engineer').post('/decisions', asking({ idempotencyKey }));
    const first = (await ask().expect(200)).body;
    expect((await ask().expect(200)).body).toEqual(first);

    await as('olive')
      .post(`/decisions/${first.id}/grant`, granting(first))
      .expect(200);
    expect((await ask().expect(200)).body).toEqual(first);
    expect(await knex('decision')).toHaveLength(1);
    const other = await as('engineer').post(
      '/decisions',
      asking({ idempotencyKey, options: 'Something else' }),
    );
    expect(other.status).toBe(422);
  });

  it('forgets the key of a request that failed', async () => {
    const { as, asking } = await decisionApi(knex);
    const idempotencyKey = 'button-press-1';
    const body = asking({ idempotencyKey });
    await knex('risk').update({ state: 'closed' });
    await as('engineer').post('/decisions', body).expect(422);
    await knex('risk').update({ state: 'open' });

    await as('engineer').post('/decisions', body).expect(200);
  });

  it('takes the same key once when it comes twice at the same time', async () => {
    const { as, asking } = await decisionApi(knex);
    const body = asking({ idempotencyKey: 'double-click' });

    const answers = await Promise.all(
      [1, 2, 3].map(() => as('engineer').post('/decisions', body)),
    );

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map(answer => answer.body.id)).size).toBe(1);
  });
});
