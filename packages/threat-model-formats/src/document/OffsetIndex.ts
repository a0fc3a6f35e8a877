import { pointerSteps } from './jsonPointer';

/**
 * Where each member of each list and object starts in the text, so that a JSON
 * Pointer can be answered with a place without scanning the text again.
 */
export class OffsetIndex {
  private readonly members = new Map<object, Map<string, number> | number[]>();
  private root: unknown;
  private rootOffset = 0;

  setRoot(value: unknown, offset: number): void {
    this.root = value;
    this.rootOffset = offset;
  }

  setMembers(container: object, offsets: Map<string, number> | number[]): void {
    this.members.set(container, offsets);
  }

  /** Offset of the value at the pointer, or undefined when there is none. */
  find(pointer: string): number | undefined {
    let value = this.root;
    let offset: number | undefined = this.rootOffset;
    for (const step of pointerSteps(pointer)) {
      if (typeof value !== 'object' || value === null) {
        return undefined;
      }
      const offsets = this.members.get(value);
      offset =
        offsets instanceof Map ? offsets.get(step) : offsets?.[Number(step)];
      if (offset === undefined) {
        return undefined;
      }
      value = Reflect.get(value, step);
    }
    return offset;
  }
}
