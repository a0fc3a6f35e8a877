/** Rows by their keys, in order; a row whose key is null belongs to none. */
export function groupBy<T>(
  rows: readonly T[],
  keyOf: (row: T) => string | null,
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
