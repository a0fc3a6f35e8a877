import { Knex } from 'knex';
import {
  DbAttachmentRow,
  DbImportRow,
  DbSourceRow,
} from '../../../database/tables';
import { Keyset, pageByKeyset } from './keyset';

/** An import with the location of its source. */
export type ImportRow = DbImportRow & {
  location: string;
  method: DbSourceRow['method'];
};

const imports = (db: Knex) =>
  db('import')
    .join('source', 'source.id', 'import.source_id')
    .select('import.*', 'source.location', 'source.method');

export async function importById(
  db: Knex,
  id: string,
): Promise<ImportRow | undefined> {
  return imports(db).where('import.id', id).first();
}

export async function importsByIds(
  db: Knex,
  ids: readonly string[],
): Promise<ImportRow[]> {
  if (ids.length === 0) return [];
  return imports(db).whereIn('import.id', ids);
}

const attachedSources = (db: Knex, entityRef: string) =>
  db('attachment')
    .where('attachment.entity_ref', entityRef)
    .whereNull('attachment.detached_at')
    .select('attachment.source_id');

/** Imports of an entity's sources, newest first. */
export async function importPage(
  db: Knex,
  entityRef: string,
  { limit, after }: { limit: number; after?: Keyset },
): Promise<ImportRow[]> {
  return pageByKeyset(
    imports(db).whereIn('import.source_id', attachedSources(db, entityRef)),
    {
      expression: '"import".at',
      idColumn: '"import".id',
      order: 'desc',
      limit,
      after,
    },
  );
}

export async function countImports(
  db: Knex,
  entityRef: string,
): Promise<number> {
  const [{ count }] = await db('import')
    .whereIn('source_id', attachedSources(db, entityRef))
    .count({ count: '*' });
  return Number(count);
}

/** Most sources of one entity that an answer lists. */
const SOURCE_LIMIT = 200;

export async function sourcesOfEntity(
  db: Knex,
  entityRef: string,
): Promise<DbSourceRow[]> {
  return db<DbSourceRow>('source')
    .whereIn('id', attachedSources(db, entityRef))
    .orderBy(['method', 'location'])
    .limit(SOURCE_LIMIT);
}

export async function sourceById(
  db: Knex,
  id: string,
): Promise<DbSourceRow | undefined> {
  return db<DbSourceRow>('source').where({ id }).first();
}

export async function attachmentsOf(
  db: Knex,
  sourceIds: readonly string[],
): Promise<DbAttachmentRow[]> {
  if (sourceIds.length === 0) return [];
  return db<DbAttachmentRow>('attachment')
    .whereIn('source_id', sourceIds)
    .whereNull('detached_at')
    .orderBy(['source_id', 'entity_ref']);
}

/** The newest import of each source. */
export async function lastImports(
  db: Knex,
  sourceIds: readonly string[],
): Promise<ImportRow[]> {
  if (sourceIds.length === 0) return [];
  return imports(db)
    .whereIn('import.source_id', sourceIds)
    .whereRaw(
      '"import".seq = (select max(newer.seq) from "import" newer where newer.source_id = "import".source_id)',
    );
}
