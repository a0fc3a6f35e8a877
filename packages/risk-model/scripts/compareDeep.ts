/** What a file of cases holds. */
export type Json =
  | null
  | boolean
  | number
  | string
  | Json[]
  | { [key: string]: Json };

// Counts and exposures are exact; whatever else is whole on both sides is equal.
function close(actual: number, expected: number): boolean {
  if (Number.isInteger(actual) && Number.isInteger(expected)) {
    return actual === expected;
  }
  return (
    Math.abs(actual - expected) <= Math.max(1e-12, 1e-9 * Math.abs(expected))
  );
}

/**
 * What differs from the expected value, in words. Numbers may differ by 1e-9 of
 * themselves or by 1e-12, whole ones not at all; undefined stands for null.
 */
export function compareDeep(
  actual: unknown,
  expected: Json,
  path: string,
): string[] {
  if (typeof expected === 'number' && typeof actual === 'number') {
    return close(actual, expected)
      ? []
      : [`${path}: expected ${expected}, got ${actual}`];
  }
  if (typeof expected === 'object' && expected !== null) {
    if (typeof actual !== 'object' || actual === null) {
      return [`${path}: expected ${JSON.stringify(expected)}, got ${actual}`];
    }
    const found = new Map<string, unknown>(Object.entries(actual));
    const problems = Object.entries(expected).flatMap(([key, value]) =>
      compareDeep(found.get(key), value, path ? `${path}.${key}` : key),
    );
    return Array.isArray(expected) && found.size !== expected.length
      ? [`${path}: expected ${expected.length}, got ${found.size}`, ...problems]
      : problems;
  }
  return (actual ?? null) === expected
    ? []
    : [`${path}: expected ${JSON.stringify(expected)}, got ${actual}`];
}
