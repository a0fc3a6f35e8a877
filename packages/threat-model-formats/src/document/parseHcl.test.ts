import { defaultLimits, Limits } from '../limits';
import { blockLabels, parseHcl } from './parseHcl';
import { DocumentError } from './ParsedValue';

const parse = (text: string, limits: Partial<Limits> = {}) =>
  parseHcl(text, { ...defaultLimits, ...limits });
const valueOf = (text: string) => parse(text).value;
/** The value as JSON knows it: without labels, and with a prototype. */
const plain = (text: string): unknown =>
  JSON.parse(JSON.stringify(valueOf(text)));

function errorOf(text: string, limits: Partial<Limits> = {}): DocumentError {
  try {
    parse(text, limits);
  } catch (error) {
    if (error instanceof DocumentError) {
      return error;
    }
    throw error;
  }
  throw new Error('The text was read, and should have been refused');
}

describe('parsing HCL', () => {
  it('reads attributes of every literal type', () => {
    expect(
      plain(`
        text   = "a"
        number = -1.5e2
        yes    = true
        no     = false
        none   = null
        list   = ["a", 1, [true],]
        empty  = []
        object = { a = 1, "b c" : 2
                   3 = 4 }
      `),
    ).toEqual({
      text: 'a',
      number: -150,
      yes: true,
      no: false,
      none: null,
      list: ['a', 1, [true]],
      empty: [],
      object: { a: 1, 'b c': 2, 3: 4 },
    });
  });

  it('reads blocks of one type as a list, with their labels', () => {
    const value = valueOf('a "x" y { b = 1 }\na {\n}\n');
    const blocks: unknown[] = Object(value).a;
    expect(blocks.map(blockLabels)).toEqual([['x', 'y'], []]);
    expect(plain('a "x" y { b = 1 }\na {\n}\n')).toEqual({
      a: [{ b: 1 }, {}],
    });
    expect(blockLabels(value)).toBeUndefined();
    expect(blockLabels('text')).toBeUndefined();
  });

  it('keeps an attribute and blocks of one name together, in any order', () => {
    expect(plain('a = "t"\na "x" {}\n')).toEqual({ a: ['t', {}] });
    expect(plain('a "x" {}\na = "t"\n')).toEqual({ a: [{}, 't'] });
  });

  it('skips comments of all kinds', () => {
    expect(
      plain('# one\na = 1 // two\n/* three\n */ b = /* four */ 2 # five\n'),
    ).toEqual({ a: 1, b: 2 });
  });

  it('reads line breaks of Windows', () => {
    expect(plain('a = 1\r\nb "x" {\r\n  c = "d"\r\n}\r\n')).toEqual({
      a: 1,
      b: [{ c: 'd' }],
    });
  });

  it.each([
    ['"a\\n\\t\\r\\"\\\\b"', 'a\n\t\r"\\b'],
    ['"\\u00e4\\U0001F600"', 'ä😀'],
    ['"$${a} %%{b} $5 100%"', '${a} %{b} $5 100%'],
    ['""', ''],
  ])('decodes the text %s', (text, expected) => {
    expect(plain(`a = ${text}\n`)).toEqual({ a: expected });
    expect(parse(`a = ${text}\n`).warnings).toEqual([]);
  });

  it('reads texts over several lines, with and without their indentation', () => {
    expect(plain('a = <<EOT\n  one\n    two\n  EOT\nb = 1\n')).toEqual({
      a: '  one\n    two',
      b: 1,
    });
    expect(plain('a = <<-EOT\n  one\n\n    two\n  EOT\n')).toEqual({
      a: 'one\n\n  two',
    });
    expect(plain('a = [<<X\none\nX\n, 2]\n')).toEqual({ a: ['one', 2] });
    expect(plain('a = <<X\nX\n')).toEqual({ a: '' });
  });

  it.each([
    ['var.x', 'var.x'],
    ['import.control.a-b.description', 'import.control.a-b.description'],
    ['upper("a, b", [1, 2])', 'upper("a, b", [1, 2])'],
    ['1 + 2 # sum', '1 + 2 # sum'],
    ['"a" == "b" ? 1 : 2', '"a" == "b" ? 1 : 2'],
    ['[for x in y : x]', '[for x in y : x]'],
    ['{for k, v in y : k => v}', '{for k, v in y : k => v}'],
    ['"Hi ${upper("you")}!"', 'Hi ${upper("you")}!'],
    ['f(<<X\n)\nX\n)', 'f(<<X\n)\nX\n)'],
    ['trueish', 'trueish'],
  ])('keeps the expression %s as text, and says so', (text, expected) => {
    const { value, warnings } = parse(`b = 1\na = ${text}\nc = 2\n`);
    expect(JSON.parse(JSON.stringify(value))).toEqual({
      b: 1,
      a: expected,
      c: 2,
    });
    expect(warnings).toMatchObject([
      { code: 'expression-not-evaluated', position: { pointer: '/a' } },
    ]);
  });

  it('warns of a template in a text over several lines', () => {
    const { warnings } = parse('a = <<X\n${b}\nX\n');
    expect(warnings.map(({ code }) => code)).toEqual([
      'expression-not-evaluated',
    ]);
    expect(parse('a = <<X\n$${b}\nX\n').warnings).toEqual([]);
  });

  it('lists fifty expressions and counts the rest', () => {
    const text = Array.from({ length: 60 }, (_, n) => `a${n} = var.x\n`);
    const { warnings } = parse(text.join(''));
    expect(warnings).toHaveLength(51);
    expect(warnings[50].message).toBe('10 more of this kind.');
  });

  it('knows where everything stands', () => {
    const text = 'a = 1\nb "x" {\n  c = [1, "two"]\n}\nb "y" {}\n';
    const { offsetOf } = parse(text);
    expect(offsetOf('')).toBe(0);
    expect(offsetOf('/a')).toBe(text.indexOf('a = 1'));
    expect(offsetOf('/b')).toBe(text.indexOf('b "x"'));
    expect(offsetOf('/b/0/c/1')).toBe(text.indexOf('"two"'));
    expect(offsetOf('/b/1')).toBe(text.indexOf('b "y"'));
    expect(offsetOf('/b/2')).toBeUndefined();
  });

  it.each([
    ['a = 1 b = 2\n', 6],
    ['a = 1\na = 2\n', 6],
    ['a {\n', 4],
    ['a { b = 1 } c {}\n', 12],
    ['}\n', 0],
    ['a = \n', 4],
    ['a = "x\n"\n', 4],
    ['a = "x', 4],
    ['a = "\\q"\n', 5],
    ['a = "\\UFFFFFFFF"\n', 5],
    ['a = "${b"\n', 5],
    ['a = "${b', 5],
    ['a = <<X\none\n', 4],
    ['a = [1 2]\n', 7],
    ['a = [1', 6],
    ['a = [1] + [2]\n', 8],
    ['a = {b 1}\n', 7],
    ['a = {b = [1] c = 2}\n', 13],
    ['a = {b = 1, b = 2}\n', 12],
    ['a = {b', 6],
    ['a = f(1\n', 8],
    ['/* open', 0],
    ['a ! {}\n', 2],
    ['a\n', 1],
  ])('refuses %j and knows the place', (text, offset) => {
    expect(errorOf(text)).toMatchObject({ code: 'syntax', offset });
  });

  it('bounds depth and size', () => {
    const nested = `${'a {\n'.repeat(150)}${'}\n'.repeat(150)}`;
    expect(errorOf(nested).code).toBe('too-complex');
    expect(errorOf(`a = ${'['.repeat(100_000)}`).code).toBe('too-complex');
    expect(errorOf(`a = ${'{b = '.repeat(100_000)}`).code).toBe('too-complex');
    expect(errorOf('a = [1, 2, 3]\n', { maxNodes: 3 }).code).toBe(
      'too-complex',
    );
  });

  it('takes names of prototypes for names', () => {
    const value = valueOf(
      '__proto__ = { polluted = true }\nconstructor "x" {}\n',
    );
    expect(Object.keys(Object(value))).toEqual(['__proto__', 'constructor']);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});
