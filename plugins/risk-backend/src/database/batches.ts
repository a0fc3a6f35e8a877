import { Knex } from 'knex';

// SQLite takes 500 rows in one insert and 32 766 variables in one statement,
// PostgreSQL 65 535 variables.
const MAX_ROWS = 500;
const MAX_VARIABLES = 30_000;
const MAX_IN = 1_000;

/** Parts of at most `size` items, in order. */
export function chunksOf<T>(items: readonly T[], size: number): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < items.length; start += size) {
    chunks.push(items.slice(start, start + size));
  }
  return chunks;
}

function rowChunks<T extends object>(rows: readonly T[]): T[][] {
  const columns = Math.max(1, Object.keys(rows[0] ?? {}).length);
  return chunksOf(
    rows,
    Math.min(MAX_ROWS, Math.floor(MAX_VARIABLES / columns)),
  );
}

/** Inserts any number of rows in as few statements as databases allow. */
export async function insertRows<T extends object>(
  knex: Knex,
  table: string,
  rows: readonly T[],
): Promise<void> {
  for (const chunk of rowChunks(rows)) {
    await knex(table).insert(chunk);
  }
}

/** Inserts rows, or replaces those that are there with the same key. */
export async function upsertRows<T extends object>(
  knex: Knex,
  table: string,
  rows: readonly T[],
  key: readonly (keyof T & string)[],
): Promise<void> {
  for (const chunk of rowChunks(rows)) {
    await knex(table)
      .insert(chunk)
      .onConflict([...key])
      .merge();
  }
}

/** Asks for any number of values, some at a time, and joins the answers. */
export async function selectInChunks<V, R>(
  values: Iterable<V>,
  select: (chunk: V[]) => PromiseLike<R[]>,
): Promise<R[]> {
  const rows: R[] = [];
  for (const chunk of chunksOf([...new Set(values)], MAX_IN)) {
    rows.push(...(await select(chunk)));
  }
  return rows;
}

/** Does something to any number of values, some at a time. */
export async function inChunks<V>(
  values: Iterable<V>,
  act: (chunk: V[]) => PromiseLike<unknown>,
): Promise<void> {
  for (const chunk of chunksOf([...new Set(values)], MAX_IN)) {
    await act(chunk);
  }
}
