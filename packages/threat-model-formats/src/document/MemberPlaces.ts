import { pointerSteps } from './jsonPointer';
import { OffsetList } from './OffsetList';

/**
 * Where each member of each list and object stands in the text, four bytes
 * each, so that a JSON Pointer can be answered without reading the text again.
 */
export class MemberPlaces {
  private readonly offsets = new OffsetList();
  /** Where in the offsets the first member of a list or object has its own. */
  private readonly first = new Map<object, number>();
  private root: unknown;
  private rootOffset = 0;

  setRoot(value: unknown, offset: number): void {
    this.root = value;
    this.rootOffset = offset;
  }

  setItems(list: unknown[], offsets: number[]): void {
    this.first.set(list, this.offsets.length);
    offsets.forEach(offset => this.offsets.push(offset));
  }

  /** For an object that has all of its members. */
  setMembers(object: object, offsets: Record<string, number>): void {
    this.first.set(object, this.offsets.length);
    Object.keys(object).forEach(key => this.offsets.push(offsets[key]));
  }

  /** Offset of the value at the pointer, or undefined when there is none. */
  find(pointer: string): number | undefined {
    let value = this.root;
    let offset: number | undefined = this.rootOffset;
    for (const step of pointerSteps(pointer)) {
      if (typeof value !== 'object' || value === null) {
        return undefined;
      }
      offset = this.offsetOf(value, step);
      if (offset === undefined) {
        return undefined;
      }
      value = Reflect.get(value, step);
    }
    return offset;
  }

  private offsetOf(container: object, step: string): number | undefined {
    const first = this.first.get(container);
    const position =
      Array.isArray(container) && Object.hasOwn(container, step)
        ? Number(step)
        : Object.keys(container).indexOf(step);
    return first === undefined || !(position >= 0)
      ? undefined
      : this.offsets.at(first + position);
  }
}
