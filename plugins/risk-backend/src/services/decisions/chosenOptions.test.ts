import { randomUUID } from 'crypto';
import { Knex } from 'knex';
import { decisionApi, PAYMENTS } from '../../__testUtils__/decisionApi';
import { createTestDatabases } from '../../__testUtils__/databases';
import { TreatmentStore } from '../../database/TreatmentStore';
import {
  exploredBeforeDeciding,
  sessionsBeforeDeciding,
} from '../read/queries/decisionPractice';

const databases = createTestDatabases();
const PATH = '/products/system/default/payments';

describe.each(databases.ids)('options and decisions (%s)', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.migrated(databaseId);
  });

  afterEach(async () => {
    await knex.destroy();
  });

  async function option(
    title: string,
    riskId: string,
    more: { excludes?: string[]; needs?: string[]; at?: string } = {},
  ): Promise<string> {
    const { excludes = [], needs = [], at = '2026-11-20T00:00:00.000Z' } = more;
    const id = randomUUID();
    const store = new TreatmentStore(knex);
    await store.insert({
      id,
      product_ref: PAYMENTS,
      session_id: null,
      kind: 'mitigate',
      title,
      constraints: '',
      evidence: '',
      cost_once: 100,
      cost_yearly: 0,
      lead_days: null,
      withdrawn: false,
      created_by: 'user:default/engineer',
      created_at: at,
      updated_at: at,
      revision: 1,
    });
    await store.replaceParts(
      id,
      [
        {
          option_id: id,
          risk_id: riskId,
          effect_likelihood_micro: 500_000,
          effect_impact_micro: 0,
        },
      ],
      [
        ...excludes.map(other_id => ({
          kind: 'excludes' as const,
          option_id: id,
          other_id,
        })),
        ...needs.map(other_id => ({
          kind: 'needs' as const,
          option_id: id,
          other_id,
        })),
      ],
    );
    return id;
  }

  async function held(riskId: string, day: string) {
    const id = randomUUID();
    const at = `${day}T00:00:00.000Z`;
    await knex('session').insert({
      id,
      product_ref: PAYMENTS,
      title: 'Tokens',
      state: 'held',
      day,
      reason: 'because',
      created_by: 'user:default/engineer',
      created_at: at,
      updated_at: at,
    });
    await knex('session_risk').insert({
      session_id: id,
      risk_id: riskId,
      direction: 'in',
    });
  }

  it('lets the owner choose options instead of accepting', async () => {
    const { as, asked, riskId } = await decisionApi(knex);
    const rotate = await option('Rotate tokens', riskId());
    const decision = await asked();

    const { body } = await as('olive')
      .post(`/decisions/${decision.id}/rejection`, {
        reason: 'Worth a week of work',
        optionIds: [rotate],
        idempotencyKey: 'choose-once',
      })
      .expect(200);

    expect(body).toMatchObject({
      state: 'rejected',
      status: 'treatment-chosen',
      chosenOptionIds: [rotate],
      log: [
        { action: 'requested' },
        { action: 'options-chosen', reason: 'Worth a week of work' },
      ],
    });
    expect(body.waitingSince).toBeUndefined();
    const listed = await as('engineer').get(
      `${PATH}/decisions?status=treatment-chosen&status=rejected`,
    );
    expect(listed.body.items).toMatchObject([{ id: decision.id }]);
    const [entry] = await knex('decision_log').where({
      action: 'options-chosen',
    });
    expect(JSON.parse(entry.detail)).toMatchObject({ optionIds: [rotate] });
  });

  it('refuses options that exclude each other, or miss another', async () => {
    const { as, asked, riskId } = await decisionApi(knex);
    const rotate = await option('Rotate tokens', riskId());
    const bind = await option('Bind tokens', riskId(), { excludes: [rotate] });
    const watch = await option('Watch tokens', riskId(), { needs: [rotate] });
    const decision = await asked();
    const choose = (optionIds: string[]) =>
      as('olive').post(`/decisions/${decision.id}/rejection`, {
        reason: 'This is what we do',
        optionIds,
      });

    const together = await choose([rotate, bind]);
    expect(together.status).toBe(422);
    expect(together.body.error.message).toContain('exclude each other');
    const alone = await choose([watch]);
    expect(alone.status).toBe(422);
    expect(alone.body.error.message).toContain('needs another one');
    expect(await knex('decision').pluck('state')).toEqual(['requested']);
  });

  it('refuses options that are withdrawn, or treat something else', async () => {
    const { as, asked, riskId, ids } = await decisionApi(knex);
    const gone = await option('Rotate tokens', riskId());
    await knex('treatment_option')
      .where({ id: gone })
      .update('withdrawn', true);
    const [, other] = [...ids.riskIds.values()].filter(id => id !== riskId());
    const elsewhere = await option('Something else', other);
    const decision = await asked();
    const choose = (optionId: string) =>
      as('olive').post(`/decisions/${decision.id}/rejection`, {
        reason: 'This is what we do',
        optionIds: [optionId],
      });

    expect((await choose(gone)).body.error.message).toContain('withdrawn');
    const unrelated = await choose(elsewhere);
    expect(unrelated.status).toBe(422);
    expect(unrelated.body.error.message).toContain('None of these options');
  });

  it('lists the decisions about some risks only', async () => {
    const { as, asked, riskId } = await decisionApi(knex);
    const decision = await asked();

    const about = await as('engineer').get(
      `${PATH}/decisions?risk=${riskId()}`,
    );
    expect(about.body).toMatchObject({
      totalItems: 1,
      items: [{ id: decision.id, waitingSince: decision.requestedAt }],
    });
    const others = await as('engineer').get(
      `${PATH}/decisions?risk=${randomUUID()}`,
    );
    expect(others.body).toMatchObject({ totalItems: 0, items: [] });
  });

  it('counts decided risks that had a choice, and days since their session', async () => {
    const { as, granted, riskId } = await decisionApi(knex);
    const portfolio = async () =>
      (await as('sec').get('/decision-portfolio').expect(200)).body;
    expect(await portfolio()).toMatchObject({
      explored: { decidedRisks: 0, withOptions: 0 },
      sessionToDecision: { decisions: 0 },
    });

    await option('Rotate tokens', riskId());
    await option('After the fact', riskId(), {
      at: '2026-12-24T00:00:00.000Z',
    });
    await held(riskId(), '2026-11-04');
    await held(riskId(), '2026-11-14');
    await held(riskId(), '2026-11-25');
    await granted();
    expect(await portfolio()).toMatchObject({
      total: { active: 1 },
      explored: { decidedRisks: 1, withOptions: 0 },
      sessionToDecision: { decisions: 1, medianDays: 10 },
    });

    await option('Bind tokens', riskId());
    expect(await exploredBeforeDeciding(knex)).toEqual({
      decidedRisks: 1,
      withOptions: 1,
    });
    await knex('session').update({ state: 'cancelled' });
    expect(await sessionsBeforeDeciding(knex)).toEqual({ decisions: 0 });
  });
});
