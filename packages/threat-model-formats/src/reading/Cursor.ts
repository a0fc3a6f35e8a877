import { appendPointer } from '../document/jsonPointer';
import { SourcePosition } from '../model';
import { plainLine, plainText } from './plainText';
import { WarningLog } from './WarningLog';

const article = (value: unknown): string => {
  if (Array.isArray(value)) {
    return 'a list';
  }
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
};

/** A short label of the file, safe to repeat in a message. */
export function quote(label: string): string {
  const line = plainLine(label);
  return `"${line.length > 40 ? `${line.slice(0, 39)}…` : line}"`;
}

/**
 * One value of a document and its place. Reads members with the type that is
 * expected: what has another type is left out with a warning, what is null or
 * absent is simply not there.
 */
export class Cursor {
  constructor(
    readonly value: unknown,
    readonly pointer: string,
    readonly log: WarningLog,
  ) {}

  get position(): SourcePosition {
    return this.log.position(this.pointer);
  }

  /**
   * The place of a finding, to be asked for once for each.
   * @throws ThreatModelFormatError `too-complex` when the file has too many.
   */
  findingPosition(): SourcePosition {
    this.log.countFinding();
    return this.position;
  }

  get isObject(): boolean {
    return (
      typeof this.value === 'object' &&
      this.value !== null &&
      !Array.isArray(this.value)
    );
  }

  get isAbsent(): boolean {
    return this.value === undefined || this.value === null;
  }

  warn(code: string, message: string): void {
    this.log.add(code, this.pointer, message);
  }

  /** The same place, with its warnings in another log. */
  withLog(log: WarningLog): Cursor {
    return new Cursor(this.value, this.pointer, log);
  }

  /** The member of an object; absent when this is no object. */
  get(key: string): Cursor {
    const value =
      typeof this.value === 'object' && this.value !== null
        ? Reflect.get(this.value, key)
        : undefined;
    return new Cursor(value, appendPointer(this.pointer, key), this.log);
  }

  /** The members of an object, in the order of the file. */
  entries(): [string, Cursor][] {
    if (this.isAbsent) {
      return [];
    }
    if (
      typeof this.value !== 'object' ||
      this.value === null ||
      !this.isObject
    ) {
      this.warnType('an object');
      return [];
    }
    return Object.keys(this.value).map(key => [key, this.get(key)]);
  }

  /** The items of a list. Null where a list belongs counts as an empty one. */
  items(): Cursor[] {
    if (this.value === null) {
      this.log.addNullList(this.pointer);
    }
    if (this.isAbsent) {
      return [];
    }
    if (!Array.isArray(this.value)) {
      this.warnType('a list');
      return [];
    }
    return this.value.map(
      (item, position) =>
        new Cursor(item, appendPointer(this.pointer, position), this.log),
    );
  }

  /** The items of a list that are objects; the others are left out with a warning. */
  objects(): Cursor[] {
    return this.items().filter(item => {
      if (!item.isObject) {
        item.warn(
          'invalid-item',
          `An item is ${
            item.value === null ? 'null' : article(item.value)
          } where an object belongs; it was left out. Correct or remove it.`,
        );
      }
      return item.isObject;
    });
  }

  /** Exact text of a scalar, for ids and references; undefined when blank. */
  id(key: string): string | undefined {
    return this.get(key).scalar()?.trim() || undefined;
  }

  /** Plain text of a scalar on one line; undefined when blank. */
  line(key: string): string | undefined {
    return plainLine(this.get(key).scalar() ?? '') || undefined;
  }

  /** Plain text of a scalar, with its line breaks; empty when absent. */
  text(key: string): string {
    return plainText(this.get(key).scalar() ?? '');
  }

  /** Plain lines of a list of scalars. */
  lines(key: string): string[] {
    return this.get(key)
      .items()
      .map(item => plainLine(item.scalar() ?? ''))
      .filter(line => line !== '');
  }

  /** Exact texts of a list of scalars. */
  ids(key: string): string[] {
    return this.get(key)
      .items()
      .map(item => item.scalar()?.trim() ?? '')
      .filter(id => id !== '');
  }

  /** True only for `true` (or the word): a flag of another type is not set. */
  flag(key: string): boolean {
    const { value } = this.get(key);
    return value === true || value === 'true';
  }

  /** A number, or text that is one. */
  number(key: string): number | undefined {
    const member = this.get(key);
    if (member.isAbsent || member.value === '') {
      return undefined;
    }
    const number =
      typeof member.value === 'string' && member.value.trim() !== ''
        ? Number(member.value)
        : member.value;
    if (typeof number === 'number' && Number.isFinite(number)) {
      return number;
    }
    member.warnType('a number');
    return undefined;
  }

  private scalar(): string | undefined {
    if (this.isAbsent) {
      return undefined;
    }
    if (typeof this.value === 'object') {
      this.warnType('text');
      return undefined;
    }
    return String(this.value);
  }

  private warnType(expected: string): void {
    this.warn(
      'wrong-type',
      `Here is ${article(
        this.value,
      )} where ${expected} belongs; it was left out. Correct the type.`,
    );
  }
}
