import fc from 'fast-check';
import { defaultLimits } from '../limits';
import { appendPointer } from './jsonPointer';
import { parseJson } from './parseJson';
import { parseYaml } from './parseYaml';
import { TextPositions } from './TextPositions';

/** Every value of a document, with the pointer to it. */
function valuesIn(value: unknown, pointer = ''): [string, unknown][] {
  const members =
    typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [
    [pointer, value],
    ...members.flatMap(([step, member]) =>
      valuesIn(member, appendPointer(pointer, step)),
    ),
  ];
}

/** The same value, with objects as `JSON.parse` makes them. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('parsing JSON', () => {
  it('reads every value that JSON.parse reads, to the same value', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(3), (text, indent) => {
        const expected: unknown = JSON.parse(text);
        const spaced = JSON.stringify(expected, null, indent);
        expect(plain(parseJson(spaced, defaultLimits).value)).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it('refuses every text that JSON.parse refuses', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      'a',
      ':',
      ',',
      '1',
      '-',
      '.',
      'e',
      ' ',
      '\\',
      'null',
      'true',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(piece), pieces => {
        const text = pieces.join('');
        const outcome = (parse: () => unknown) => {
          try {
            return JSON.stringify(parse());
          } catch {
            return 'refused';
          }
        };
        expect(outcome(() => parseJson(text, defaultLimits).value)).toBe(
          outcome(() => JSON.parse(text)),
        );
      }),
      { numRuns: 5000 },
    );
  });

  it('knows where every value stands', () => {
    const text = '{\n  "a/b": [1, {"~": "x"}],\n  "": null\n}';
    const { offsetOf } = parseJson(text, defaultLimits);
    const at = (pointer: string) => text.slice(offsetOf(pointer)).slice(0, 3);
    expect(at('')).toBe('{\n ');
    expect(at('/a~1b')).toBe('[1,');
    expect(at('/a~1b/1')).toBe('{"~');
    expect(at('/a~1b/1/~0')).toBe('"x"');
    expect(at('/')).toBe('nul');
    expect(offsetOf('/none')).toBeUndefined();
    expect(offsetOf('/a~1b/0/deeper')).toBeUndefined();
  });

  it('knows where every value of any document stands, large lists and objects included', () => {
    const long = fc.array(fc.json(), { minLength: 50, maxLength: 150 });
    fc.assert(
      fc.property(fc.oneof(fc.json(), long), drawn => {
        const items = Array.isArray(drawn)
          ? drawn.map((text): unknown => JSON.parse(text))
          : JSON.parse(drawn);
        const text = JSON.stringify({ items, byName: { ...items } });
        const { value, offsetOf } = parseJson(text, defaultLimits);
        for (const [pointer, expected] of valuesIn(value)) {
          const sought = JSON.stringify(expected);
          const found = text.slice(offsetOf(pointer));
          expect(found.slice(0, sought.length)).toBe(sought);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('places a repeated name where its last value stands', () => {
    const text = '[{"a": 1, "b": [2], "a": 3}, {"b": 4, "b": 5}]';
    const { offsetOf, warnings } = parseJson(text, defaultLimits);
    expect(offsetOf('/0/a')).toBe(text.indexOf('3'));
    expect(offsetOf('/0/b/0')).toBe(text.indexOf('2'));
    expect(offsetOf('/1/b')).toBe(text.indexOf('5'));
    expect(warnings.map(({ position }) => position?.pointer)).toEqual([
      '/0/a',
      '/1/b',
    ]);
  });

  it('places blocks under a repeated name where each of them stands', () => {
    const text =
      '{"spec_version": "1", "threatmodel": {"x": {"threat": {"T": [{"a": 1}, {"a": 2}], "U": {"a": 0}, "T": {"a": 3}, "T": [{"a": 4}]}}}}';
    const { offsetOf } = parseJson(text, defaultLimits);
    [1, 2, 3, 4].forEach((number, position) => {
      expect(offsetOf(`/threatmodel/x/threat/T/${position}/a`)).toBe(
        text.indexOf(`: ${number}}`) + 2,
      );
    });
    expect(offsetOf('/threatmodel/x/threat/T/4')).toBeUndefined();
  });

  it('gives objects no prototype', () => {
    const { value } = parseJson('{"a": 1}', defaultLimits);
    expect(typeof value === 'object' && Object.getPrototypeOf(value)).toBe(
      null,
    );
  });
});

describe('parsing YAML', () => {
  const read = (text: string) => plain(parseYaml(text, defaultLimits).value);

  it('reads what JSON writes', () => {
    fc.assert(
      fc.property(fc.json(), text => {
        expect(read(`a: ${text}`)).toEqual({ a: JSON.parse(text) });
      }),
    );
  });

  it('merges maps, one or several, and never over the map itself', () => {
    expect(
      read(
        'a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  <<: [*a, *b]\n  x: 0',
      ),
    ).toMatchObject({ c: { x: 0, y: 1, z: 2 } });
  });

  it('takes a quoted merge key for a name', () => {
    expect(read('"<<": 1')).toEqual({ '<<': 1 });
  });

  it('leaves dates, binaries and unknown tags as text', () => {
    expect(
      read('%YAML 1.1\n---\na: 2020-01-02\nb: !!binary aGk=\nc: !thing x'),
    ).toEqual({ a: '2020-01-02', b: 'aGk=', c: 'x' });
  });

  it('names members by what is written', () => {
    expect(read('1.0: a\ntrue: b\n~: c')).toEqual({
      '1.0': 'a',
      true: 'b',
      '~': 'c',
    });
  });

  it('reads several documents as a list, and skips empty ones', () => {
    expect(read('---\na: 1\n---\n---\nb: 2\n')).toEqual([{ a: 1 }, { b: 2 }]);
    expect(read('a: 1\n---\n')).toEqual({ a: 1 });
  });
});

describe('positions', () => {
  it('count lines and columns from one', () => {
    const positions = new TextPositions('ab\n\ncd');
    expect([0, 2, 3, 4, 5].map(offset => positions.at(offset))).toEqual([
      { line: 1, column: 1 },
      { line: 1, column: 3 },
      { line: 2, column: 1 },
      { line: 3, column: 1 },
      { line: 3, column: 2 },
    ]);
  });
});
