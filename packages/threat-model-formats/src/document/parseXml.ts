import { SaxesParser, SaxesTagNS } from 'saxes';
import { Limits } from '../limits';
import { DocumentError } from './ParsedValue';
import { XmlElement } from './XmlElement';

const xmlns = 'http://www.w3.org/2000/xmlns/';

const noDocumentType = {
  problem: 'the document has a document type (DTD), which is not read',
  remedy: 'Export the file again without DOCTYPE.',
};

/** What the parser complains about, without the names of the file it quotes. */
function problemOf(message: string): string {
  if (/unclosed tag|unexpected end/.test(message)) {
    return 'the text ends in the middle: the file is cut off';
  }
  if (/entity/.test(message)) {
    return 'an entity is used that XML itself does not define';
  }
  if (/close tag|closing tag/.test(message)) {
    return 'an end tag does not fit its start tag';
  }
  if (/duplicate attribute/.test(message)) {
    return 'an attribute is given twice';
  }
  if (/unbound namespace prefix/.test(message)) {
    return 'a prefix is used without its namespace';
  }
  return 'the text is not well-formed XML';
}

/** Most elements have none: one for all of them. */
const noAttributes: ReadonlyMap<string, string> = new Map();
const noChildren: readonly XmlElement[] = [];

function attributesOf(tag: SaxesTagNS): ReadonlyMap<string, string> {
  const values = Object.values(tag.attributes)
    .filter(({ uri }) => uri !== xmlns)
    .map(({ local, value }): [string, string] => [local, value]);
  return values.length > 0 ? new Map(values) : noAttributes;
}

/**
 * Parses XML 1.0 with namespaces into a tree, without a DTD, without entities
 * but the five of XML, without anything from elsewhere.
 *
 * @throws {@link DocumentError} `syntax` or `too-complex`, as soon as the place
 * is reached.
 */
export function parseXml(text: string, limits: Limits): XmlElement {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const open: { element: XmlElement; children: XmlElement[] | undefined }[] =
    [];
  let root: XmlElement | undefined;
  let start = 0;
  let nodes = 0;
  let attributes = 0;

  const fail = (problem: string, remedy?: string) =>
    new DocumentError('syntax', problem, start, remedy);
  const tooComplex = (problem: string) =>
    new DocumentError('too-complex', problem, start, 'Split the model.');
  const countNode = () => {
    nodes += 1;
    if (nodes > limits.maxNodes) {
      throw tooComplex(
        `the document has more than ${limits.maxNodes} elements and attributes`,
      );
    }
  };
  const addText = (content: string) => {
    const parent = open[open.length - 1];
    if (parent) {
      parent.element.text += content;
    }
  };

  parser.on('error', error => {
    start = Math.min(parser.position, text.length);
    throw fail(problemOf(error.message));
  });
  parser.on('doctype', () => {
    start = Math.max(0, text.lastIndexOf('<!DOCTYPE', parser.position));
    throw fail(noDocumentType.problem, noDocumentType.remedy);
  });
  parser.on('opentagstart', () => {
    start = text.lastIndexOf('<', parser.position - 1);
    attributes = 0;
    countNode();
  });
  parser.on('attribute', () => {
    attributes += 1;
    countNode();
    if (attributes > limits.maxAttributes) {
      throw tooComplex(
        `an element has more than ${limits.maxAttributes} attributes`,
      );
    }
  });
  parser.on('opentag', tag => {
    if (open.length >= limits.maxDepth) {
      throw tooComplex(
        `elements are nested deeper than ${limits.maxDepth} levels`,
      );
    }
    const element: XmlElement = {
      name: tag.local,
      namespace: tag.uri,
      attributes: attributesOf(tag),
      children: noChildren,
      text: '',
      offset: start,
    };
    const parent = open[open.length - 1];
    if (parent?.children) {
      parent.children.push(element);
    } else if (parent) {
      parent.children = [element];
      parent.element.children = parent.children;
    } else {
      root = element;
    }
    open.push({ element, children: undefined });
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    open.pop();
  });

  parser.write(text).close();
  if (!root) {
    throw fail('the document has no element');
  }
  return root;
}
