import { ImportWarning } from '../model';
import { appendPointer } from './jsonPointer';
import { DocumentError } from './ParsedValue';

/** A name given twice in one object: the last value takes the place of the one before. */
export interface RepeatedKey {
  objectPointer: string;
  key: string;
  dropped: unknown;
  kept: unknown;
  offset: number;
}

const holdsSomething = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length > 0;

/**
 * Names given twice in one object. The last one wins, as in every JSON parser.
 * For a scalar that is a warning; a list or an object that would vanish may
 * hold findings, so it refuses the document.
 */
export class RepeatedKeys<Key extends RepeatedKey = RepeatedKey> {
  private repeated: Key[] = [];

  add(key: Key): void {
    this.repeated.push(key);
  }

  /** Takes out the names for which the caller found another way. */
  takeOut(isSettled: (key: Key) => boolean): void {
    this.repeated = this.repeated.filter(key => !isSettled(key));
  }

  /** @throws {@link DocumentError} when a list or object would be lost. */
  warnings(): ImportWarning[] {
    return this.repeated.map(
      ({ objectPointer, key, dropped, kept, offset }) => {
        if (
          holdsSomething(dropped) &&
          JSON.stringify(dropped) !== JSON.stringify(kept)
        ) {
          throw new DocumentError(
            'syntax',
            'a name is used twice in one object, and a list or object would be lost',
            offset,
            'Give each name once.',
          );
        }
        return {
          code: 'duplicate-key',
          message:
            'A name is used twice in one object; the last value was kept. Remove one of them.',
          position: { pointer: appendPointer(objectPointer, key) },
        };
      },
    );
  }
}
