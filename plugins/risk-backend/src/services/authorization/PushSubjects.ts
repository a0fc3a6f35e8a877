import { NotAllowedError } from '@backstage/errors';
import { PushSubject } from '../../config';
import { matchesPattern } from '../textPattern';

/** Which token may push what: `risk.push.subjects`. */
export class PushSubjects {
  readonly #subjects: readonly PushSubject[];

  constructor(subjects: readonly PushSubject[]) {
    this.#subjects = subjects;
  }

  /** @throws NotAllowedError unless one entry ties all three together. */
  require(
    subject: string,
    entityRef: string,
    sourceName: string,
    { backfills }: { backfills: boolean },
  ): void {
    const tied = this.#subjects.some(
      entry =>
        (entry.backfill || !backfills) &&
        matchesPattern(entry.subject, subject) &&
        entry.sources.some(pattern => matchesPattern(pattern, sourceName)) &&
        entry.entities.some(pattern => matchesPattern(pattern, entityRef)),
    );
    if (!tied) {
      throw new NotAllowedError(
        `No entry of risk.push.subjects lets ${subject} push "${sourceName}" for ${entityRef}${
          backfills ? ' as of an earlier moment (backfill: true)' : ''
        }`,
      );
    }
  }
}
