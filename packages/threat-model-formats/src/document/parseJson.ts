import { Limits } from '../limits';
import { bareObject } from './bareObject';
import { appendPointer } from './jsonPointer';
import { JsonPlaces } from './JsonPlaces';
import { closingQuote, unquote } from './jsonString';
import { DocumentError, ParsedValue } from './ParsedValue';
import { collectBlocks, isHclJson, RepeatedMember } from './repeatedBlocks';
import { RepeatedKeys } from './RepeatedKeys';

interface OpenList {
  kind: 'list';
  value: unknown[];
  /** Its number among the places. */
  number: number;
}

interface OpenObject {
  kind: 'object';
  value: Record<string, unknown>;
  number: number;
  /** Name of the member that is being read, and its offset. */
  key: string;
  keyOffset: number;
  /** Where its members stand: only known once a name is repeated. */
  offsets?: Map<string, number>;
  pointer?: string;
}

type OpenContainer = OpenList | OpenObject;

const cutOff = 'the text ends in the middle: the file is cut off';
const whitespace = /[ \t\n\r]*/y;
const numberToken = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const literalToken = /(?:true|false|null)\b/y;
const literals = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/**
 * Parses JSON (RFC 8259) in one pass without recursion. `JSON.parse` would do
 * but for four things: the line and column of an error on every engine, bounds
 * on depth and size before they hurt, the places of the values, and a word
 * about repeated names, of which it drops all but the last in silence.
 */
class JsonParser {
  private readonly places: JsonPlaces;
  private readonly repeated = new RepeatedKeys<RepeatedMember>();
  private readonly open: OpenContainer[] = [];
  private position = 0;
  private nodes = 0;

  constructor(private readonly text: string, private readonly limits: Limits) {
    this.places = new JsonPlaces(text);
  }

  parse(): ParsedValue {
    let root: unknown;
    do {
      const parent = this.open[this.open.length - 1];
      if (parent?.kind === 'object') {
        this.takeKey(parent);
      }
      this.skipWhitespace();
      const start = this.position;
      const { value, opened } = this.takeValue();
      if (parent) {
        this.attach(parent, value, start);
      } else {
        root = value;
        this.places.setRoot(value, start);
      }
      if (!opened || this.closesHere()) {
        this.closeFinished();
      }
    } while (this.open.length > 0);

    this.skipWhitespace();
    if (this.position < this.text.length) {
      throw this.failure('something follows after the end of the document');
    }
    if (isHclJson(root)) {
      const collected = new Set<unknown>();
      this.repeated.takeOut(key => collectBlocks(key, collected, this.places));
    }
    return {
      value: root,
      warnings: this.repeated.warnings(),
      offsetOf: pointer => this.places.find(pointer),
    };
  }

  private takeKey(parent: OpenObject): void {
    this.skipWhitespace();
    if (this.text[this.position] !== '"') {
      throw this.failure('a name in double quotes is expected here');
    }
    parent.keyOffset = this.position;
    parent.key = this.takeString();
    this.skipWhitespace();
    if (this.text[this.position] !== ':') {
      throw this.failure('a colon is expected here');
    }
    this.position += 1;
  }

  private takeValue(): { value: unknown; opened: boolean } {
    this.nodes += 1;
    if (this.nodes > this.limits.maxNodes) {
      throw new DocumentError(
        'too-complex',
        `the document has more than ${this.limits.maxNodes} values`,
        this.position,
        'Split the model.',
      );
    }
    const character = this.text[this.position];
    if (character === '{' || character === '[') {
      return { value: this.openContainer(character), opened: true };
    }
    return { value: this.takeScalar(character), opened: false };
  }

  private openContainer(character: '{' | '['): object {
    if (this.open.length >= this.limits.maxDepth) {
      throw new DocumentError(
        'too-complex',
        `lists and objects are nested deeper than ${this.limits.maxDepth} levels`,
        this.position,
      );
    }
    const number = this.places.open(this.position);
    this.position += 1;
    const container: OpenContainer =
      character === '['
        ? { kind: 'list', value: [], number }
        : {
            kind: 'object',
            value: bareObject(),
            number,
            key: '',
            keyOffset: 0,
          };
    this.open.push(container);
    return container.value;
  }

  private takeScalar(character: string | undefined): unknown {
    if (character === '"') {
      return this.takeString();
    }
    const literal = this.take(literalToken);
    if (literal) {
      return literals.get(literal);
    }
    const number = this.take(numberToken);
    if (number) {
      return Number(number);
    }
    throw this.failure('a value is expected here');
  }

  private takeString(): string {
    const start = this.position;
    const end = closingQuote(this.text, start);
    if (end === -1) {
      throw this.failure('a text in double quotes is not closed');
    }
    this.position = end + 1;
    try {
      return unquote(this.text.slice(start, end + 1));
    } catch {
      throw new DocumentError(
        'syntax',
        'a text in double quotes holds a line break or an unknown escape',
        start,
      );
    }
  }

  private attach(parent: OpenContainer, value: unknown, offset: number): void {
    if (parent.kind === 'list') {
      parent.value.push(value);
      return;
    }
    if (parent.key in parent.value) {
      this.noteRepeated(parent, value, offset);
    }
    parent.value[parent.key] = value;
    parent.offsets?.set(parent.key, offset);
  }

  private noteRepeated(
    parent: OpenObject,
    value: unknown,
    offset: number,
  ): void {
    parent.offsets ??= this.places.membersBefore(
      parent.number,
      parent.keyOffset,
    );
    parent.pointer ??= this.pointerOf(parent);
    this.repeated.add({
      object: parent.value,
      objectPointer: parent.pointer,
      key: parent.key,
      droppedOffset: parent.offsets.get(parent.key) ?? offset,
      dropped: parent.value[parent.key],
      kept: value,
      offset,
    });
  }

  /** Pointer to an open object, by the members being read of those around it. */
  private pointerOf(object: OpenObject): string {
    return this.open
      .slice(0, this.open.indexOf(object))
      .reduce(
        (pointer, container) =>
          appendPointer(
            pointer,
            container.kind === 'list'
              ? container.value.length - 1
              : container.key,
          ),
        '',
      );
  }

  private closesHere(): boolean {
    this.skipWhitespace();
    const last = this.open[this.open.length - 1];
    return this.text[this.position] === (last.kind === 'list' ? ']' : '}');
  }

  /** After a value: closes what ends here, up to the comma before the next value. */
  private closeFinished(): void {
    while (this.open.length > 0) {
      const last = this.open[this.open.length - 1];
      if (this.closesHere()) {
        this.open.pop();
        this.places.close(last.number, this.position);
        this.position += 1;
      } else if (this.text[this.position] === ',') {
        this.position += 1;
        return;
      } else {
        throw this.failure('a comma or a closing bracket is expected here');
      }
    }
  }

  private skipWhitespace(): void {
    whitespace.lastIndex = this.position;
    whitespace.exec(this.text);
    this.position = whitespace.lastIndex;
  }

  private take(token: RegExp): string | undefined {
    token.lastIndex = this.position;
    const match = token.exec(this.text);
    if (match) {
      this.position = token.lastIndex;
    }
    return match?.[0];
  }

  private failure(problem: string): DocumentError {
    return new DocumentError(
      'syntax',
      this.position >= this.text.length ? cutOff : problem,
      this.position,
    );
  }
}

/**
 * The value of a JSON text; its objects have no prototype.
 * @throws {@link DocumentError} `syntax` or `too-complex`.
 */
export function parseJson(text: string, limits: Limits): ParsedValue {
  return new JsonParser(text, limits).parse();
}
