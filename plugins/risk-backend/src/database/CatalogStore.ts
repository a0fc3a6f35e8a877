import { Knex } from 'knex';
import {
  chunksOf,
  inChunks,
  insertRows,
  selectInChunks,
  upsertRows,
} from './batches';
import {
  DbEntityChangeRow,
  DbEntityClosureRow,
  DbEntityRelationRow,
  DbEntityRow,
  DbMetaRow,
} from './tables';

const HEAD = 'catalog';
const PAGE = 1_000;

/** What a sync compares each entity of the catalog with. */
export type EntityHead = Pick<
  DbEntityRow,
  'ref' | 'fingerprint' | 'missing_runs' | 'missing_since'
>;

/** Where an entity belongs. */
export type EntityPlace = Pick<
  DbEntityRow,
  'ref' | 'product_ref' | 'product_tie' | 'domain_ref'
>;

const textOf = ({ ancestor, depth, relation }: DbEntityClosureRow) =>
  `${ancestor} ${depth} ${relation}`;

/** The mirror of the catalog. */
export class CatalogStore {
  constructor(private readonly knex: Knex) {}

  /** What the last complete sync left behind; compared as text. */
  async head(): Promise<string | undefined> {
    const row = await this.knex<DbMetaRow>('meta').where({ key: HEAD }).first();
    return row?.value;
  }

  /**
   * Replaces the head unless somebody else did meanwhile.
   *
   * @remarks
   * The row stays locked until the transaction ends, so that of two nodes that
   * read the same head only one goes on.
   */
  async advanceHead(from: string | undefined, to: string): Promise<boolean> {
    if (from === undefined) {
      const inserted = await this.knex<DbMetaRow>('meta')
        .insert({ key: HEAD, value: to })
        .onConflict('key')
        .ignore()
        .returning('key');
      return inserted.length === 1;
    }
    const updated = await this.knex<DbMetaRow>('meta')
      .where({ key: HEAD, value: from })
      .update({ value: to });
    return updated === 1;
  }

  async heads(): Promise<Map<string, EntityHead>> {
    const rows = await this.knex<DbEntityRow>('entity').select(
      'ref',
      'fingerprint',
      'missing_runs',
      'missing_since',
    );
    return new Map(rows.map(row => [row.ref, row]));
  }

  async entities(refs: Iterable<string>): Promise<Map<string, DbEntityRow>> {
    const rows = await selectInChunks(refs, chunk =>
      this.knex<DbEntityRow>('entity').whereIn('ref', chunk).select(),
    );
    return new Map(rows.map(row => [row.ref, row]));
  }

  /** Entities that are in the catalog, reduced to what places them. */
  async present() {
    return this.knex<DbEntityRow>('entity')
      .whereNull('missing_since')
      .select('ref', 'kind', 'is_product', 'system_ref');
  }

  async relationsOfTypes(
    types: readonly string[],
  ): Promise<DbEntityRelationRow[]> {
    return this.knex<DbEntityRelationRow>('entity_relation')
      .whereIn('type', types)
      .select();
  }

  async relationsFrom(refs: Iterable<string>): Promise<DbEntityRelationRow[]> {
    return selectInChunks(refs, chunk =>
      this.knex<DbEntityRelationRow>('entity_relation')
        .whereIn('source_ref', chunk)
        .select(),
    );
  }

  async save(rows: readonly DbEntityRow[]): Promise<void> {
    await upsertRows(this.knex, 'entity', rows, ['ref']);
  }

  /** Moves entities of which nothing else changed. */
  async place(places: readonly EntityPlace[]): Promise<void> {
    const groups = new Map<string, EntityPlace[]>();
    for (const place of places) {
      const { ref: _, ...values } = place;
      const key = JSON.stringify(values);
      groups.set(key, [...(groups.get(key) ?? []), place]);
    }
    for (const group of groups.values()) {
      const { ref: _, ...values } = group[0];
      await inChunks(
        group.map(({ ref }) => ref),
        chunk =>
          this.knex<DbEntityRow>('entity').whereIn('ref', chunk).update(values),
      );
    }
  }

  async setMissing(
    refs: readonly string[],
    values: Pick<DbEntityRow, 'missing_runs'> &
      Partial<Pick<DbEntityRow, 'missing_since'>>,
  ): Promise<void> {
    await inChunks(refs, chunk =>
      this.knex<DbEntityRow>('entity').whereIn('ref', chunk).update(values),
    );
  }

  /** Replaces all relations that start at some entities. */
  async replaceRelations(
    sourceRefs: readonly string[],
    rows: readonly DbEntityRelationRow[],
  ): Promise<void> {
    await inChunks(sourceRefs, chunk =>
      this.knex('entity_relation').whereIn('source_ref', chunk).delete(),
    );
    await insertRows(this.knex, 'entity_relation', rows);
  }

  async appendChanges(
    changes: readonly Omit<DbEntityChangeRow, 'id'>[],
  ): Promise<void> {
    await insertRows(this.knex, 'entity_change', changes);
  }

  /**
   * Brings the ancestors of some entities up to date, a page at a time, and
   * writes only those that differ.
   */
  async replaceAncestors(
    refs: Iterable<string>,
    ancestorsOf: (ref: string) => DbEntityClosureRow[],
  ): Promise<void> {
    for (const page of chunksOf([...refs], PAGE)) {
      const stored = new Map<string, Set<string>>();
      const rows = await this.knex<DbEntityClosureRow>('entity_closure')
        .whereIn('descendant', page)
        .select();
      for (const row of rows) {
        const known = stored.get(row.descendant) ?? new Set();
        stored.set(row.descendant, known.add(textOf(row)));
      }
      const outdated: string[] = [];
      const fresh: DbEntityClosureRow[] = [];
      for (const ref of page) {
        const known = stored.get(ref) ?? new Set();
        const ancestors = ancestorsOf(ref);
        if (
          ancestors.length === known.size &&
          ancestors.every(row => known.has(textOf(row)))
        ) {
          continue;
        }
        if (known.size > 0) outdated.push(ref);
        fresh.push(...ancestors);
      }
      await inChunks(outdated, chunk =>
        this.knex('entity_closure').whereIn('descendant', chunk).delete(),
      );
      await insertRows(this.knex, 'entity_closure', fresh);
    }
  }
}
