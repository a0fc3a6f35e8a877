import { InputError } from '@backstage/errors';
import { Knex } from 'knex';
import { z } from 'zod';

/** Where a page ends: what it is sorted by, and the id that breaks ties. */
export interface Keyset {
  key: SortKey;
  id: string;
}

/** A value to sort by, or several of which the first decides most. */
export type SortKey = KeyPart | readonly KeyPart[];

type KeyPart = string | number;

const keyPartSchema = z.union([z.string(), z.number()]);

const keysetSchema = z.tuple([
  z.union([keyPartSchema, z.array(keyPartSchema).min(2).max(4)]),
  z.string().max(600),
]);

const NO_CURSOR = 'query.cursor: is none; take nextCursor of the page before';

export const encodeCursor = ({ key, id }: Keyset) =>
  Buffer.from(JSON.stringify([key, id])).toString('base64url');

/** @throws InputError when the cursor was not made by {@link encodeCursor}. */
export function decodeCursor(cursor: string): Keyset {
  try {
    const [key, id] = keysetSchema.parse(
      JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')),
    );
    return { key, id };
  } catch {
    throw new InputError(NO_CURSOR);
  }
}

interface KeysetOptions {
  /**
   * SQL of what to sort by, all of it in one direction; never null, and never
   * from a request.
   */
  expression: string | readonly string[];
  idColumn: string;
  order: 'asc' | 'desc';
  limit: number;
  after?: Keyset;
}

/**
 * Sorts by one or several values and then by id, and goes on after a keyset:
 * the same cost on every page, and no entry twice or left out when others come
 * and go.
 *
 * @throws InputError when the keyset is of a list with another order.
 */
export function pageByKeyset<Q extends Knex.QueryBuilder>(
  query: Q,
  { expression, idColumn, order, limit, after }: KeysetOptions,
): Q {
  const expressions = [expression].flat();
  if (after) {
    const keys = [after.key].flat();
    if (keys.length !== expressions.length) throw new InputError(NO_CURSOR);
    const beyond = order === 'asc' ? '>' : '<';
    const sorted = `(${expressions.join(', ')})`;
    const last = `(${keys.map(() => '?').join(', ')})`;
    query.andWhereRaw(
      `(${sorted} ${beyond} ${last} or (${sorted} = ${last} and ${idColumn} > ?))`,
      [...keys, ...keys, after.id],
    );
  }
  const sorting = expressions.map(one => `${one} ${order}`).join(', ');
  query.orderByRaw(`${sorting}, ${idColumn} asc`).limit(limit);
  return query;
}

/** Text to look for anywhere in a column, its wildcards taken literally. */
export const likeAnywhere = (text: string) =>
  `%${text.toLocaleLowerCase('en-US').replace(/[\\%_]/g, '\\$&')}%`;

/** Case-insensitive search in one of several columns. */
export function whereTextIn<Q extends Knex.QueryBuilder>(
  query: Q,
  columns: string[],
  text: string,
): Q {
  const pattern = likeAnywhere(text);
  query.andWhere(either => {
    for (const column of columns) {
      either.orWhereRaw(`lower(${column}) like ? escape '\\'`, [pattern]);
    }
  });
  return query;
}
