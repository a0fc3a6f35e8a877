import { randomUUID } from 'crypto';
import { CategoryDecisions } from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { createTestDatabases } from '../__testUtils__/databases';
import { PAY_PATH, startTreatment } from '../__testUtils__/treatmentApi';
import {
  API,
  bytesOf,
  CART,
  TestDocument,
  WEB,
} from '../__testUtils__/writeSide';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const BACKUP = 'iso27001@2022:A.8.13';

type Choice = CategoryDecisions['decisions'][number];

interface Suggested {
  findingId: string;
  title: string;
  suggestions: {
    category: { id: string };
    state: string;
    frameworkTitle: string;
    path: string[];
  }[];
}

const finding = (
  key: string,
  title: string,
  cwe?: string,
): TestDocument['findings'][number] => ({
  key,
  title,
  categories: cwe ? [{ taxonomy: 'CWE', id: cwe }] : [],
});

describe.each(databases.ids)('categories in a session (%s)', id => {
  let knex: Knex;
  let portal: Awaited<ReturnType<typeof startTreatment>>;

  const importTo = (entityRef: string, findings: TestDocument['findings']) =>
    portal.side.ingest.importUpload(
      {
        entityRef,
        fileName: `${entityRef}.json`,
        bytes: bytesOf({ findings }),
      },
      'user:default/lena',
    );
  const onApi = [
    finding('backup', 'Backups are never restored'),
    finding('injection', 'Pages are built from text', 'CWE-79'),
    finding('secret', 'The key is in the code', 'CWE-798'),
    finding('odd', 'Something odd'),
  ];
  const ask = async (changes: object = {}): Promise<string> => {
    const { body } = await portal
      .call('post', `${PAY_PATH}/sessions`, {
        title: 'Yearly review',
        reason: 'a year has passed',
        ...changes,
      })
      .expect(200);
    return body.id;
  };
  const listed = async (session: string, user?: string) => {
    const { body } = await portal
      .call('get', `/categories/triage?session=${session}`, undefined, user)
      .expect(200);
    return body as { items: Suggested[]; totalItems: number; hidden: number };
  };
  const titles = ({ items }: { items: Suggested[] }) =>
    items.map(({ title }) => title);
  const decide = (sessionId: string, decisions: Choice[], user?: string) =>
    portal.call(
      'post',
      '/categories/decisions',
      { sessionId, decisions },
      user,
    );
  /** The states of what is known of a finding, by category. */
  const categoriesOf = async (findingId: string) => {
    const rows: { category: string; state: string }[] = await knex(
      'category_assignment',
    ).where({ finding_id: findingId });
    return Object.fromEntries(rows.map(row => [row.category, row.state]));
  };

  beforeEach(async () => {
    knex = await databases.migrated(id);
    portal = await startTreatment(knex);
    await importTo(API, onApi);
    await importTo(WEB, [finding('web', 'Backups of pages are missing')]);
    await importTo(CART, [finding('cart', 'Backups of carts are missing')]);
  });

  afterEach(() => knex.destroy());

  it('are those of its scope that nobody confirmed in a framework', async () => {
    const whole = await listed(await ask());
    expect(titles(whole)).toEqual([
      'Backups are never restored',
      'Backups of pages are missing',
      'Pages are built from text',
    ]);
    expect(whole.items[0].suggestions).toMatchObject([
      {
        category: { id: BACKUP },
        frameworkTitle: expect.stringContaining('27001'),
        state: 'suggested',
        path: [expect.stringMatching(/^word: /), BACKUP],
      },
    ]);
    expect(titles(await listed(await ask({ scope: [API] })))).toEqual([
      'Backups are never restored',
      'Pages are built from text',
    ]);
    const { risk_id } = await knex('risk_finding')
      .join('finding', 'finding.id', 'risk_finding.finding_id')
      .where('finding.entity_ref', WEB)
      .first('risk_id');
    expect(
      titles(await listed(await ask({ scope: [API], riskIds: [risk_id] }))),
    ).toEqual(titles(whole));
  });

  it('are listed for nobody who may not see them or triages nothing', async () => {
    const session = await ask();
    expect(await listed(session, 'pavel')).toMatchObject({
      items: [{}, {}],
      totalItems: 3,
      hidden: 1,
    });
    await portal
      .call('get', `/categories/triage?session=${session}`, undefined, 'ruth')
      .expect(403);
    await portal
      .call('get', `/categories/triage?session=${randomUUID()}`)
      .expect(404);
  });

  it('are confirmed and rejected in bulk, and a re-import keeps that', async () => {
    const session = await ask({ scope: [API] });
    const [backup, injection] = (await listed(session)).items;
    const decisions: Choice[] = [
      { findingId: backup.findingId, category: BACKUP, decision: 'confirm' },
      ...injection.suggestions
        .filter(({ state }) => state === 'suggested')
        .map(({ category }) => ({
          findingId: injection.findingId,
          category: category.id,
          decision: 'reject' as const,
        })),
    ];
    const { body } = await decide(session, decisions).expect(200);
    expect(body).toEqual({ decided: decisions.length, refused: [] });
    expect(portal.api.auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({ eventId: 'decide-categories' }),
    );
    const history = await portal
      .call('get', `/findings/${backup.findingId}`)
      .expect(200);
    expect(history.body.history).toContainEqual(
      expect.objectContaining({
        actor: 'user:default/lena',
        text: `Belongs to ${BACKUP}, decided in the session “Yearly review”`,
      }),
    );

    await importTo(
      API,
      onApi.map(one => ({ ...one, description: 'Looked at again' })),
    );

    expect(titles(await listed(session))).toEqual([]);
    expect((await categoriesOf(backup.findingId))[BACKUP]).toBe('confirmed');
    const rejected = await categoriesOf(injection.findingId);
    for (const { category } of decisions.slice(1)) {
      expect(rejected[category]).toBe('rejected');
    }
  });

  it('are refused out of its scope, and the others decided', async () => {
    const session = await ask({ scope: [API] });
    const [backup] = (await listed(session)).items;
    const rows: { id: string }[] = await knex('finding')
      .whereIn('entity_ref', [WEB, CART])
      .select('id');
    const choices = [backup.findingId, ...rows.map(row => row.id)].map(
      findingId => ({
        findingId,
        category: BACKUP,
        decision: 'confirm' as const,
      }),
    );

    const { body } = await decide(session, choices).expect(200);

    expect(body.decided).toBe(1);
    expect(body.refused.map((one: { reason: string }) => one.reason)).toEqual(
      rows.map(() => 'It belongs to no open risk in the scope of this session'),
    );
    await decide(session, choices, 'ruth').expect(403);
    await decide(randomUUID(), choices).expect(404);
    for (const row of rows) {
      expect((await categoriesOf(row.id))[BACKUP]).toBe('suggested');
    }
  });
});
