import { Knex } from 'knex';
import { decisionApi } from '../../__testUtils__/decisionApi';
import { createTestDatabases } from '../../__testUtils__/databases';

const databases = createTestDatabases();

describe.each(databases.ids)('repeated requests (%s)', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.migrated(databaseId);
  });

  afterEach(async () => {
    await knex.destroy();
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
