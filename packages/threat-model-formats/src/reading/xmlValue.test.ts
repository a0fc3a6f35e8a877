import { bytesOf } from '../__fixtures__';
import { parseDocument } from '../document/parseDocument';
import { defaultLimits } from '../limits';
import { XmlShape, xmlValue } from './xmlValue';

const shape: XmlShape = {
  attributes: ['version'],
  texts: ['title', 'note'],
  objects: { meta: { texts: ['owner'] } },
  lists: {
    threats: { item: 'threat', shape: { attributes: ['id'], texts: ['name'] } },
    tags: {},
  },
};

function read(text: string) {
  const document = parseDocument(bytesOf(text), 'file.xml', defaultLimits);
  if (!document.xml) {
    throw new Error('No XML');
  }
  return xmlValue(document, document.xml, shape);
}

describe('the value of an XML document', () => {
  it('holds what the shape names, and nothing else', () => {
    const { value } = read(
      '<m version="1" other="2"><title> T </title><secret/><meta><owner>O</owner></meta>' +
        '<threats><threat id="a"><name>A</name></threat><no/></threats><tags><x>1</x><y>2</y></tags></m>',
    );
    expect(JSON.parse(JSON.stringify(value))).toEqual({
      version: '1',
      title: 'T',
      meta: { owner: 'O' },
      threats: [{ id: 'a', name: 'A' }],
      tags: ['1', '2'],
    });
  });

  it('takes nil for absent, and the first of texts given twice', () => {
    const { value } = read(
      '<m xmlns:i="urn:i"><title i:nil="true"/><note>1</note><note>2</note></m>',
    );
    expect(value).toMatchObject({ note: '1' });
    expect(value).not.toHaveProperty('title');
  });

  it('joins a list in two parts', () => {
    const { value, locate } = read(
      '<m><threats><threat id="a"/></threats>\n<threats><threat id="b"/></threats></m>',
    );
    expect(value).toMatchObject({ threats: [{ id: 'a' }, { id: 'b' }] });
    expect(locate('/threats/1')).toEqual({
      line: 2,
      column: 10,
      pointer: '/m/threats[2]/threat[1]',
    });
  });

  it('places each member in the text', () => {
    const { locate } = read(
      '<m version="1">\n<meta><owner/></meta>\n<threats>\n<threat/><threat><name/></threat></threats></m>',
    );
    expect(locate('')).toEqual({ line: 1, column: 1, pointer: '/m' });
    expect(locate('/version')).toEqual({ line: 1, column: 1, pointer: '/m' });
    expect(locate('/meta/owner')).toEqual({
      line: 2,
      column: 7,
      pointer: '/m/meta/owner',
    });
    expect(locate('/threats/1/name')).toEqual({
      line: 4,
      column: 18,
      pointer: '/m/threats/threat[2]/name',
    });
    expect(locate('/threats/7')).toBeUndefined();
  });
});
