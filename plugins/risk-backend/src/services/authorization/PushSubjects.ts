import { NotAllowedError } from '@backstage/errors';
import { PushSubject } from '../../config';

function matches(pattern: string, text: string): boolean {
  const parts = pattern
    .split('*')
    .map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'is').test(text);
}

/** Which token may push what: `risk.push.subjects`. */
export class PushSubjects {
  readonly #subjects: readonly PushSubject[];

  constructor(subjects: readonly PushSubject[]) {
    this.#subjects = subjects;
  }

  /** @throws NotAllowedError unless one entry ties all three together. */
  require(subject: string, entityRef: string, sourceName: string): void {
    const tied = this.#subjects.some(
      entry =>
        matches(entry.subject, subject) &&
        entry.sources.some(pattern => matches(pattern, sourceName)) &&
        entry.entities.some(pattern => matches(pattern, entityRef)),
    );
    if (!tied) {
      throw new NotAllowedError(
        `No entry of risk.push.subjects lets ${subject} push "${sourceName}" for ${entityRef}`,
      );
    }
  }
}
