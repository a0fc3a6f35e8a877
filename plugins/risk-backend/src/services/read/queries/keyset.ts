import { InputError } from '@backstage/errors';
import { Knex } from 'knex';
import { z } from 'zod';

/** Where a page ends: the value it is sorted by, and the id that breaks ties. */
export interface Keyset {
  key: string | number;
  id: string;
}

const keysetSchema = z.tuple([
  z.union([z.string(), z.number()]),
  z.string().max(600),
]);

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
    throw new InputError(
      'query.cursor: is none; take nextCursor of the page before',
    );
  }
}

interface KeysetOptions {
  /** SQL of the value to sort by; never null, and never from a request. */
  expression: string;
  idColumn: string;
  order: 'asc' | 'desc';
  limit: number;
  after?: Keyset;
}

/**
 * Sorts by a value and then by id, and goes on after a keyset: the same cost
 * on every page, and no entry twice or left out when others come and go.
 */
export function pageByKeyset<Q extends Knex.QueryBuilder>(
  query: Q,
  { expression, idColumn, order, limit, after }: KeysetOptions,
): Q {
  if (after) {
    const beyond = order === 'asc' ? '>' : '<';
    query.andWhereRaw(
      `(${expression} ${beyond} ? or (${expression} = ? and ${idColumn} > ?))`,
      [after.key, after.key, after.id],
    );
  }
  query.orderByRaw(`${expression} ${order}, ${idColumn} asc`).limit(limit);
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
