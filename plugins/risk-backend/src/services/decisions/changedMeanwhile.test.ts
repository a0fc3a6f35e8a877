import { Knex } from 'knex';
import { decisionApi, PAYMENTS } from '../../__testUtils__/decisionApi';
import { createTestDatabases } from '../../__testUtils__/databases';

const databases = createTestDatabases();

describe.each(databases.ids)(
  'what changed before a decision (%s)',
  databaseId => {
    let knex: Knex;

    beforeEach(async () => {
      knex = await databases.migrated(databaseId);
    });

    afterEach(async () => {
      await knex.destroy();
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
  },
);
