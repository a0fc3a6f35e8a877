import { mockCredentials } from '@backstage/backend-test-utils';
import { catalogEntity } from '../../__testUtils__/catalogEntities';
import { createTestDatabases } from '../../__testUtils__/databases';
import { vocabularyOf } from '../../__testUtils__/vocabulary';
import {
  API,
  bytesOf,
  mirror,
  organisation,
  TestDocument,
  writeSide,
  WriteSide,
} from '../../__testUtils__/writeSide';
import { Caller } from '../Caller';
import { VisibleRisks } from '../read/VisibleRisks';
import { Imports } from './Imports';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const USER = 'user:default/lena';
const caller: Caller = {
  credentials: mockCredentials.user(USER),
  kind: 'user',
  actor: USER,
};

const document: TestDocument = {
  findings: [
    { key: 'secret', categories: [{ taxonomy: 'CWE', id: 'CWE-798' }] },
    { key: 'backup', title: 'Backups are never restored', categories: [] },
    { key: 'odd', title: 'Something odd', categories: [] },
  ],
};

describe.each(databases.ids)('categories of an import (%s)', id => {
  let side: WriteSide;
  let imports: Imports;

  const upload = (findings: TestDocument['findings']) => ({
    entityRef: API,
    fileName: 'm.json',
    bytes: bytesOf({ findings }),
  });
  const decided = (): Promise<{ category: string }[]> =>
    side
      .knex('category_assignment')
      .where({ assigned_by: USER })
      .select('category', 'state');

  beforeEach(async () => {
    const knex = await databases.migrated(id);
    await mirror(knex, organisation);
    side = writeSide(knex);
    imports = new Imports({
      db: knex,
      ingest: side.ingest,
      vocabulary: vocabularyOf(side.config),
      categories: side.decisions,
      visible: new VisibleRisks({
        getEntitiesByRefs: async ({ entityRefs }) => ({
          items: entityRefs.map(ref => catalogEntity(ref)),
        }),
      }),
    });
  });

  afterEach(() => side.knex.destroy());

  it('are previewed: what is clear, and what waits for a person', async () => {
    const { categories } = await imports.previewImport(
      upload(document.findings),
      caller,
    );
    expect(categories).toEqual({
      confirmed: 1,
      suggestions: 1,
      suggested: [
        {
          key: 'model/backup',
          title: 'Backups are never restored',
          category: {
            id: 'iso27001@2022:A.8.13',
            node: 'A.8.13',
            name: 'Information backup',
          },
          confidence: 0.4,
        },
      ],
    });
    expect(await side.knex('category_assignment')).toEqual([]);
  });

  it('are confirmed with the import by who says so', async () => {
    await imports.importFile(upload(document.findings), caller);
    expect(await decided()).toEqual([]);
    await imports.importFile(
      { ...upload(document.findings), confirmCategories: 'suggested' },
      caller,
    );
    expect(await decided()).toEqual([
      { category: 'iso27001@2022:A.8.13', state: 'confirmed' },
    ]);
  });

  it('are not confirmed by an import that is held back', async () => {
    await imports.importFile(upload(document.findings), caller);
    const { import: held } = await imports.importFile(
      {
        ...upload([{ key: 'new', title: 'No backup exists' }]),
        confirmCategories: 'suggested',
      },
      caller,
    );
    expect(held.status).toBe('quarantined');
    expect(await decided()).toEqual([]);
  });
});
