/** An object as it is written to a file. */
export type Written = Record<string, unknown>;

/** Leaves out what is not said: absent, blank or empty. */
export const stated = (members: Written): Written =>
  Object.fromEntries(
    Object.entries(members).filter(
      ([, value]) =>
        value !== undefined &&
        value !== '' &&
        !(Array.isArray(value) && value.length === 0),
    ),
  );

/**
 * An id for each item that no other has: that of its source where it is unique
 * among sources and keys, else its key.
 */
export function uniqueIds<T>(
  items: T[],
  sourceId: (item: T) => string | undefined,
  key: (item: T) => string,
): Map<T, string> {
  const uses = new Map<string, number>();
  for (const item of items) {
    for (const id of new Set([sourceId(item), key(item)])) {
      if (id !== undefined) {
        uses.set(id, (uses.get(id) ?? 0) + 1);
      }
    }
  }
  return new Map(
    items.map(item => {
      const own = sourceId(item);
      return [item, own && uses.get(own) === 1 ? own : key(item)];
    }),
  );
}

/** Items by a key, in their order. */
export function groupBy<T, K>(
  items: readonly T[],
  keyOf: (item: T) => K,
): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) {
      group.push(item);
    } else {
      groups.set(key, [item]);
    }
  }
  return groups;
}
