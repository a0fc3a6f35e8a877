import { createTestDatabases } from '../../__testUtils__/databases';
import {
  API,
  bytesOf,
  exposureOf,
  mirror,
  organisation,
  PAY,
  risksOf,
  TestDocument,
  WEB,
  WriteSide,
  writeSide,
} from '../../__testUtils__/writeSide';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const USER = 'user:default/omar';

describe.each(databases.ids)('RiskService (%s)', id => {
  let side: WriteSide;

  beforeEach(async () => {
    side = writeSide(await databases.migrated(id));
    await mirror(side.knex, organisation);
  });

  const upload = (document: TestDocument, fileName = 'model.json') =>
    side.ingest.importUpload(
      { entityRef: API, fileName, bytes: bytesOf(document) },
      USER,
    );
  const onlyRisk = async () => (await risksOf(side.knex, PAY))[0];
  const causes = async () =>
    (await side.knex('risk_state').orderBy('id')).map(
      ({ cause, state }) => `${cause} ${state}`,
    );

  it('keeps the rating a person gave when the source says something else', async () => {
    await upload({ findings: [{ key: 'a' }] });
    await side.risks.rate(
      (
        await onlyRisk()
      ).id,
      { likelihood: 5, impact: 4, comment: 'Seen twice' },
      USER,
    );
    expect(await exposureOf(side.knex, PAY)).toBe(210_000);
    expect(await side.knex('product_severe')).toMatchObject([
      { product_ref: PAY, probability_micro: 700_000, count: 1 },
    ]);

    await upload({ findings: [{ key: 'a', severity: 'low' }] });

    expect(await exposureOf(side.knex, PAY)).toBe(210_000);
    expect(await onlyRisk()).toMatchObject({ rating_state: 'confirmed' });
    expect(Boolean((await onlyRisk()).review_flag)).toBe(true);

    await side.risks.rate(
      (
        await onlyRisk()
      ).id,
      { probabilityMicro: 20_000, impactCenti: 500, comment: '' },
      USER,
    );
    expect(Boolean((await onlyRisk()).review_flag)).toBe(false);
    expect(await exposureOf(side.knex, PAY)).toBe(1_000);
    expect(await causes()).toEqual([
      'newlyAssessed open',
      'reRated open',
      'reRated open',
    ]);
  });

  it('keeps the words of a person and composes words until there are some', async () => {
    await upload({
      elements: [{ id: 'e', name: 'Checkout API' }],
      findings: [{ key: 'a', elementIds: ['e'] }],
    });
    const { id: riskId, statement } = await onlyRisk();
    expect(statement).toBe(
      'Someone could change what they must not change at Checkout API.',
    );

    await side.risks.word(riskId, 'Orders could be changed by others.', USER);
    await upload({ findings: [{ key: 'a', title: 'Another title' }] });

    expect(await onlyRisk()).toMatchObject({
      title: 'Another title',
      statement: 'Orders could be changed by others.',
      statement_by: USER,
    });
  });

  it('leaves out and brings back what a person decides, whatever the file says', async () => {
    const document: TestDocument = {
      findings: [{ key: 'a' }, { key: 'b', status: 'not_applicable' }],
    };
    await upload(document);
    const [a, b] = await side.knex('finding').orderBy('key');
    expect(await exposureOf(side.knex, PAY)).toBe(30_000);

    await side.risks.triage(
      a.id,
      { action: 'exclude', reason: 'A false alarm' },
      USER,
    );
    expect(await exposureOf(side.knex, PAY)).toBe(0);
    await side.risks.triage(
      b.id,
      { action: 'restore', reason: 'It does apply' },
      USER,
    );
    expect(await exposureOf(side.knex, PAY)).toBe(30_000);

    await upload({ ...document, title: 'Second version' });

    expect(await exposureOf(side.knex, PAY)).toBe(30_000);
    const [row] = await side.knex('entity_rollup').where({ entity_ref: API });
    expect(row).toMatchObject({ findings_open: 1, findings_excluded: 1 });
  });

  it('takes a claim for what it is, verifies it, and falls back when the file withdraws it', async () => {
    const claimed: TestDocument = {
      findings: [
        {
          key: 'a',
          status: 'mitigated',
          mitigations: [{ key: 'm', status: 'implemented' }],
        },
      ],
    };
    await upload(claimed);
    expect(await onlyRisk()).toMatchObject({ state: 'closed' });
    const rollup = () =>
      side.knex('product_rollup').where({ product_ref: PAY }).first();
    expect(await rollup()).toMatchObject({ findings_claimed: 1 });
    expect(Number((await rollup()).exposure_inherent)).toBe(30_000);
    expect(Number((await rollup()).exposure_verified_only)).toBe(30_000);

    const mitigation = await side.knex('mitigation').first();
    await side.risks.verify(
      mitigation.id,
      { verified: true, evidence: 'Penetration test of May' },
      USER,
    );
    expect(await rollup()).toMatchObject({ findings_verified: 1 });
    expect(Number((await rollup()).exposure_verified_only)).toBe(0);

    await upload({ ...claimed, title: 'Second version' });
    expect(await side.knex('mitigation').first()).toMatchObject({
      state: 'verified',
      evidence: 'Penetration test of May',
    });

    await upload({
      findings: [
        {
          key: 'a',
          status: 'open',
          mitigations: [{ key: 'm', status: 'planned' }],
        },
      ],
    });
    expect(await side.knex('mitigation').first()).toMatchObject({
      state: 'planned',
      evidence: null,
    });
    expect(await exposureOf(side.knex, PAY)).toBe(30_000);
    const kinds = (await side.knex('finding_event').orderBy('id')).map(
      ({ kind }) => kind,
    );
    expect(kinds).toContain('mitigation-withdrawn');
    expect(await causes()).toEqual(['newlyAssessed closed', 'reopened open']);
  });

  it('gives a bare "mitigated" a claim that can be verified', async () => {
    await upload({ findings: [{ key: 'a', status: 'mitigated' }] });

    expect(await side.knex('mitigation')).toMatchObject([
      { title: 'Stated as mitigated in the file', state: 'claimed' },
    ]);
    expect(await exposureOf(side.knex, PAY)).toBe(0);
  });

  it('counts what a file accepts, and in the projection what is planned', async () => {
    await upload({
      findings: [
        { key: 'a', status: 'accepted' },
        {
          key: 'b',
          mitigations: [{ key: 'm', status: 'planned', riskReduction: 0.5 }],
        },
        { key: 'c', severity: 'unknown' },
        { key: 'd', reviewed: false },
      ],
    });

    const row = await side
      .knex('product_rollup')
      .where({ product_ref: PAY })
      .first();
    expect(row).toMatchObject({
      unrated: 1,
      not_reviewed: 1,
      findings_accepted: 1,
      risks_open: 3,
    });
    expect(Number(row.exposure)).toBe(60_000);
    expect(Number(row.exposure_projected)).toBe(45_000);
  });

  it('makes the instances of one definition one risk, as high as its highest', async () => {
    await upload({
      elements: [
        { id: 'api', entityRef: API },
        { id: 'web', entityRef: WEB },
      ],
      findings: [
        { key: 'a', definitionKey: 'd', elementIds: ['api'] },
        {
          key: 'b',
          definitionKey: 'd',
          elementIds: ['web'],
          status: 'mitigated',
        },
      ],
    });

    expect(await risksOf(side.knex, PAY)).toHaveLength(1);
    expect(await exposureOf(side.knex, PAY)).toBe(30_000);
    // The mitigation in the web front end does not help the API.
    const entities = await side.knex('risk_entity').pluck('entity_ref');
    expect(entities).toEqual([API]);
  });
});
