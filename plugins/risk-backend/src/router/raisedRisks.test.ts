import { Knex } from 'knex';
import { createTestDatabases } from '../__testUtils__/databases';
import { PAY_PATH, startTreatment } from '../__testUtils__/treatmentApi';
import { API, PAY } from '../__testUtils__/writeSide';

jest.setTimeout(60_000);

const databases = createTestDatabases();

describe.each(databases.ids)('a raised risk (%s)', id => {
  let knex: Knex;
  let portal: Awaited<ReturnType<typeof startTreatment>>;

  beforeEach(async () => {
    knex = await databases.migrated(id);
    portal = await startTreatment(knex);
  });

  it('counts like any other, is in its own words, and covers nothing', async () => {
    const { body } = await portal
      .call(
        'post',
        `${PAY_PATH}/risks`,
        {
          title: 'Single supplier',
          statement: 'The only supplier could fail for a week.',
          entityRef: API,
          rating: { likelihood: 3, impact: 4 },
        },
        'ruth',
      )
      .expect(200);

    expect(body).toMatchObject({
      title: 'Single supplier',
      statement: 'The only supplier could fail for a week.',
      exposure: 30_000,
      ratingState: 'confirmed',
      entities: [{ ref: API }],
    });
    const product = await knex('product_rollup')
      .where({ product_ref: PAY })
      .first();
    expect(Number(product.exposure)).toBe(30_000);
    expect(product.modelled).toBe(0);
    expect(await knex('entity_assessment')).toEqual([]);
  });

  it('is unrated without a rating and touches the product itself', async () => {
    const raise = () =>
      portal
        .call('post', `${PAY_PATH}/risks`, {
          title: 'Single supplier',
          statement: 'The only supplier could fail for a week.',
        })
        .expect(200);
    expect((await raise()).body).toMatchObject({
      ratingState: 'unrated',
      entities: [{ ref: PAY }],
    });
    await raise();
    expect(await knex('source')).toHaveLength(1);
    expect(await knex('risk')).toHaveLength(2);
  });

  it('is refused on what is none of the product', async () => {
    const { body } = await portal
      .call('post', `${PAY_PATH}/risks`, {
        title: 'Single supplier',
        statement: 'The only supplier could fail for a week.',
        entityRef: 'component:default/cart',
      })
      .expect(400);
    expect(body.error.message).toContain('body.entityRef');
    expect(await knex('risk')).toEqual([]);
  });
});
