import { Knex } from 'knex';
import { selectInChunks } from './batches';
import { DbEntityRelationRow, DbEntityRow } from './tables';

/** Users and groups, and how they belong together, from the mirror. */
export class OwnershipStore {
  constructor(private readonly knex: Knex) {}

  /** Titles of those users and groups that are in the catalog. */
  async present(refs: Iterable<string>): Promise<Map<string, string>> {
    const rows = await selectInChunks(refs, chunk =>
      this.knex<DbEntityRow>('entity')
        .whereIn('ref', chunk)
        .whereIn('kind', ['user', 'group'])
        .whereNull('missing_since')
        .select('ref', 'title'),
    );
    return new Map(rows.map(({ ref, title }) => [ref, title]));
  }

  /** Where relations lead to from some entities, each once. */
  async targetsOf(type: string, refs: Iterable<string>): Promise<string[]> {
    const rows = await selectInChunks(refs, chunk =>
      this.knex<DbEntityRelationRow>('entity_relation')
        .where({ type })
        .whereIn('source_ref', chunk)
        .select('target_ref'),
    );
    return [...new Set(rows.map(row => row.target_ref))].sort();
  }

  /** Entities in the catalog that have a relation to some others, each once. */
  async sourcesOf(type: string, refs: Iterable<string>): Promise<string[]> {
    const rows = await selectInChunks(refs, chunk =>
      this.knex({ r: 'entity_relation' })
        .join({ e: 'entity' }, 'e.ref', 'r.source_ref')
        .whereNull('e.missing_since')
        .where('r.type', type)
        .whereIn('r.target_ref', chunk)
        .select<Pick<DbEntityRelationRow, 'source_ref'>[]>('r.source_ref'),
    );
    return [...new Set(rows.map(row => row.source_ref))].sort();
  }
}
