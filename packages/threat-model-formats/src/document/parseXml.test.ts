import { bytesOf } from '../__fixtures__';
import { ThreatModelFormatError } from '../errors';
import { defaultLimits, Limits } from '../limits';
import { parseDocument } from './parseDocument';
import { childOf, isNil } from './XmlElement';

const parse = (text: string, limits: Partial<Limits> = {}) =>
  parseDocument(bytesOf(text), 'file.xml', { ...defaultLimits, ...limits });

function failure(text: string, limits: Partial<Limits> = {}) {
  try {
    parse(text, limits);
  } catch (error) {
    if (error instanceof ThreatModelFormatError) {
      return error;
    }
    throw error;
  }
  throw new Error('The text was parsed, and should have been refused');
}

describe('XML', () => {
  it('becomes a tree of local names, attributes and texts with offsets', () => {
    const text =
      '<?xml version="1.0"?>\n<!-- c --><a:bom xmlns:a="urn:a" xmlns:i="urn:i" i:nil="true" v="1">' +
      '\n <a:x>one &amp; <![CDATA[<two>]]></a:x><y/></a:bom>';
    const { xml, syntax, positionAt, locate } = parse(text);
    expect(syntax).toBe('xml');
    expect(xml).toMatchObject({ name: 'bom', namespace: 'urn:a' });
    expect([...(xml?.attributes ?? [])]).toEqual([
      ['nil', 'true'],
      ['v', '1'],
    ]);
    expect(xml && isNil(xml)).toBe(true);
    const x = childOf(xml, 'x');
    expect(x?.text).toBe('one & <two>');
    expect(positionAt?.(x?.offset ?? 0)).toEqual({ line: 3, column: 2 });
    expect(childOf(xml, 'y')).toMatchObject({ namespace: '', children: [] });
    expect(childOf(undefined, 'y')).toBeUndefined();
    expect(locate('')).toEqual({ line: 2, column: 11 });
    expect(locate('/x')).toBeUndefined();
  });

  it.each([
    ['<a>\n <b></c></a>', 'an end tag does not fit', 2],
    ['<a>\n <b>', 'the file is cut off', 2],
    ['<a>\n&secret;</a>', 'an entity is used', 2],
    ['<a x="1" x="2"/>', 'an attribute is given twice', 1],
    ['<s:a/>', 'a prefix is used without its namespace', 1],
    ['<a/><secret/>', 'not well-formed', 1],
    ['<?secret?>', 'not well-formed', 1],
  ])('is refused as %j, with its place', (text, problem, line) => {
    const { code, message, position } = failure(text);
    expect(code).toBe('syntax');
    expect(message).toContain(`file.xml, line ${line}, column`);
    expect(message).toContain('read as XML');
    expect(message).toContain(problem);
    expect(message).not.toContain('secret');
    expect(position?.line).toBe(line);
  });

  it.each([
    '<!DOCTYPE a>\n<a/>',
    '<!DOCTYPE a SYSTEM "http://127.0.0.1/a.dtd">\n<a/>',
    '<!DOCTYPE a [<!ENTITY b "&c;"><!ENTITY c "x">]>\n<a>&b;</a>',
    '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>\n<a>&b;</a>',
  ])('is refused with a document type: %s', text => {
    expect(failure(text)).toMatchObject({
      code: 'syntax',
      message: expect.stringContaining('DTD'),
      position: { line: 1, column: 1 },
    });
  });

  it.each([
    ['levels', '<a>'.repeat(200_000), {}],
    ['elements', `<a>${'<b/>'.repeat(50)}</a>`, { maxNodes: 50 }],
    [
      'attributes of an element',
      `<a ${Array.from({ length: 101 }, (_, n) => `a${n}="x"`).join(' ')}/>`,
      {},
    ],
    ['attributes', `<a>${'<b c="d"/>'.repeat(30)}</a>`, { maxNodes: 50 }],
  ])('is refused with too many %s', (_, text, limits) => {
    expect(failure(text, limits).code).toBe('too-complex');
  });
});
