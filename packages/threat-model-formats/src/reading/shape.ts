/**
 * Looks at parsed values without warnings: for detecting a format.
 */

/** A member of an object, or undefined. */
export function member(value: unknown, key: string): unknown {
  return isObject(value) ? Reflect.get(value, key) : undefined;
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: unknown): value is unknown[] {
  return Array.isArray(value);
}

/** True for an object that has all the keys. */
export function hasKeys(value: unknown, ...keys: string[]): boolean {
  return isObject(value) && keys.every(key => key in value);
}

/** True for a list with an item that has all the keys. */
export function hasItemWith(value: unknown, ...keys: string[]): boolean {
  return isList(value) && value.some(item => hasKeys(item, ...keys));
}

/** Text of a scalar; empty for anything else, which may not even have one. */
export function scalarText(value: unknown): string {
  return ['string', 'number', 'boolean'].includes(typeof value)
    ? String(value)
    : '';
}
