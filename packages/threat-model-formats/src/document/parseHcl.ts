import { Limits } from '../limits';
import { ImportWarning } from '../model';
import { bareObject } from './bareObject';
import { HclScanner, HclText } from './HclScanner';
import { appendPointer } from './jsonPointer';
import { MemberPlaces } from './MemberPlaces';
import { DocumentError, ParsedValue } from './ParsedValue';

/** Expressions that are listed one by one as not evaluated; the rest is counted. */
const listedExpressions = 50;

/** The labels of a block stand beside its members, and never among their names. */
const labels = Symbol('labels of an HCL block');

/** The labels of a value that is a block; undefined when it is none. */
export function blockLabels(value: unknown): string[] | undefined {
  return typeof value === 'object' && value !== null
    ? Reflect.get(value, labels)
    : undefined;
}

/** What makes a literal the beginning of a longer expression. */
const operator = /[-+*/%<>=!&|?.[(]/;

type Members = Record<string, unknown>;

/** Members of a body while it is read: blocks of one type become a list. */
class Body {
  private readonly value: Members = bareObject();
  isEmpty = true;
  private readonly offsets = bareObject<number>();
  private readonly lists = new Map<
    string,
    { items: unknown[]; offsets: number[] }
  >();

  constructor(
    private readonly places: MemberPlaces,
    names: string[] | undefined,
  ) {
    if (names) {
      Object.defineProperty(this.value, labels, { value: names });
    }
  }

  /** @throws {@link DocumentError} when the body has the attribute already. */
  addAttribute(name: string, value: unknown, offset: number): void {
    const list = this.lists.get(name);
    if (list) {
      list.items.push(value);
      list.offsets.push(offset);
      return;
    }
    if (name in this.offsets) {
      throw new DocumentError(
        'syntax',
        'an attribute is set twice in one block',
        offset,
        'Set it once.',
      );
    }
    this.isEmpty = false;
    this.value[name] = value;
    this.offsets[name] = offset;
  }

  addBlock(type: string, block: Members, offset: number): void {
    const list = this.listOf(type);
    list.items.push(block);
    list.offsets.push(offset);
    this.offsets[type] = list.offsets[0];
  }

  /** Position in its list that the next block of a type will have. */
  stepOf(type: string): number {
    return this.listOf(type).items.length;
  }

  private listOf(type: string): { items: unknown[]; offsets: number[] } {
    const known = this.lists.get(type);
    if (known) {
      return known;
    }
    const list =
      type in this.offsets
        ? { items: [this.value[type]], offsets: [this.offsets[type]] }
        : { items: [], offsets: [] };
    this.lists.set(type, list);
    this.value[type] = list.items;
    return list;
  }

  /** The value, once all of its members are known. */
  finished(): Members {
    this.lists.forEach(({ items, offsets }) =>
      this.places.setItems(items, offsets),
    );
    this.places.setMembers(this.value, this.offsets);
    return this.value;
  }
}

/** Reads the blocks, attributes and literal values of one text. */
class HclParser {
  private readonly scanner: HclScanner;
  private readonly places = new MemberPlaces();
  private readonly unevaluated: string[] = [];
  private nodes = 0;

  constructor(text: string, private readonly limits: Limits) {
    this.scanner = new HclScanner(text);
  }

  parse(): ParsedValue {
    const value = this.takeBody({ pointer: '', depth: 0, labels: undefined });
    this.places.setRoot(value, 0);
    return {
      value,
      warnings: this.warnings(),
      offsetOf: pointer => this.places.find(pointer),
    };
  }

  /** Members up to the closing brace, or to the end for the file itself. */
  private takeBody(place: {
    pointer: string;
    depth: number;
    labels: string[] | undefined;
  }): Members {
    const { scanner } = this;
    const isFile = place.depth === 0;
    this.enter(place.depth);
    const body = new Body(this.places, place.labels);
    for (;;) {
      scanner.skipLines();
      if (isFile ? scanner.isAtEnd : scanner.next === '}') {
        scanner.position += isFile ? 0 : 1;
        return body.finished();
      }
      this.takeMember(body, place.pointer, place.depth + 1);
      scanner.skipBlank();
      const isClosed = !isFile && scanner.next === '}';
      if (!scanner.isAtEnd && scanner.next !== '\n' && !isClosed) {
        throw scanner.failure('a line must end after an attribute or a block');
      }
    }
  }

  private takeMember(body: Body, pointer: string, depth: number): void {
    const { scanner } = this;
    const start = scanner.position;
    const name = scanner.takeIdentifier();
    if (name === undefined) {
      throw scanner.failure('an attribute or a block is expected here');
    }
    scanner.skipBlank();
    if (scanner.next === '=') {
      scanner.position += 1;
      scanner.skipBlank();
      const value = this.takeExpression(appendPointer(pointer, name), depth);
      body.addAttribute(name, value, start);
      return;
    }
    const names: string[] = [];
    while (scanner.next !== '{') {
      const label =
        scanner.next === '"'
          ? scanner.takeQuoted().value
          : scanner.takeIdentifier();
      if (label === undefined) {
        throw scanner.failure(
          'an equals sign, a label or an opening brace is expected here',
        );
      }
      names.push(label);
      scanner.skipBlank();
    }
    scanner.position += 1;
    const blockPointer = appendPointer(
      appendPointer(pointer, name),
      body.stepOf(name),
    );
    const block = this.takeBody({
      pointer: blockPointer,
      depth,
      labels: names,
    });
    body.addBlock(name, block, start);
  }

  /** A literal value; any other expression is kept as the text it is. */
  private takeExpression(pointer: string, depth: number): unknown {
    const { scanner } = this;
    this.count();
    const start = scanner.position;
    if (scanner.next === '[') {
      return this.takeList(pointer, depth);
    }
    if (scanner.next === '{') {
      return this.takeObject(pointer, depth);
    }
    const literal = this.takeScalar();
    scanner.skipBlank();
    if (literal && (scanner.isAtEnd || /[,\n\]}]/.test(scanner.next ?? ''))) {
      if (literal.isTemplate) {
        this.unevaluated.push(pointer);
      }
      return literal.value;
    }
    if (literal && !operator.test(scanner.next ?? '')) {
      throw scanner.failure('a comma or the end of the line is expected here');
    }
    scanner.position = start;
    return this.takeText(pointer);
  }

  private takeScalar():
    | { value: string | number | boolean | null; isTemplate?: boolean }
    | undefined {
    const { scanner } = this;
    if (scanner.next === '"') {
      return scanner.takeQuoted();
    }
    const heredoc: HclText | undefined = scanner.takeHeredoc();
    if (heredoc) {
      return heredoc;
    }
    const number = scanner.takeNumber();
    if (number !== undefined) {
      return { value: number };
    }
    switch (scanner.takeIdentifier()) {
      case 'true':
        return { value: true };
      case 'false':
        return { value: false };
      case 'null':
        return { value: null };
      default:
        return undefined;
    }
  }

  private takeText(pointer: string): string {
    const { scanner } = this;
    const start = scanner.position;
    scanner.skipExpression();
    const text = scanner.text.slice(start, scanner.position).trim();
    if (text === '') {
      throw scanner.failure('a value is expected here');
    }
    this.unevaluated.push(pointer);
    return text;
  }

  private takeList(pointer: string, depth: number): unknown {
    const { scanner } = this;
    this.enter(depth);
    const start = scanner.position;
    scanner.position += 1;
    const items: unknown[] = [];
    const offsets: number[] = [];
    for (;;) {
      scanner.skipLines();
      if (scanner.next === ']') {
        scanner.position += 1;
        this.places.setItems(items, offsets);
        return items;
      }
      if (items.length === 0 && this.isComprehension()) {
        scanner.position = start;
        return this.takeText(pointer);
      }
      offsets.push(scanner.position);
      items.push(
        this.takeExpression(appendPointer(pointer, items.length), depth + 1),
      );
      scanner.skipLines();
      if (scanner.next === ',') {
        scanner.position += 1;
      } else if (scanner.next !== ']') {
        throw scanner.failure('a comma or a closing bracket is expected here');
      }
    }
  }

  private takeObject(pointer: string, depth: number): unknown {
    const { scanner } = this;
    this.enter(depth);
    const start = scanner.position;
    scanner.position += 1;
    const body = new Body(this.places, undefined);
    for (;;) {
      scanner.skipLines();
      if (scanner.next === '}') {
        scanner.position += 1;
        return body.finished();
      }
      if (body.isEmpty && this.isComprehension()) {
        scanner.position = start;
        return this.takeText(pointer);
      }
      const offset = scanner.position;
      const name =
        scanner.next === '"'
          ? scanner.takeQuoted().value
          : scanner.takeIdentifier() ?? scanner.takeNumber()?.toString();
      scanner.skipBlank();
      if (name === undefined || !/[=:]/.test(scanner.next ?? '')) {
        throw scanner.failure('a name and an equals sign are expected here');
      }
      scanner.position += 1;
      scanner.skipBlank();
      body.addAttribute(
        name,
        this.takeExpression(appendPointer(pointer, name), depth + 1),
        offset,
      );
      scanner.skipBlank();
      if (scanner.next === ',') {
        scanner.position += 1;
      } else if (scanner.next !== '\n' && scanner.next !== '}') {
        throw scanner.failure('a comma or a closing brace is expected here');
      }
    }
  }

  /** `[for …]` and `{for …}` are expressions, not values. */
  private isComprehension(): boolean {
    const { scanner } = this;
    return /^for[ \t\r\n]/.test(
      scanner.text.slice(scanner.position, scanner.position + 4),
    );
  }

  private enter(depth: number): void {
    this.count();
    if (depth > this.limits.maxDepth) {
      throw new DocumentError(
        'too-complex',
        `blocks, lists and objects are nested deeper than ${this.limits.maxDepth} levels`,
        this.scanner.position,
      );
    }
  }

  private count(): void {
    this.nodes += 1;
    if (this.nodes > this.limits.maxNodes) {
      throw new DocumentError(
        'too-complex',
        `the document has more than ${this.limits.maxNodes} values`,
        this.scanner.position,
        'Split the model.',
      );
    }
  }

  private warnings(): ImportWarning[] {
    const code = 'expression-not-evaluated';
    const rest = this.unevaluated.length - listedExpressions;
    return [
      ...this.unevaluated.slice(0, listedExpressions).map(pointer => ({
        code,
        message:
          'A reference, template or function was not evaluated; its text was kept. The JSON export of the tool holds the values.',
        position: { pointer },
      })),
      ...(rest > 0 ? [{ code, message: `${rest} more of this kind.` }] : []),
    ];
  }
}

/**
 * The value of a text in HashiCorp's configuration language (HCL 2). A body is
 * an object without a prototype: its attributes are members, and the blocks of
 * one type are a list of objects, each with its {@link blockLabels}; an
 * attribute that shares its name with blocks is an item of their list.
 * Literal values are read; templates, references and functions are kept as the
 * text they are, with a warning, and nothing is evaluated or fetched.
 *
 * The parsers for HCL on npm are asynchronous WebAssembly or unmaintained, and
 * tell no places; this one is synchronous, bounded in depth and size, and knows
 * where everything stands.
 *
 * @throws {@link DocumentError} `syntax` or `too-complex`.
 */
export function parseHcl(text: string, limits: Limits): ParsedValue {
  return new HclParser(text, limits).parse();
}
