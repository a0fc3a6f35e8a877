import { DocumentError } from './ParsedValue';

const identifier = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
/** What stands for itself in a text in quotes; in pieces, for a loop that long texts cannot exhaust. */
const plainRun = /[^"\\\n$%]{1,10000}/y;
const number = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const heredocStart = /<<(-?)([\p{ID_Start}_][\p{ID_Continue}-]*)[ \t\r]*\n/uy;
const escapes = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['"', '"'],
  ['\\', '\\'],
]);

/** A text as HCL writes it, and whether it holds a template that was not evaluated. */
export interface HclText {
  value: string;
  isTemplate: boolean;
}

/** Takes tokens of HCL from a text, one after the other. */
export class HclScanner {
  position = 0;

  constructor(readonly text: string) {}

  get next(): string | undefined {
    return this.text[this.position];
  }

  get isAtEnd(): boolean {
    return this.position >= this.text.length;
  }

  /** Skips spaces and comments, and stays on the line. */
  skipBlank(): void {
    this.skip(' \t\r');
  }

  /** Skips spaces, comments and line breaks. */
  skipLines(): void {
    this.skip(' \t\r\n');
  }

  takeIdentifier(): string | undefined {
    return this.take(identifier);
  }

  takeNumber(): number | undefined {
    const token = this.take(number);
    return token === undefined ? undefined : Number(token);
  }

  /** A text in double quotes; templates in it are kept as they are written. */
  takeQuoted(): HclText {
    const start = this.position;
    this.position += 1;
    let value = '';
    let isTemplate = false;
    for (;;) {
      value += this.take(plainRun) ?? '';
      const character = this.next;
      if (character === undefined || character === '\n') {
        throw new DocumentError(
          'syntax',
          'a text in double quotes is not closed',
          start,
        );
      }
      if (character === '"') {
        this.position += 1;
        return { value, isTemplate };
      }
      if (character === '\\') {
        value += this.takeEscape();
      } else if (this.isTemplateStart()) {
        const from = this.position;
        this.skipTemplate();
        value += this.text.slice(from, this.position);
        isTemplate = true;
      } else {
        const isEscaped =
          this.text.startsWith('$${', this.position) ||
          this.text.startsWith('%%{', this.position);
        value += isEscaped ? `${character}{` : character;
        this.position += isEscaped ? 3 : 1;
      }
    }
  }

  /** A text over several lines up to its marker; `<<-` takes off the indentation. */
  takeHeredoc(): HclText | undefined {
    const start = this.position;
    heredocStart.lastIndex = start;
    const opening = heredocStart.exec(this.text);
    if (!opening) {
      return undefined;
    }
    const [whole, dash, marker] = opening;
    const lines: string[] = [];
    let from = start + whole.length;
    while (from < this.text.length) {
      const newline = this.text.indexOf('\n', from);
      const end = newline === -1 ? this.text.length : newline;
      const line = this.text.slice(from, end);
      if (line.trim() === marker) {
        this.position = end;
        const value = (dash ? withoutIndentation(lines) : lines).join('\n');
        return { value, isTemplate: /(?:^|[^$%])[$%]\{/.test(value) };
      }
      lines.push(line);
      from = end + 1;
    }
    throw new DocumentError(
      'syntax',
      'a text over several lines (heredoc) is not closed by its marker',
      start,
    );
  }

  /**
   * Skips an expression that is not evaluated: up to a comma, a closing
   * bracket or the end of the line, outside of any brackets of its own.
   */
  skipExpression(): void {
    let depth = 0;
    while (!this.isAtEnd) {
      const character = this.next ?? '';
      if (depth === 0 && /[,\n\]})]/.test(character)) {
        return;
      }
      if (character === '"') {
        this.takeQuoted();
        continue;
      }
      if (character === '<' && this.takeHeredoc()) {
        continue;
      }
      const before = this.position;
      this.skipBlank();
      if (this.position > before) {
        continue;
      }
      if (/[([{]/.test(character)) {
        depth += 1;
      } else if (/[)\]}]/.test(character)) {
        depth -= 1;
      }
      this.position += 1;
    }
    if (depth > 0) {
      throw this.failure('a bracket is not closed');
    }
  }

  failure(problem: string): DocumentError {
    return new DocumentError(
      'syntax',
      this.isAtEnd
        ? 'the text ends in the middle: the file is cut off'
        : problem,
      this.position,
    );
  }

  private isTemplateStart(): boolean {
    return (
      this.text.startsWith('${', this.position) ||
      this.text.startsWith('%{', this.position)
    );
  }

  private skipTemplate(): void {
    const start = this.position;
    let depth = 0;
    do {
      const character = this.next;
      if (character === undefined) {
        throw new DocumentError('syntax', 'a template is not closed', start);
      }
      if (character === '"') {
        this.skipPlainQuoted(start);
        continue;
      }
      if (character === '{') {
        depth += 1;
      } else if (character === '}') {
        depth -= 1;
      }
      this.position += 1;
    } while (depth > 0 || this.text[this.position - 1] !== '}');
  }

  /** A text inside a template, without looking for templates in it: nothing nests here. */
  private skipPlainQuoted(start: number): void {
    this.position += 1;
    while (this.next !== '"') {
      if (this.isAtEnd || this.next === '\n') {
        throw new DocumentError('syntax', 'a template is not closed', start);
      }
      this.position += this.next === '\\' ? 2 : 1;
    }
    this.position += 1;
  }

  private takeEscape(): string {
    const letter = this.text[this.position + 1] ?? '';
    const simple = escapes.get(letter);
    if (simple !== undefined) {
      this.position += 2;
      return simple;
    }
    const digits = /^(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/.exec(
      this.text.slice(this.position + 1, this.position + 10),
    );
    const codePoint = parseInt(digits?.[1] ?? digits?.[2] ?? '', 16);
    if (!digits || codePoint > 0x10ffff) {
      throw new DocumentError(
        'syntax',
        'a text in double quotes holds an unknown escape',
        this.position,
      );
    }
    this.position += 1 + digits[0].length;
    return String.fromCodePoint(codePoint);
  }

  /** A loop, because a regular expression could exhaust its stack here. */
  private skip(spaces: string): void {
    for (;;) {
      const character = this.next;
      if (character !== undefined && spaces.includes(character)) {
        this.position += 1;
      } else if (character !== '#' && character !== '/') {
        return;
      } else if (
        character === '#' ||
        this.text.startsWith('//', this.position)
      ) {
        const end = this.text.indexOf('\n', this.position);
        this.position = end === -1 ? this.text.length : end;
      } else if (this.text.startsWith('/*', this.position)) {
        const end = this.text.indexOf('*/', this.position + 2);
        if (end === -1) {
          throw new DocumentError(
            'syntax',
            'a comment is not closed',
            this.position,
          );
        }
        this.position = end + 2;
      } else {
        return;
      }
    }
  }

  private take(token: RegExp): string | undefined {
    token.lastIndex = this.position;
    const match = token.exec(this.text);
    if (match) {
      this.position = token.lastIndex;
    }
    return match?.[0];
  }
}

/** Takes off what all lines that are not blank are indented by. */
function withoutIndentation(lines: string[]): string[] {
  const indents = lines
    .filter(line => line.trim() !== '')
    .map(line => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const common = indents.reduce((one, other) => Math.min(one, other), Infinity);
  return lines.map(line => line.slice(common));
}
