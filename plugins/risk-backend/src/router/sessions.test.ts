import { randomUUID } from 'crypto';
import { Knex } from 'knex';
import { createTestDatabases } from '../__testUtils__/databases';
import { PAY_PATH, startTreatment } from '../__testUtils__/treatmentApi';
import { API, SHOP } from '../__testUtils__/writeSide';

jest.setTimeout(60_000);

const databases = createTestDatabases();

describe.each(databases.ids)('a session (%s)', id => {
  let knex: Knex;
  let portal: Awaited<ReturnType<typeof startTreatment>>;

  beforeEach(async () => {
    knex = await databases.migrated(id);
    portal = await startTreatment(knex);
  });

  it('is asked for by risk people and run by the team', async () => {
    const riskId = await portal.seedRisk({
      probabilityMicro: 500_000,
      impactCenti: 4_000,
    });
    const { body: asked } = await portal
      .call(
        'post',
        `${PAY_PATH}/sessions`,
        {
          title: 'Token handling',
          reason: 'the register lists it as our largest risk',
          riskIds: [riskId],
          scope: [API],
        },
        'ruth',
      )
      .expect(200);
    expect(asked).toMatchObject({
      state: 'requested',
      createdBy: { ref: 'user:default/ruth' },
      scope: [{ ref: API }],
      risksIn: [{ id: riskId }],
      risksOut: [],
    });

    const held = {
      revision: 1,
      title: 'Token handling',
      state: 'held',
      day: '2026-11-20',
      cadenceDays: 90,
      notes: 'We walked through the login.',
      outcome: 'Bind tokens.',
      participants: ['user:default/lena', 'group:default/team'],
      scope: [API],
      risksIn: [riskId],
    };
    await portal.call('put', `/sessions/${asked.id}`, held, 'ruth').expect(403);
    const { body } = await portal
      .call('put', `/sessions/${asked.id}`, held)
      .expect(200);
    expect(body).toMatchObject({
      revision: 2,
      notes: 'We walked through the login.',
      participants: [
        { ref: 'group:default/team' },
        { ref: 'user:default/lena' },
      ],
    });
    await portal.call('put', `/sessions/${asked.id}`, held).expect(409);
    const list = await portal.call('get', `${PAY_PATH}/sessions`).expect(200);
    expect(list.body).toMatchObject({
      due: { state: 'none', on: '2027-02-18' },
      items: [{ id: asked.id, state: 'held', risks: 1, options: 0 }],
    });
  });

  it('keeps what whoever saves it may not see', async () => {
    const estimate = { probabilityMicro: 100_000, impactCenti: 1_000 };
    const known = await portal.seedRisk(estimate);
    const { body: session } = await portal.call(
      'post',
      `${PAY_PATH}/sessions`,
      {
        title: 'Yearly review',
        reason: 'a year has passed',
        riskIds: [known],
        scope: [API],
      },
    );
    const hidden = await portal.seedRisk(estimate);
    await knex('risk_entity')
      .where({ risk_id: hidden })
      .update({ entity_ref: 'component:default/unknown' });
    await knex('session_risk').insert({
      session_id: session.id,
      risk_id: hidden,
      direction: 'out',
    });
    await knex('session_member').insert([
      {
        session_id: session.id,
        role: 'participant',
        ref: 'user:other/unknown',
      },
    ]);
    const shown = await portal.call('get', `/sessions/${session.id}`);
    expect(shown.body).toMatchObject({
      hiddenParticipants: 1,
      hiddenRisks: 1,
      participants: [],
      risksOut: [],
    });
    const save = (changes: object) =>
      portal.call('put', `/sessions/${session.id}`, {
        revision: 1,
        title: 'Yearly review',
        state: 'requested',
        ...changes,
      });

    await save({ risksOut: [hidden] }).expect(400);
    await save({ participants: ['user:other/unknown'] }).expect(400);
    const { body } = await save({
      participants: ['user:default/lena'],
    }).expect(200);

    expect(body).toMatchObject({
      participants: [{ ref: 'user:default/lena' }],
      hiddenParticipants: 1,
      scope: [],
      risksIn: [],
      hiddenRisks: 1,
    });
  });

  it('keeps what moved to another product since', async () => {
    const { body: session } = await portal.call(
      'post',
      `${PAY_PATH}/sessions`,
      {
        title: 'Yearly review',
        reason: 'a year has passed',
        scope: [API],
      },
    );
    await knex('entity').where({ ref: API }).update({ product_ref: SHOP });
    const save = (scope: string[]) =>
      portal.call('put', `/sessions/${session.id}`, {
        revision: 1,
        title: 'Yearly review',
        state: 'requested',
        scope,
      });

    await save([API, SHOP]).expect(400);
    const { body } = await save([API]).expect(200);

    expect(body.scope).toMatchObject([{ ref: API }]);
  });

  it('confirms ratings in bulk and says why not each', async () => {
    const estimate = { probabilityMicro: 100_000, impactCenti: 1_000 };
    const assumed = await portal.seedRisk({ ...estimate, confirmed: false });
    const confirmed = await portal.seedRisk(estimate);
    const unrated = await portal.seedRisk({ ...estimate, unrated: true });
    const elsewhere = await portal.seedRisk({ ...estimate, confirmed: false });
    const { body: session } = await portal.call(
      'post',
      `${PAY_PATH}/sessions`,
      {
        title: 'Ratings',
        reason: 'nobody confirmed them',
        riskIds: [assumed, confirmed, unrated],
      },
    );

    const { body } = await portal
      .call('post', `/sessions/${session.id}/confirmations`, {
        riskIds: [assumed, confirmed, unrated, elsewhere],
      })
      .expect(200);

    expect(body.confirmed).toEqual([assumed]);
    expect(body.refused.map((one: { reason: string }) => one.reason)).toEqual([
      'Its rating is confirmed already',
      'It has no rating yet: rate it instead',
      'It is none of the risks of this session',
    ]);
    expect(
      await knex('risk').where({ id: assumed }).first('rating_state'),
    ).toEqual({ rating_state: 'confirmed' });
  });

  it.each([
    ['planned without a day', { state: 'planned' }, 'body.day'],
    ['held in the future', { state: 'held', day: '2026-12-24' }, 'body.day'],
    [
      'a participant who is no person',
      { participants: [API] },
      'body.participants',
    ],
    ['a scope elsewhere', { scope: [SHOP] }, 'body.scope'],
    ['an unknown risk', { risksIn: [randomUUID()] }, 'body.risks'],
    ['a cadence of a day', { cadenceDays: 1 }, 'body.cadenceDays'],
    ['notes without end', { notes: 'x'.repeat(60_000) }, 'body.notes'],
  ])('is refused when %s', async (_name, changes, field) => {
    const { body: session } = await portal.call(
      'post',
      `${PAY_PATH}/sessions`,
      {
        title: 'Yearly review',
        reason: 'a year has passed',
      },
    );
    const { body } = await portal
      .call('put', `/sessions/${session.id}`, {
        revision: 1,
        title: 'Yearly review',
        state: 'requested',
        ...changes,
      })
      .expect(400);
    expect(body.error.message).toContain(field);
  });
});
