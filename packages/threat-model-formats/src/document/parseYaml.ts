import {
  Alias,
  Composer,
  CST,
  Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Node,
  Pair,
  ParsedNode,
  Parser,
  YAMLMap,
  YAMLSeq,
} from 'yaml';
import { Limits } from '../limits';
import { bareObject } from './bareObject';
import { appendPointer } from './jsonPointer';
import { DocumentError, ParsedValue } from './ParsedValue';
import { PlaceIndex } from './PlaceIndex';
import { RepeatedKeys } from './RepeatedKeys';

/** A converted node, with what its aliases cost. */
interface Converted {
  value: unknown;
  nodes: number;
  depth: number;
}

const tooDeep = (limits: Limits, offset: number) =>
  new DocumentError(
    'too-complex',
    `lists and objects are nested deeper than ${limits.maxDepth} levels`,
    offset,
  );

/**
 * The library composes nodes recursively, and exhausts the process on some
 * deeply nested texts; its token tree is built without recursion and is
 * measured first.
 */
function checkTokenDepth(tokens: CST.Token[], limits: Limits): void {
  const pending = tokens.map(token => ({ token, depth: 0 }));
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { token, depth } = next;
    if (depth > limits.maxDepth) {
      throw tooDeep(limits, token.offset);
    }
    if (token.type === 'document') {
      if (token.value) {
        pending.push({ token: token.value, depth });
      }
    } else if ('items' in token) {
      for (const { key, value } of token.items) {
        for (const child of [key, value]) {
          if (child) {
            pending.push({ token: child, depth: depth + 1 });
          }
        }
      }
    }
  }
}

/** Turns the nodes of one YAML document into plain values. */
class YamlConverter {
  readonly repeated = new RepeatedKeys();
  private readonly anchors = new Map<string, Converted | 'unfinished'>();
  private nodes = 0;

  constructor(
    private readonly index: PlaceIndex<number>,
    private readonly limits: Limits,
  ) {}

  convert(node: unknown, pointer: string): Converted {
    if (isAlias(node)) {
      return this.resolve(node);
    }
    const anchor = anchorOf(node);
    if (anchor) {
      this.anchors.set(anchor, 'unfinished');
    }
    const before = this.nodes;
    this.count(1, node);
    let content: { value: unknown; depth: number };
    if (isMap(node)) {
      content = this.convertMap(node, pointer);
    } else if (isSeq(node)) {
      content = this.convertSequence(node, pointer);
    } else {
      content = { value: scalarValue(node), depth: 0 };
    }
    const converted = { ...content, nodes: this.nodes - before };
    if (converted.depth > this.limits.maxDepth) {
      throw tooDeep(this.limits, startOf(node));
    }
    if (anchor) {
      this.anchors.set(anchor, converted);
    }
    return converted;
  }

  private convertSequence(node: YAMLSeq, pointer: string) {
    const value: unknown[] = [];
    const offsets: number[] = [];
    let depth = 0;
    node.items.forEach((item, position) => {
      const child = this.convert(item, appendPointer(pointer, position));
      value.push(child.value);
      offsets.push(startOf(item));
      depth = Math.max(depth, child.depth);
    });
    this.index.setMembers(value, offsets);
    return { value, depth: depth + 1 };
  }

  private convertMap(node: YAMLMap, pointer: string) {
    const value = bareObject();
    const offsets = bareObject<number>();
    const merges: Pair[] = [];
    let depth = 0;
    for (const pair of node.items) {
      if (isMergeKey(pair.key)) {
        merges.push(pair);
        continue;
      }
      const key = keyOf(pair.key);
      const child = this.convert(pair.value, appendPointer(pointer, key));
      const offset = startOf(pair.key);
      if (key in offsets) {
        this.repeated.add({
          objectPointer: pointer,
          key,
          dropped: value[key],
          kept: child.value,
          offset,
        });
      }
      value[key] = child.value;
      offsets[key] = offset;
      depth = Math.max(depth, child.depth);
    }
    for (const pair of merges) {
      const child = this.convert(pair.value, pointer);
      depth = Math.max(depth, child.depth);
      this.merge(value, offsets, child.value, startOf(pair.key));
    }
    this.index.setMembers(value, offsets);
    return { value, depth: depth + 1 };
  }

  /** `<<`: the keys of other maps, where the map itself has none. */
  private merge(
    target: Record<string, unknown>,
    offsets: Record<string, number>,
    source: unknown,
    offset: number,
  ): void {
    for (const map of Array.isArray(source) ? source : [source]) {
      if (typeof map !== 'object' || map === null || Array.isArray(map)) {
        throw new DocumentError(
          'syntax',
          'a merge key needs a map, or a list of maps',
          offset,
        );
      }
      for (const [key, value] of Object.entries(map)) {
        if (!(key in offsets)) {
          target[key] = value;
          offsets[key] = offset;
        }
      }
    }
  }

  private resolve(alias: Alias): Converted {
    const converted = this.anchors.get(alias.source);
    if (converted === undefined || converted === 'unfinished') {
      throw new DocumentError(
        'syntax',
        converted
          ? 'an alias refers to a value that contains it'
          : 'an alias refers to an anchor that is not defined before it',
        startOf(alias),
      );
    }
    this.count(converted.nodes, alias);
    return converted;
  }

  private count(nodes: number, at: unknown): void {
    this.nodes += nodes;
    if (this.nodes > this.limits.maxNodes) {
      throw new DocumentError(
        'too-complex',
        `the document has more than ${this.limits.maxNodes} values, aliases expanded`,
        startOf(at),
        'Split the model, or use fewer aliases.',
      );
    }
  }
}

function anchorOf(node: unknown): string | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
}

function startOf(node: unknown): number {
  if (isAlias(node) || isScalar(node) || isMap(node) || isSeq(node)) {
    return node.range?.[0] ?? 0;
  }
  return 0;
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.type === 'PLAIN' && key.source === '<<';
}

/** Dates, binaries and big integers of YAML 1.1 stay the text they are. */
function scalarValue(node: unknown): unknown {
  if (!isScalar(node)) {
    return null;
  }
  const { value } = node;
  const isPlain =
    value === null ||
    typeof value === 'string' ||
    typeof value === 'boolean' ||
    (typeof value === 'number' && Number.isFinite(value));
  return isPlain ? value : node.source ?? null;
}

function keyOf(key: unknown): string {
  if (key === null) {
    return '';
  }
  if (!isScalar(key)) {
    throw new DocumentError(
      'syntax',
      'a list, a map or an alias cannot be a name here',
      startOf(key),
    );
  }
  return key.source ?? String(key.value);
}

function refuseErrors(
  document: Document<Node, true> | Document.Parsed<ParsedNode>,
): void {
  const [error] = document.errors;
  if (!error) {
    return;
  }
  if (error.code === 'RESOURCE_EXHAUSTION') {
    throw new DocumentError(
      'too-complex',
      'the text is nested too deeply',
      error.pos[0],
    );
  }
  throw new DocumentError('syntax', yamlProblem(error.code), error.pos[0]);
}

/**
 * Our own words for the library's errors: its messages may quote the text.
 * Its partial result is never used: on an unindented continuation of a quoted
 * text it turns the rest of the text into keys.
 */
function yamlProblem(code: string): string {
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'a tab is used to indent; YAML allows only spaces';
    case 'MISSING_CHAR':
      return 'a character is missing, such as a colon, a dash or the closing quote (continuation lines of a quoted text must be indented)';
    case 'BAD_INDENT':
      return 'the indentation does not fit, or a bracket is not closed';
    case 'BAD_ALIAS':
      return 'an alias or anchor is malformed';
    case 'MULTILINE_IMPLICIT_KEY':
      return 'a name must stand on one line, followed by a colon';
    case 'BLOCK_AS_IMPLICIT_KEY':
      return 'two names with colons stand on one line, or the indentation does not fit';
    default:
      return 'the text is not valid YAML';
  }
}

/**
 * The value of a YAML 1.2 text (core schema, merge keys on); several documents
 * become a list. Its objects have no prototype, its aliases are bounded.
 *
 * @throws {@link DocumentError} `syntax` or `too-complex`; a document with any
 * error is refused, because the parser's partial result may have lost items.
 */
export function parseYaml(text: string, limits: Limits): ParsedValue {
  const tokens = [...new Parser().parse(text)];
  checkTokenDepth(tokens, limits);
  const documents = [
    ...new Composer({
      version: '1.2',
      schema: 'core',
      uniqueKeys: false,
      logLevel: 'silent',
      prettyErrors: false,
    }).compose(tokens, true, text.length),
  ];
  documents.forEach(refuseErrors);

  const index = new PlaceIndex<number>();
  const roots = documents
    .map(document => document.contents)
    .filter(contents => scalarOrContents(contents) !== null);
  const converters: YamlConverter[] = [];
  const convert = (contents: unknown, pointer: string) => {
    const converter = new YamlConverter(index, limits);
    converters.push(converter);
    return converter.convert(contents, pointer).value;
  };

  let value: unknown;
  if (roots.length > 1) {
    const list = roots.map((root, position) => convert(root, `/${position}`));
    index.setMembers(list, roots.map(startOf));
    value = list;
    index.setRoot(value, 0);
  } else {
    value = roots.length === 1 ? convert(roots[0], '') : null;
    index.setRoot(value, startOf(roots[0]));
  }
  return {
    value,
    warnings: converters.flatMap(({ repeated }) => repeated.warnings()),
    offsetOf: pointer => index.find(pointer),
  };
}

function scalarOrContents(contents: unknown): unknown {
  return isScalar(contents) ? contents.value : contents ?? null;
}
