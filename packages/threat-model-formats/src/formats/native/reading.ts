import { Cursor, quote } from '../../reading/Cursor';
import { parseRef } from '../../reading/entityRef';
import { fractionOf } from '../../reading/percentage';
import { bareWord, ReadWord } from '../../reading/words';
import { knownKeys, NativeObject } from './vocabulary';

/**
 * Warns of keys that mean nothing here: in a file that people write by hand a
 * misspelt key would otherwise lose what it says in silence.
 */
export function checkKeys(at: Cursor, object: NativeObject): void {
  const known: readonly string[] = knownKeys[object];
  if (typeof at.value !== 'object' || !at.isObject) {
    // Warns of anything but nothing.
    at.entries();
    return;
  }
  for (const key of Object.keys(at.value ?? {})) {
    if (!known.includes(key) && !key.startsWith('x-')) {
      at.get(key).warn(
        'unknown-key',
        `The key ${quote(
          key,
        )} means nothing here; it was left out. Known are ${known.join(
          ', ',
        )}; a note of your own begins with x-.`,
      );
    }
  }
}

/**
 * An id as the key of what it identifies. Keys never hold the start of a tag;
 * those of other formats are kept as they are.
 */
export const keyOfId = (id: string) => id.replace(/</g, '%3C');

/** The ids under a key that holds one or a list of them. */
export function idsOf(at: Cursor, key: string): string[] {
  if (Array.isArray(at.get(key).value)) {
    return at.ids(key);
  }
  const id = at.id(key);
  return id ? [id] : [];
}

/** Like {@link idsOf}, as plain text on one line each. */
export function linesOf(at: Cursor, key: string): string[] {
  if (Array.isArray(at.get(key).value)) {
    return at.lines(key);
  }
  const line = at.line(key);
  return line ? [line] : [];
}

/** One of the words of the format; another one is kept as `unknown`, with a warning. */
export function readWord<T extends string>(
  at: Cursor,
  key: string,
  words: readonly T[],
  options: { code: string; absent: T; unknown: T; consequence: string },
): ReadWord<T> {
  const raw = at.line(key);
  if (!raw) {
    return { value: options.absent };
  }
  const value = words.find(word => bareWord(word) === bareWord(raw));
  if (!value) {
    at.get(key).warn(
      options.code,
      `The word ${quote(raw)} is not known here; ${
        options.consequence
      }. Write one of ${words.filter(word => word !== 'unknown').join(', ')}.`,
    );
  }
  return { value: value ?? options.unknown, raw };
}

/**
 * A part of a whole: `60%`, or a number from 0 to 1. A bare 60 could be either
 * and is refused.
 */
export function readFraction(at: Cursor, key: string): number | undefined {
  const member = at.get(key);
  if (member.isAbsent) {
    return undefined;
  }
  const percentage =
    typeof member.value === 'string'
      ? /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(member.value)?.[1]
      : undefined;
  const fraction =
    percentage === undefined ? at.number(key) : fractionOf(Number(percentage));
  if (fraction === undefined) {
    return undefined;
  }
  if (fraction < 0 || fraction > 1) {
    member.warn(
      'out-of-range',
      'Here belongs a part of a whole, such as 60% or 0.6; the value was left out.',
    );
    return undefined;
  }
  return fraction;
}

/** A number that is not below 0. */
export function readAmount(at: Cursor, key: string): number | undefined {
  const amount = at.number(key);
  if (amount !== undefined && amount < 0) {
    at.get(key).warn(
      'out-of-range',
      'A number below 0 means nothing here; it was left out.',
    );
    return undefined;
  }
  return amount;
}

/** The catalog entity under `entity`. */
export function readEntity(at: Cursor): string | undefined {
  const stated = at.id('entity');
  if (!stated) {
    return undefined;
  }
  const ref = parseRef(stated);
  if (!ref) {
    at.get('entity').warn(
      'invalid-entity-ref',
      'This is no full entity ref; it was left out. Write kind:namespace/name, as in component:default/orders.',
    );
  }
  return ref;
}
