import { randomUUID } from 'crypto';
import { Knex } from 'knex';
import { createTestDatabases } from '../__testUtils__/databases';
import {
  option,
  PAY_PATH,
  startTreatment,
} from '../__testUtils__/treatmentApi';
import { SHOP } from '../__testUtils__/writeSide';

jest.setTimeout(60_000);

const databases = createTestDatabases();

describe.each(databases.ids)('an option (%s)', id => {
  let knex: Knex;
  let portal: Awaited<ReturnType<typeof startTreatment>>;

  beforeEach(async () => {
    knex = await databases.migrated(id);
    portal = await startTreatment(knex);
  });

  let riskId: string;

  beforeEach(async () => {
    riskId = await portal.seedRisk({
      probabilityMicro: 500_000,
      impactCenti: 4_000,
    });
    await portal.rollUp();
  });

  it('is written by the team and not by risk people, in a session or out', async () => {
    await portal
      .call('post', `${PAY_PATH}/options`, option(riskId), 'ruth')
      .expect(403);
    const optionId = await portal.createOption(option(riskId));
    await portal
      .call(
        'put',
        `/options/${optionId}`,
        { ...option(riskId), revision: 1 },
        'ruth',
      )
      .expect(403);
    expect(await knex('treatment_option')).toHaveLength(1);
  });

  it('is changed and withdrawn without overwriting another hand', async () => {
    const optionId = await portal.createOption(option(riskId));
    const change = { ...option(riskId), title: 'Shorter sessions' };
    await portal
      .call('put', `/options/${optionId}`, {
        ...change,
        revision: 1,
      })
      .expect(200);
    await portal
      .call('put', `/options/${optionId}`, {
        ...change,
        revision: 1,
      })
      .expect(409);
    const { body } = await portal.call('get', `${PAY_PATH}/treatment`);
    expect(body.options[0]).toMatchObject({
      title: 'Shorter sessions',
      revision: 2,
    });

    await portal
      .call('put', `/options/${optionId}`, {
        ...change,
        revision: 2,
        withdrawn: true,
      })
      .expect(200);
    const after = await portal.call('get', `${PAY_PATH}/treatment`);
    expect(after.body.options).toEqual([]);
  });

  it.each([
    ['no effect', { effects: [] }, 'body.effects'],
    [
      'an effect above 1',
      { effects: [{ riskId: SHOP, effectLikelihood: 2, effectImpact: 0 }] },
      'body.effects',
    ],
    ['a negative cost', { costOnce: -1 }, 'body.costOnce'],
    ['an unknown kind', { kind: 'ignore' }, 'body.kind'],
    ['an unknown need', { needs: [randomUUID()] }, 'body.needs'],
    ['an unknown session', { sessionId: randomUUID() }, 'body.sessionId'],
  ])('is refused with %s', async (_name, changes, field) => {
    const { body } = await portal
      .call('post', `${PAY_PATH}/options`, option(riskId, changes))
      .expect(400);
    expect(body.error.message).toContain(field);
    expect(await knex('treatment_option')).toEqual([]);
  });

  it('neither needs itself in a circle nor what it excludes', async () => {
    const first = await portal.createOption(option(riskId));
    const second = await portal.createOption(
      option(riskId, { needs: [first] }),
    );
    const circle = await portal
      .call('put', `/options/${first}`, {
        ...option(riskId, { needs: [second] }),
        revision: 1,
      })
      .expect(400);
    expect(circle.body.error.message).toContain('go in a circle');
    const both = await portal
      .call(
        'post',
        `${PAY_PATH}/options`,
        option(riskId, { needs: [first], excludes: [first] }),
      )
      .expect(400);
    expect(both.body.error.message).toContain('never be chosen');
  });

  it('is of the product whose risks it treats', async () => {
    const { body } = await portal
      .call('post', '/products/system/default/shop/options', option(riskId))
      .expect(400);
    expect(body.error.message).toContain(`is none of ${SHOP}`);
  });
});
