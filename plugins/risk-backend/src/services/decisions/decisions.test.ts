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

  it('extends what is still open, and nothing where all is closed', async () => {
    const { as, granted, riskId } = await decisionApi(knex);
    const [first, second] = [riskId(), riskId('Unsigned webhook')];
    const { id } = await granted({ riskIds: [first, second] });
    const close = (closed: string) =>
      knex('risk').where({ id: closed }).update({ state: 'closed' });
    const extend = () =>
      as('engineer').post(`/decisions/${id}/extension`, {
        proposedExpiry: '2027-03-01',
        reason: 'The fix ships in February',
      });

    await close(first);
    const { body: next } = await extend().expect(200);
    expect(next.risks.map((risk: { id: string }) => risk.id)).toEqual([second]);

    await close(second);
    const { body } = await extend().expect(422);
    expect(body.error.message).toContain(
      'All risks of the decision are closed',
    );
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
});
