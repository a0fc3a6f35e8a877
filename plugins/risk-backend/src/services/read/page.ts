import { encodeCursor, Keyset } from './queries/keyset';

/**
 * Cuts the one row that was read beyond the page, which tells whether there is
 * a next one.
 */
export function cutPage<T>(
  rows: readonly T[],
  limit: number,
  keysetOf: (row: T) => Keyset,
): { rows: T[]; nextCursor?: string } {
  if (rows.length <= limit) return { rows: [...rows] };
  const page = rows.slice(0, limit);
  return {
    rows: page,
    nextCursor: encodeCursor(keysetOf(page[page.length - 1])),
  };
}

/**
 * Most hits of a search that are looked through. Whoever has more can narrow
 * the search.
 */
export const SEARCH_LIMIT = 500;

/**
 * A page out of all hits of a search that the caller may see.
 *
 * @remarks
 * Paging first and hiding then would tell, by counts and short pages, that a
 * hidden entry contains the word. So hits are hidden first.
 */
export function cutVisible<T>(
  hits: readonly T[],
  limit: number,
  keysetOf: (row: T) => Keyset,
  after?: Keyset,
): { rows: T[]; nextCursor?: string; totalItems: number } {
  const start = after
    ? hits.findIndex(hit => keysetOf(hit).id === after.id) + 1
    : 0;
  return {
    ...cutPage(hits.slice(start), limit, keysetOf),
    totalItems: hits.length,
  };
}
