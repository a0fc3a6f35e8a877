import { createHash } from 'crypto';
import { DbDecisionLogRow } from '../../database/decisionTables';
import { toInteger } from '../../database/tables';
import { canonicalJson } from './canonicalJson';

/** What the first entry has for the hash of the one before. */
export const GENESIS = '0'.repeat(64);

/** The last entry of a log, or of what of it was read. */
export interface Head {
  seq: number;
  hash: string;
}

export const EMPTY_HEAD: Head = { seq: 0, hash: GENESIS };

/** Where a chain does not fit, in words. */
export interface ChainProblem {
  seq: number;
  text: string;
}

/** SHA-256 over the canonical JSON of every field but the hash itself. */
export function hashOf(row: Omit<DbDecisionLogRow, 'hash'>): string {
  const { seq, at, action, decision_id, product_ref, actor, detail } = row;
  return createHash('sha256')
    .update(
      canonicalJson({
        seq: toInteger(seq),
        at,
        action,
        decision_id,
        product_ref,
        actor,
        detail,
        prev_hash: row.prev_hash,
      }),
    )
    .digest('hex');
}

/**
 * Checks a log entry by entry, in the order of `seq`, without holding it.
 *
 * @remarks
 * A change of a field, and an entry removed, added or moved, breaks the chain
 * behind it. Whoever can write to the database can also write a new chain, or
 * cut off its end: both are found only against a head that was kept elsewhere.
 */
export class ChainCheck {
  #head: Head = EMPTY_HEAD;
  #problem: ChainProblem | undefined;
  #found: boolean;

  constructor(private readonly expected?: Head) {
    this.#found =
      !expected || (expected.seq === 0 && expected.hash === GENESIS);
  }

  add(row: DbDecisionLogRow): void {
    const seq = toInteger(row.seq);
    const { expected } = this;
    this.#problem ??= this.#problemOf(row, seq);
    if (expected && expected.seq === seq) {
      this.#found = true;
      if (expected.hash !== row.hash) {
        this.#problem ??= {
          seq,
          text: `Entry ${seq} is not the one whose hash was kept`,
        };
      }
    }
    this.#head = { seq, hash: row.hash };
  }

  get head(): Head {
    return this.#head;
  }

  /** The first thing that is wrong, if any. */
  get problem(): ChainProblem | undefined {
    if (this.#problem || this.#found || !this.expected) return this.#problem;
    const { seq } = this.expected;
    return {
      seq,
      text: `The log ends at entry ${
        this.#head.seq
      }; entry ${seq}, whose hash was kept, is gone`,
    };
  }

  #problemOf(row: DbDecisionLogRow, seq: number): ChainProblem | undefined {
    if (seq !== this.#head.seq + 1) {
      return {
        seq: this.#head.seq + 1,
        text: `Entry ${this.#head.seq + 1} is missing; ${seq} follows`,
      };
    }
    if (row.prev_hash !== this.#head.hash) {
      return { seq, text: `Entry ${seq} does not follow the one before it` };
    }
    return hashOf(row) === row.hash
      ? undefined
      : { seq, text: `Entry ${seq} was changed after it was written` };
  }
}
