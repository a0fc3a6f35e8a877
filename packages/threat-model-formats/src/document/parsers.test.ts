import fc from 'fast-check';
import { stringify, ToStringOptions } from 'yaml';
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

  it('reads what another library writes, in whatever style', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 4 }),
        fc.constantFrom(
          {},
          { indentSeq: false },
          { collectionStyle: 'flow' as const },
          { defaultStringType: 'QUOTE_SINGLE' as const },
          { defaultKeyType: 'QUOTE_DOUBLE' as const, indent: 5 },
        ),
        (drawn, style) => {
          const document = plain([drawn, { a: drawn, b: [[drawn]] }]);
          const { value, offsetOf } = parseYaml(
            stringify(document, { aliasDuplicateObjects: true, ...style }),
            defaultLimits,
          );
          expect(plain(value)).toEqual(document);
          const places = valuesIn(value).map(([pointer]) => offsetOf(pointer));
          expect(places).not.toContain(undefined);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('reads texts in blocks as another library writes them', () => {
    const line = fc
      .string({ minLength: 1, maxLength: 40 })
      .filter(drawn => drawn.trim() === drawn);
    const style = fc.constantFrom<ToStringOptions>(
      { defaultStringType: 'BLOCK_LITERAL' },
      { defaultStringType: 'BLOCK_FOLDED', lineWidth: 20 },
    );
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), style, (lines, drawn) => {
        const document = { a: [lines.join('\n'), `${lines.join('\n\n')}\n`] };
        expect(read(stringify(document, drawn))).toEqual(document);
      }),
    );
  });

  it('tells where members, items and documents stand', () => {
    const text =
      '# first\na: 1\nb:\n  - c: &c [x,  y]\n    d: *c\n  - {e: "f"}\n';
    const { offsetOf } = parseYaml(text, defaultLimits);
    for (const [pointer, sought] of [
      ['', 'a: 1'],
      ['/a', 'a: 1'],
      ['/b', 'b:'],
      ['/b/0', 'c: &c'],
      ['/b/0/c', 'c: &c'],
      ['/b/0/c/1', 'y]'],
      ['/b/0/d', 'd: *c'],
      ['/b/1', '{e'],
      ['/b/1/e', 'e: "f"'],
    ]) {
      expect([pointer, offsetOf(pointer)]).toEqual([
        pointer,
        text.indexOf(sought),
      ]);
    }
    expect(offsetOf('/b/2')).toBeUndefined();
    expect(offsetOf('/b/0/constructor')).toBeUndefined();
    const several = parseYaml(`---\na: 1\n---\nb: 2\n`, defaultLimits);
    expect(several.offsetOf('/1')).toBe(13);
  });

  it('keeps items and values of which nothing is written', () => {
    expect(read('-\n- a\n- \n')).toEqual([null, 'a', null]);
    expect(read('a:\nb: [c, d: , {e}, ~]\n? f\n? g\n: h')).toEqual({
      a: null,
      b: ['c', { d: null }, { e: null }, null],
      f: null,
      g: 'h',
    });
  });

  it('reads brackets that are indented less than what they hold', () => {
    expect(read('a: {\n  b: [\n    c,\n  ],\n}\nd: [e,\nf]')).toEqual({
      a: { b: ['c'] },
      d: ['e', 'f'],
    });
  });

  it('takes a tag for the type of a text, and an anchor for what it stands at', () => {
    expect(
      read(
        'a: !!str 1\nb: !!int "2"\nc: !!str\nd: &x e: f\n'.replace(
          'd: &x e: f',
          'd:\n  &x e: &y f\ng: *x\nh: *y\ni: !!str\n  7',
        ),
      ),
    ).toEqual({ a: '1', b: 2, c: '', d: { e: 'f' }, g: 'e', h: 'f', i: '7' });
  });

  it.each([
    ['a tab', 'a:\n\tb: 1', 'a tab is used'],
    ['a quote that is not closed', 'a: "b\nc: d', 'a quoted text'],
    ['a quoted text that is not indented', 'a:\n  b: "c\nd"', 'a quoted text'],
    ['a bracket that is not closed', 'a: [b, c', 'a character is missing'],
    [
      'a name without a colon',
      'a: 1\nb\nc: 2',
      'a name must stand on one line',
    ],
    ['two names on one line', 'a: b: c', 'the indentation does not fit'],
    ['a missing anchor', 'a: *b', 'an alias refers to an anchor'],
    ['an alias to what contains it', 'a: &b [*b]', 'a value that contains it'],
    ['a list for a name', '? [a]\n: b', 'cannot be a name'],
    ['a list for a name without a value', '{[a]}', 'cannot be a name'],
    ['an alias for a name', 'a: &b c\n*b : d', 'cannot be a name'],
    ['a control character', 'a: "\u0007"', 'control characters'],
  ])('refuses %s', (_, text, problem) => {
    expect(() => parseYaml(text, defaultLimits)).toThrow(
      expect.objectContaining({
        code: 'syntax',
        problem: expect.stringContaining(problem),
      }),
    );
  });

  it('says in which object a name is repeated', () => {
    expect(
      parseYaml('a:\n  - b: 1\n    b: 2\n', defaultLimits).warnings,
    ).toMatchObject([
      { code: 'duplicate-key', position: { pointer: '/a/0/b' } },
    ]);
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
