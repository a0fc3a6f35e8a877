import knexFactory, { Knex } from 'knex';
import { decisionApi } from '../../__testUtils__/decisionApi';
import { createTestDatabases } from '../../__testUtils__/databases';
import { startApi } from '../../__testUtils__/startApi';
import request from 'supertest';

const databases = createTestDatabases();
describe.each(databases.ids)(
  'two backends on one database (%s)',
  databaseId => {
    let first: Knex;
    let second: Knex;

    beforeEach(async () => {
      first = await databases.migrated(databaseId);
      // SQLite has one connection, which serves both.
      second =
        databaseId === 'POSTGRES_18'
          ? knexFactory({ ...first.client.config, pool: { min: 0, max: 5 } })
          : first;
    });

    afterEach(async () => {
      await second.destroy();
      await first.destroy();
    });

    it('grant one request once, whoever is quicker', async () => {
      const here = await decisionApi(first);
      const there = await startApi(second, {
        permissions: {
          'user:default/oscar': [
            'risk.read',
            'risk.decision.request',
            'risk.decision.grant',
          ],
        },
        ownership: { 'user:default/oscar': ['group:default/payments-owners'] },
      });
      const decision = await here.asked();
      const path = `/decisions/${decision.id}/grant`;
      const grantThere = () =>
        request(there.app)
          .post(path)
          .set('authorization', there.headers.user('oscar'))
          .send(here.granting(decision));
      const grantHere = () =>
        here.as('olive').post(path, here.granting(decision));

      const answers = await Promise.all([
        grantHere(),
        grantThere(),
        grantHere(),
        grantThere(),
      ]);

      expect(answers.map(({ status }) => status).sort()).toEqual([
        200, 409, 409, 409,
      ]);
      expect(await first('decision').pluck('state')).toEqual(['granted']);
      expect(await first('decision_signature')).toHaveLength(1);
      expect(
        await first('decision_log').orderBy('seq').pluck('action'),
      ).toEqual(['requested', 'granted']);
      expect(
        (await here.decisions.log.verify(await there.decisions.log.head()))
          .problem,
      ).toBeUndefined();
    });
  },
);
