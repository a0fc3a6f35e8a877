import {
  TreatmentEffect,
  TreatmentOption,
} from '@product-risk/threat-model-formats';
import { createTestDatabases } from '../../__testUtils__/databases';
import {
  API,
  bytesOf,
  CART,
  mirror,
  organisation,
  PAY,
  SHOP,
  TestDocument,
  TestFinding,
  WEB,
  WriteSide,
  writeSide,
} from '../../__testUtils__/writeSide';
import { toInteger } from '../../database/tables';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const USER = 'user:default/lena';

const option = (
  key: string,
  effects: TreatmentEffect[],
  more: Partial<TreatmentOption> = {},
): TreatmentOption => ({
  key,
  kind: 'mitigate',
  title: `Option ${key}`,
  description: '',
  effects,
  constraints: [],
  needs: [],
  excludes: [],
  ...more,
});

describe.each(databases.ids)('what only some files state (%s)', id => {
  let side: WriteSide;

  beforeEach(async () => {
    side = writeSide(await databases.migrated(id));
    await mirror(side.knex, organisation);
  });
  afterEach(() => side.knex.destroy());

  const importAt = async (document: TestDocument, entityRef = API) => {
    await side.ingest.importUpload(
      { entityRef, fileName: 'model.json', bytes: bytesOf(document) },
      USER,
    );
    side.nextDay();
  };
  const risks = async () =>
    (await side.knex('risk').orderBy('title')).map(row => ({
      title: row.title,
      rating: row.rating_state,
      estimate: [row.probability_micro, toInteger(row.impact_centi)],
      review: Boolean(row.review_flag),
    }));

  describe('a rating in numbers', () => {
    const rated = (
      rating: TestFinding['rating'],
      more: Partial<TestFinding> = {},
    ): TestDocument => ({
      findings: [{ key: 'a', title: 'Forgery', rating, ...more }],
    });

    it.each<[string, TestFinding['rating'], [number, number]]>([
      [
        'points',
        { unit: 'points', probability: 0.2, impactPoints: 12.5 },
        [200_000, 1_250],
      ],
      [
        'steps of the scale',
        { unit: 'steps', likelihood: 3, impact: 4 },
        [100_000, 3_000],
      ],
    ])('of %s is what the risk counts as', async (_, rating, estimate) => {
      await importAt(rated(rating, { severity: 'low' }));
      expect(await risks()).toEqual([
        { title: 'Forgery', rating: 'assumed', estimate, review: false },
      ]);
    });

    it('is shown with the finding', async () => {
      await importAt(
        rated({
          unit: 'points',
          probability: { low: 0.01, high: 0.05 },
          impactPoints: 30,
        }),
      );
      const { detail } = await side.knex('finding').first('detail');
      expect(JSON.parse(detail)).toMatchObject({
        likelihoodRaw: '1 % to 5 % a year',
        impactRaw: '30 points',
      });
    });

    it('follows the file, and never a person', async () => {
      const first = { unit: 'points' as const, impactPoints: 10 };
      await importAt(rated({ ...first, probability: 0.1 }));
      await importAt(rated({ ...first, probability: 0.2 }));
      expect((await risks())[0].estimate).toEqual([200_000, 1_000]);

      const { id: riskId } = await side.knex('risk').first('id');
      await side.risks.rate(
        riskId,
        { probabilityMicro: 500_000, impactCenti: 100, comment: 'Seen in May' },
        USER,
      );
      await importAt(rated({ ...first, probability: 0.3 }));
      expect(await risks()).toEqual([
        {
          title: 'Forgery',
          rating: 'confirmed',
          estimate: [500_000, 100],
          review: true,
        },
      ]);
    });
  });

  describe('treatment options', () => {
    const findings = [
      { key: 'a', title: 'Forgery' },
      { key: 'b', title: 'Loss' },
    ];
    const half: TreatmentEffect = { findingKey: 'a', likelihoodReduction: 0.5 };
    const withOptions = (...treatmentOptions: TreatmentOption[]) => ({
      findings,
      treatmentOptions,
    });
    const stored = async () => {
      const rows = await side.knex('treatment_option').orderBy('title');
      const effects = await side
        .knex('option_effect')
        .join('risk', 'risk.id', 'option_effect.risk_id')
        .orderBy('risk.title');
      return rows.map(row => ({
        title: row.title,
        product: row.product_ref,
        withdrawn: Boolean(row.withdrawn),
        revision: row.revision,
        effects: effects
          .filter(({ option_id }) => option_id === row.id)
          .map(effect => [
            effect.title,
            effect.effect_likelihood_micro,
            effect.effect_impact_micro,
          ]),
      }));
    };

    it('are explored options of the risks that they treat', async () => {
      await importAt(
        withOptions(
          option('seal', [half, { findingKey: 'b', impactReduction: 0.25 }], {
            description: 'Seal every order',
            costOnce: 12,
            costPerYear: 3.5,
            leadTimeDays: 45,
            constraints: ['A key store', 'A person on call'],
          }),
        ),
      );
      expect(await stored()).toEqual([
        {
          title: 'Option seal',
          product: PAY,
          withdrawn: false,
          revision: 1,
          effects: [
            ['Forgery', 500_000, 0],
            ['Loss', 0, 250_000],
          ],
        },
      ]);
      expect(await side.knex('treatment_option').first()).toMatchObject({
        kind: 'mitigate',
        constraints: 'A key store\nA person on call',
        evidence: 'Seal every order\nFrom the threat model "Test model".',
        lead_days: 45,
        created_by: USER,
      });
      const row = await side.knex('treatment_option').first();
      expect([row.cost_once, row.cost_yearly].map(toInteger)).toEqual([
        1_200, 350,
      ]);
    });

    it('remove all by avoiding, and nothing that the file does not say', async () => {
      await importAt(
        withOptions(
          option('leave', [{ findingKey: 'a' }], { kind: 'avoid' }),
          option('watch', [{ findingKey: 'a' }], { kind: 'detect' }),
        ),
      );
      expect((await stored()).map(({ effects }) => effects)).toEqual([
        [['Forgery', 1_000_000, 0]],
        [['Forgery', 0, 0]],
      ]);
    });

    it('change by their file, come once, and go with it', async () => {
      const first = withOptions(option('seal', [half]));
      await importAt(first);
      await importAt({ ...first, title: 'The same options' });
      expect(await stored()).toMatchObject([{ revision: 2 }]);
      await importAt({ ...first, title: 'The same options', id: 'model' });
      expect(await stored()).toMatchObject([{ revision: 2 }]);

      await importAt(withOptions(option('seal', [half], { title: 'Sign' })));
      expect(await stored()).toMatchObject([
        { title: 'Sign', withdrawn: false, effects: [['Forgery', 500_000, 0]] },
      ]);
      await importAt(withOptions());
      expect(await stored()).toMatchObject([{ withdrawn: true }]);
      await importAt(withOptions(option('seal', [half])));
      expect(await stored()).toMatchObject([{ withdrawn: false }]);
    });

    it('stay as people made them, whatever the file says next', async () => {
      await importAt(
        withOptions(option('seal', [half]), option('watch', [half])),
      );
      await side
        .knex('treatment_option')
        .where({ title: 'Option seal' })
        .update({ title: 'Ours', revision: 2 });
      await side
        .knex('treatment_option')
        .where({ title: 'Option watch' })
        .update({ withdrawn: true, revision: 2 });
      const ours = await stored();

      await importAt(
        withOptions(
          option('seal', [half], { title: 'New' }),
          option('watch', [half], { title: 'New' }),
        ),
      );
      expect(await stored()).toEqual(ours);
      await importAt(withOptions());
      expect(await stored()).toEqual(ours);
    });

    it('count least for a risk whose findings they treat differently, and belong to each product', async () => {
      await importAt(
        {
          elements: [
            { id: 'web', entityRef: WEB },
            { id: 'api', entityRef: API },
            { id: 'cart', entityRef: CART },
          ],
          findings: ['web', 'api', 'cart'].map(key => ({
            key,
            title: 'Forgery',
            definitionKey: 'forgery',
            elementIds: [key],
          })),
          treatmentOptions: [
            option('seal', [
              { findingKey: 'web', likelihoodReduction: 0.9 },
              { findingKey: 'api', likelihoodReduction: 0.2 },
              { findingKey: 'cart', likelihoodReduction: 0.4 },
            ]),
          ],
        },
        API,
      );
      const options = await stored();
      expect(
        options
          .map(({ product, effects }) => [product, effects])
          .sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
      ).toEqual([
        [PAY, [['Forgery', 200_000, 0]]],
        [SHOP, [['Forgery', 400_000, 0]]],
      ]);
    });

    it('are left out where nothing is at risk', async () => {
      await importAt({
        findings: [{ key: 'a', reviewed: false }],
        treatmentOptions: [option('seal', [half])],
      });
      expect(await stored()).toEqual([]);
    });

    it('need and exclude each other, but not in a circle', async () => {
      await importAt(
        withOptions(
          option('a', [half], { needs: ['b'], excludes: ['c', 'a'] }),
          option('b', [half], { needs: ['a'] }),
          option('c', [half], { needs: ['a', 'b'], excludes: ['b'] }),
        ),
      );
      const titles = new Map(
        (await side.knex('treatment_option')).map(row => [row.id, row.title]),
      );
      const links = (await side.knex('option_link')).map(row =>
        [titles.get(row.option_id), row.kind, titles.get(row.other_id)].join(
          ' ',
        ),
      );
      expect(links.sort()).toEqual([
        'Option a excludes Option c',
        'Option a needs Option b',
        'Option c excludes Option b',
        'Option c needs Option a',
      ]);
    });
  });

  it('keeps a request to accept with the finding, and its change', async () => {
    const asking = (reason: string): TestDocument => ({
      findings: [
        { key: 'a', acceptanceRequest: { reason, until: '2027-03-31' } },
      ],
    });
    await importAt(asking('Cheap'));
    const request = async () =>
      JSON.parse((await side.knex('finding').first('acceptance')).acceptance);
    expect(await request()).toEqual({ reason: 'Cheap', until: '2027-03-31' });
    await importAt(asking('Rare'));
    expect(await request()).toEqual({ reason: 'Rare', until: '2027-03-31' });
    const events = await side.knex('finding_event').where({ kind: 'changed' });
    expect(events.map(({ detail }) => JSON.parse(detail))).toEqual([
      { fields: ['acceptance'] },
    ]);
  });
});
