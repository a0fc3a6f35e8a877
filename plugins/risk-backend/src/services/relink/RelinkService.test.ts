import { ConflictError, NotFoundError } from '@backstage/errors';
import { DbFindingRow } from '../../database/tables';
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
  TestFinding,
  WEB,
  WriteSide,
  writeSide,
} from '../../__testUtils__/writeSide';
import { seedDecision } from '../../__testUtils__/seedDecision';
import { decisionsOfRisk } from './decisionsOfRisk';
import { relinkOffers } from './relinkOffers';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const USER = 'user:default/lena';
const TITLE = 'Session token can be replayed';

const threat = (
  key: string,
  title: string,
  more: Partial<TestFinding> = {},
) => ({
  key,
  title,
  ...more,
});

/** What keeps an import from being held back. */
const others = ['Refunds are paid twice', 'Logs can be erased', 'No limit'].map(
  title => threat(title, title),
);

describe.each(databases.ids)('RelinkService (%s)', id => {
  let side: WriteSide;

  beforeEach(async () => {
    side = writeSide(await databases.migrated(id));
    await mirror(side.knex, organisation);
  });
  afterEach(() => side.knex.destroy());

  const upload = (
    document: TestDocument,
    { entityRef = API, fileName = 'model.json' } = {},
  ) =>
    side.ingest.importUpload(
      { entityRef, fileName, bytes: bytesOf(document) },
      USER,
    );
  const finding = async (key: string): Promise<DbFindingRow> => {
    const row = await side
      .knex<DbFindingRow>('finding')
      .where('key', 'like', `%/${key}`)
      .first();
    if (!row) throw new Error(`No finding ${key}`);
    return row;
  };
  const riskIdOf = async (key: string): Promise<string> => {
    const { id: findingId } = await finding(key);
    const row = await side
      .knex('risk_finding')
      .where({ finding_id: findingId })
      .first();
    return row.risk_id;
  };
  const rate = async (key: string) =>
    side.risks.rate(
      await riskIdOf(key),
      { likelihood: 5, impact: 5, comment: 'seen twice' },
      USER,
    );
  /** The file again, with the ids generated anew. */
  const replace = async (before: TestFinding, after: TestFinding) => {
    await upload({ findings: [before, ...others] });
    return async () => {
      side.nextDay();
      await upload({ findings: [after, ...others] });
    };
  };
  const offers = async () =>
    (await relinkOffers(side.knex, API)).map(({ from, to }) => [
      from.title,
      to.title,
    ]);
  const pairOf = async (from: string, to: string) => ({
    entityRef: API,
    from: (await finding(from)).id,
    to: (await finding(to)).id,
  });

  it('offers a rating whose finding is gone to the new finding that looks like it', async () => {
    const again = await replace(
      threat('old', TITLE),
      threat('new', `A ${TITLE} by others`),
    );
    await rate('old');
    await again();

    expect(await offers()).toEqual([[TITLE, `A ${TITLE} by others`]]);
  });

  it('offers a decision whose finding is gone, which goes on with its risk', async () => {
    const again = await replace(threat('old', TITLE), threat('new', TITLE));
    const riskId = await riskIdOf('old');
    await seedDecision(side.knex, riskId, USER);
    await again();

    expect(await offers()).toEqual([[TITLE, TITLE]]);
    await side.relinking.accept(await pairOf('old', 'new'), USER);
    expect(await riskIdOf('new')).toBe(riskId);
    expect(await decisionsOfRisk(side.knex, riskId)).toMatchObject([
      { state: 'requested', requested_by: USER },
    ]);
    expect(await offers()).toEqual([]);
  });

  it('does not take for a judgement what a file asked for by itself', async () => {
    const again = await replace(threat('old', TITLE), threat('new', TITLE));
    await seedDecision(side.knex, await riskIdOf('old'), USER);
    await side.knex('decision').update({ origin: 'file' });
    await again();

    expect(await offers()).toEqual([]);
  });

  it('offers nothing that nobody judged, and nothing to what looks different', async () => {
    const again = await replace(
      threat('old', TITLE),
      threat('new', 'Passwords are guessed', { categories: [] }),
    );
    await again();
    expect(await offers()).toEqual([]);

    await rate('old');
    expect(await offers()).toEqual([]);
  });

  it('offers nothing to findings that were there before, or were judged themselves', async () => {
    const again = await replace(threat('old', TITLE), threat('new', TITLE));
    await rate('old');
    await again();
    await side.risks.triage(
      (
        await finding('new')
      ).id,
      { action: 'exclude', reason: 'does not apply' },
      USER,
    );

    expect(await offers()).toEqual([]);
  });

  it('keeps the risk with its rating, and everything that refers to it', async () => {
    const again = await replace(threat('old', TITLE), threat('new', TITLE));
    await rate('old');
    const riskId = await riskIdOf('old');
    const rated = await exposureOf(side.knex, PAY);
    await again();
    const made = await riskIdOf('new');

    await side.relinking.accept(await pairOf('old', 'new'), USER);

    expect(await riskIdOf('new')).toBe(riskId);
    expect(await exposureOf(side.knex, PAY)).toBe(rated);
    const risks = await risksOf(side.knex, PAY);
    expect(risks.find(risk => risk.id === riskId)).toMatchObject({
      state: 'open',
      rating_state: 'confirmed',
    });
    expect(risks.find(risk => risk.id === made)).toMatchObject({
      state: 'closed',
    });
    expect(await offers()).toEqual([]);
  });

  it('keeps it at the next import, and when the old finding comes back', async () => {
    const again = await replace(threat('old', TITLE), threat('new', TITLE));
    await rate('old');
    const riskId = await riskIdOf('old');
    await again();
    await side.relinking.accept(await pairOf('old', 'new'), USER);
    const rated = await exposureOf(side.knex, PAY);

    await again();
    expect(await riskIdOf('new')).toBe(riskId);
    await upload({
      findings: [threat('old', TITLE), threat('new', TITLE), ...others],
    });

    expect(await riskIdOf('old')).toBe(riskId);
    expect(await exposureOf(side.knex, PAY)).toBe(rated);
  });

  it('moves what was left out, with its reason and who said so', async () => {
    const again = await replace(threat('old', TITLE), threat('new', TITLE));
    await side.risks.triage(
      (
        await finding('old')
      ).id,
      { action: 'exclude', reason: 'does not apply' },
      'user:default/kim',
    );
    await again();

    await side.relinking.accept(await pairOf('old', 'new'), USER);

    expect(await finding('new')).toMatchObject({
      status: 'excluded',
      triage: 'excluded',
      triage_reason: 'does not apply',
      triage_by: 'user:default/kim',
    });
  });

  it('moves evidence to the same mitigation', async () => {
    const mitigations = [{ key: 'm1', status: 'implemented' as const }];
    const again = await replace(
      threat('old', TITLE, { status: 'mitigated', mitigations }),
      threat('new', TITLE, { status: 'mitigated', mitigations }),
    );
    const [mitigation] = await side.knex('mitigation');
    await side.risks.verify(
      mitigation.id,
      { verified: true, evidence: 'test report 7' },
      'user:default/kim',
    );
    await again();

    await side.relinking.accept(await pairOf('old', 'new'), USER);

    const { id: findingId } = await finding('new');
    expect(
      await side.knex('mitigation').where({ finding_id: findingId }).first(),
    ).toMatchObject({
      state: 'verified',
      evidence: 'test report 7',
      verified_by: 'user:default/kim',
    });
  });

  it('writes it into the history of both', async () => {
    const again = await replace(threat('old', TITLE), threat('new', TITLE));
    await rate('old');
    await again();

    const pair = await pairOf('old', 'new');
    await side.relinking.accept(pair, USER);

    const events = await side.knex('finding_event').where({ kind: 'relinked' });
    expect(events.map(({ finding_id }) => finding_id).sort()).toEqual(
      [pair.from, pair.to].sort(),
    );
    expect(events.every(({ actor }) => actor === USER)).toBe(true);
  });

  it('remembers what was dismissed', async () => {
    const again = await replace(threat('old', TITLE), threat('new', TITLE));
    await rate('old');
    await again();
    const riskId = await riskIdOf('new');

    await side.relinking.dismiss(await pairOf('old', 'new'), USER);

    expect(await offers()).toEqual([]);
    expect(await riskIdOf('new')).toBe(riskId);
    await expect(
      side.relinking.accept(await pairOf('old', 'new'), USER),
    ).rejects.toThrow(ConflictError);
  });

  it('refuses a finding that is still there, and one of another entity', async () => {
    const again = await replace(threat('old', TITLE), threat('new', TITLE));
    await rate('old');
    await expect(
      side.relinking.accept(await pairOf('old', 'No limit'), USER),
    ).rejects.toThrow(ConflictError);
    await again();
    const pair = await pairOf('old', 'new');

    await expect(
      side.relinking.accept({ ...pair, entityRef: WEB }, USER),
    ).rejects.toThrow(NotFoundError);
    await expect(
      side.relinking.accept({ ...pair, to: pair.from }, USER),
    ).rejects.toThrow(ConflictError);
    expect(await side.knex('relink_choice')).toEqual([]);
  });

  it('leaves a risk alone that other findings still evidence', async () => {
    const both = (keys: string[]): TestDocument => ({
      elements: [{ id: 'a' }, { id: 'b' }],
      findings: [
        ...keys.map(key =>
          threat(key, TITLE, { definitionKey: key === 'new' ? 'D2' : 'D1' }),
        ),
        ...others,
      ],
    });
    await upload(both(['old', 'stays']));
    await rate('old');
    side.nextDay();
    await upload(both(['stays', 'new']));

    expect(await offers()).toEqual([]);
  });
});
