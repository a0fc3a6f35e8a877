import fc from 'fast-check';
import { parseDocument } from '../document/parseDocument';
import { defaultLimits } from '../limits';
import { isList, isObject } from '../reading/shape';
import { bytesOf } from '../__fixtures__';

/** The value of a text that is JSON or YAML; undefined for other languages. */
export function valueOf(text: string): unknown {
  const { syntax, value } = parseDocument(bytesOf(text), 'f', defaultLimits);
  return syntax === 'json' || syntax === 'yaml' ? value : undefined;
}

/** A container of a value, and the step to one of its members. */
interface Place {
  container: object;
  step: string;
}

function copy(value: unknown): unknown {
  if (isList(value)) {
    return value.map(copy);
  }
  if (!isObject(value)) {
    return value;
  }
  const result: object = Object.create(null);
  for (const [key, member] of Object.entries(value)) {
    Reflect.set(result, key, copy(member));
  }
  return result;
}

function placesIn(value: unknown, places: Place[] = []): Place[] {
  if (typeof value === 'object' && value !== null) {
    for (const [step, member] of Object.entries(value)) {
      places.push({ container: value, step });
      placesIn(member, places);
    }
  }
  return places;
}

/** How many values there are in a value. */
export const sizeOf = (value: unknown): number => placesIn(value).length + 1;

/** A value with the items of its outermost lists of objects repeated. */
export function repeatItems(value: unknown, times: number): unknown {
  if (isList(value)) {
    return value.some(isObject)
      ? Array.from({ length: times }, () => value.map(copy)).flat()
      : value;
  }
  if (!isObject(value)) {
    return value;
  }
  const result: object = Object.create(null);
  for (const [key, member] of Object.entries(value)) {
    Reflect.set(result, key, repeatItems(member, times));
  }
  return result;
}

/** Markup, plain and hidden in entities, that nobody may ever show as such. */
export const markup =
  '<img src=x onerror=alert(1)>&lt;script&gt;alert(1)&lt;/script&gt;<svg/onload=x>';

const escaped = (words: string) =>
  words.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** The text with one of its texts, or a name, replaced by other words: each in turn. */
export function withWords(text: string, words: string): string[] {
  const value = valueOf(text);
  if (value === undefined) {
    const isXml = text.trimStart().startsWith('<');
    const token = isXml ? />[^<>]+(?=<)/g : /"[^"\n]*"/g;
    return [...text.matchAll(token)].map(match => {
      const replacement = isXml ? `>${escaped(words)}` : `"${words}"`;
      const end = match.index + match[0].length;
      return text.slice(0, match.index) + replacement + text.slice(end);
    });
  }
  return placesIn(value).flatMap((_, position) => {
    const replaced = copy(value);
    const { container, step } = placesIn(replaced)[position];
    const member: unknown = Reflect.get(container, step);
    if (typeof member === 'object' && member !== null) {
      Reflect.set(container, words, member);
    } else {
      Reflect.set(container, step, words);
    }
    return JSON.stringify(replaced);
  });
}

const hostileValues: unknown[] = [
  null,
  [],
  {},
  true,
  -1,
  1e308,
  '',
  '__proto__',
  markup,
  [null],
  [[[]]],
  { a: { b: [] } },
  'x'.repeat(3000),
];

const hostileNames = ['__proto__', 'constructor', 'prototype', 'toString', ''];

/** One change of a structure. */
const structureEdit = fc.record({
  at: fc.nat(),
  kind: fc.constantFrom('replace', 'remove', 'rename', 'repeat', 'move'),
  value: fc.constantFrom(...hostileValues),
  name: fc.constantFrom(...hostileNames),
  other: fc.nat(),
});

type StructureEdit = typeof structureEdit extends fc.Arbitrary<infer Edit>
  ? Edit
  : never;

function applyEdit(root: unknown, edit: StructureEdit): void {
  const places = placesIn(root);
  if (places.length === 0) {
    return;
  }
  const { container, step } = places[edit.at % places.length];
  const member: unknown = Reflect.get(container, step);
  switch (edit.kind) {
    case 'replace':
      Reflect.set(container, step, copy(edit.value));
      break;
    case 'remove':
      Reflect.deleteProperty(container, step);
      break;
    case 'rename':
      if (!isList(container)) {
        Reflect.set(container, edit.name, member);
      }
      break;
    case 'repeat':
      Reflect.set(container, step, [copy(member), copy(member)]);
      break;
    default: {
      const from = places[edit.other % places.length];
      Reflect.set(
        container,
        step,
        copy(Reflect.get(from.container, from.step)),
      );
    }
  }
}

/** Texts with some changes of their structure, as JSON. */
export const changedStructure = (texts: string[]): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom(...texts.filter(text => valueOf(text) !== undefined)),
      fc.array(structureEdit, { minLength: 1, maxLength: 5 }),
    )
    .map(([text, edits]) => {
      const value = copy(valueOf(text));
      edits.forEach(edit => applyEdit(value, edit));
      return JSON.stringify(value);
    });

/** One change of a text or of its bytes. */
const byteEdit = fc.record({
  at: fc.nat(),
  kind: fc.constantFrom('flip', 'cut', 'insert', 'repeat', 'end'),
  length: fc.integer({ min: 1, max: 60 }),
  inserted: fc.oneof(
    fc.uint8Array({ maxLength: 4 }),
    fc
      .constantFrom(
        ...['"', '{', '}', '[', ']', '<', '>', '&', '<<EOT\n', '${', '/*', '#'],
        ...[
          '<![CDATA[',
          ']]>',
          '<!--',
          '<!DOCTYPE x [',
          '&x;',
          '\\',
          '\n',
          ':',
        ],
      )
      .map(bytesOf),
  ),
});

/** Texts with some changes of their bytes. */
export const changedBytes = (texts: string[]): fc.Arbitrary<Uint8Array> =>
  fc
    .tuple(
      fc.constantFrom(...texts),
      fc.array(byteEdit, { minLength: 1, maxLength: 6 }),
    )
    .map(([text, edits]) =>
      edits.reduce((bytes, { at, kind, length, inserted }) => {
        const start = at % (bytes.length + 1);
        const before = bytes.slice(0, start);
        const after = bytes.slice(start);
        const parts = {
          flip: [
            before,
            after.slice(0, 1).map(byte => byte ^ length),
            after.slice(1),
          ],
          cut: [before, after.slice(length)],
          insert: [before, inserted, after],
          repeat: [before, after.slice(0, length), after],
          end: [before],
        }[kind];
        return Uint8Array.from(parts.flatMap(part => [...part]));
      }, bytesOf(text)),
    );
