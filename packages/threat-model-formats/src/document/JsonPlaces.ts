import { pointerSteps } from './jsonPointer';
import { closingQuote, unquote } from './jsonString';
import { OffsetList } from './OffsetList';

/** Offsets of the items of a list, or of the members of an object by name. */
type MemberOffsets = OffsetList | Map<string, number>;

/** Characters from which on the offsets in a list or object are kept for the next question. */
const keptFrom = 512;

const beforeValue = /[ \t\n\r,:]*/y;
const scalar = /[^ \t\n\r,\]}]+/y;

function endOf(token: RegExp, text: string, from: number): number {
  token.lastIndex = from;
  token.exec(text);
  return token.lastIndex;
}

/**
 * Answers where in a JSON text the value at a pointer stands. Most values are
 * never asked for, so that the parser only says where lists and objects begin
 * and end; the way to a value is read again from the text, past all beside it.
 */
export class JsonPlaces {
  private readonly starts = new OffsetList();
  private readonly ends = new OffsetList();
  private readonly kept = new Map<number, MemberOffsets>();
  private readonly collected = new Map<object, OffsetList>();
  private root: unknown;
  private rootOffset = 0;

  constructor(private readonly text: string) {}

  /** A list or object begins. Answers the number to close it with. */
  open(offset: number): number {
    this.ends.push(offset);
    return this.starts.push(offset);
  }

  /** The list or object of that number ends, with the bracket at the offset. */
  close(number: number, offset: number): void {
    this.ends.set(number, offset);
  }

  /** Offsets of the members of an object up to an offset, where the last of a name counts. */
  membersBefore(number: number, end: number): Map<string, number> {
    return this.readMembers(this.starts.at(number) ?? 0, end);
  }

  setRoot(value: unknown, offset: number): void {
    this.root = value;
    this.rootOffset = offset;
  }

  /** Where the items of a list stand that is none in the text: for the caller to fill. */
  collectedOffsets(list: object): OffsetList {
    const offsets = this.collected.get(list) ?? new OffsetList();
    this.collected.set(list, offsets);
    return offsets;
  }

  /** Offset of an item of the list at the offset. */
  itemOffset(listOffset: number, position: number): number | undefined {
    const offsets = this.membersAt(listOffset);
    return offsets instanceof OffsetList ? offsets.at(position) : undefined;
  }

  /** Offset of the value at the pointer, or undefined when there is none. */
  find(pointer: string): number | undefined {
    let value = this.root;
    let offset: number | undefined = this.rootOffset;
    for (const step of pointerSteps(pointer)) {
      if (typeof value !== 'object' || value === null) {
        return undefined;
      }
      offset = this.memberOffset(value, offset, step);
      if (offset === undefined) {
        return undefined;
      }
      value = Reflect.get(value, step);
    }
    return offset;
  }

  private memberOffset(
    container: object,
    offset: number,
    step: string,
  ): number | undefined {
    const collected = this.collected.get(container);
    if (collected) {
      return collected.at(Number(step));
    }
    const offsets = this.membersAt(offset);
    return offsets instanceof OffsetList
      ? offsets.at(Number(step))
      : offsets?.get(step);
  }

  private membersAt(start: number): MemberOffsets | undefined {
    const kept = this.kept.get(start);
    if (kept) {
      return kept;
    }
    const end = this.endAt(start);
    if (end === undefined) {
      return undefined;
    }
    const offsets =
      this.text[start] === '['
        ? this.readItems(start, end)
        : this.readMembers(start, end);
    if (end - start >= keptFrom) {
      this.kept.set(start, offsets);
    }
    return offsets;
  }

  private readItems(start: number, end: number): OffsetList {
    const offsets = new OffsetList();
    let at = endOf(beforeValue, this.text, start + 1);
    while (at < end) {
      offsets.push(at);
      at = endOf(beforeValue, this.text, this.afterValue(at));
    }
    return offsets;
  }

  private readMembers(start: number, end: number): Map<string, number> {
    const offsets = new Map<string, number>();
    let at = endOf(beforeValue, this.text, start + 1);
    while (at < end) {
      const nameEnd = closingQuote(this.text, at) + 1;
      const value = endOf(beforeValue, this.text, nameEnd);
      offsets.set(unquote(this.text.slice(at, nameEnd)), value);
      at = endOf(beforeValue, this.text, this.afterValue(value));
    }
    return offsets;
  }

  private afterValue(start: number): number {
    if (this.text[start] === '"') {
      return closingQuote(this.text, start) + 1;
    }
    const end = this.endAt(start);
    return end === undefined ? endOf(scalar, this.text, start) : end + 1;
  }

  /** Offset of the bracket that closes the list or object at the offset. */
  private endAt(start: number): number | undefined {
    const number = this.starts.positionOf(start);
    return number === undefined ? undefined : this.ends.at(number);
  }
}
