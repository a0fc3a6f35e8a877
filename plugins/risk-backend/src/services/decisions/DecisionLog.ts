import { AuditorService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { DbDecisionLogRow } from '../../database/decisionTables';
import { DbMetaRow, toInteger } from '../../database/tables';
import { canonicalJson, Json } from './canonicalJson';
import { ChainCheck, ChainProblem, EMPTY_HEAD, hashOf, Head } from './logChain';

const LOCK_KEY = 'decision-log-lock';
const MIRRORED_KEY = 'decision-log-mirrored';
const PAGE = 500;

/** One step of a decision, or of anything else that an owner decides. */
export interface LogEntry {
  at: string;
  action: string;
  /** Absent where it is about a product as a whole. */
  decisionId?: string;
  productRef: string;
  actor: string;
  detail: { [key: string]: Json | undefined };
}

interface DecisionLogOptions {
  database: Knex;
  auditor: AuditorService;
}

/**
 * The append-only, hash-chained log of decisions. Entries are mirrored as
 * auditor events with their sequence and hash, so that a copy of the chain is
 * where the database is not.
 */
export class DecisionLog {
  constructor(private readonly options: DecisionLogOptions) {}

  /**
   * Adds an entry within the caller's transaction. Take every other lock
   * before: writers wait here for each other until they commit.
   */
  async append(trx: Knex.Transaction, entry: LogEntry): Promise<Head> {
    // The lock comes first, so that the head is read after the one who held it
    // has committed.
    await trx<DbMetaRow>('meta').where({ key: LOCK_KEY }).forUpdate().first();
    const head = await headOf(trx);
    const row = {
      seq: head.seq + 1,
      at: entry.at,
      action: entry.action,
      decision_id: entry.decisionId ?? null,
      product_ref: entry.productRef,
      actor: entry.actor,
      detail: canonicalJson(entry.detail),
      prev_hash: head.hash,
    };
    const hash = hashOf(row);
    await trx<DbDecisionLogRow>('decision_log').insert({ ...row, hash });
    return { seq: row.seq, hash };
  }

  head(): Promise<Head> {
    return headOf(this.options.database);
  }

  /** The entries of one decision, oldest first. */
  async ofDecision(decisionId: string): Promise<DbDecisionLogRow[]> {
    return this.options
      .database<DbDecisionLogRow>('decision_log')
      .where({ decision_id: decisionId })
      .orderBy('seq');
  }

  /** Reads the whole log once, a page at a time. */
  async verify(
    expected?: Head,
  ): Promise<{ head: Head; problem?: ChainProblem }> {
    const check = new ChainCheck(expected);
    for await (const row of this.#rowsAfter(Number.MIN_SAFE_INTEGER))
      check.add(row);
    return { head: check.head, problem: check.problem };
  }

  /**
   * Sends entries that were not yet mirrored to the auditor, in order. An
   * entry may be sent twice after a crash, and is never left out.
   *
   * @returns how many were sent, a page at most
   */
  async mirror(): Promise<number> {
    const { database, auditor } = this.options;
    return database.transaction(async trx => {
      const mark = await trx<DbMetaRow>('meta')
        .where({ key: MIRRORED_KEY })
        .forUpdate()
        .first();
      const mirrored = Number(mark?.value ?? 0);
      const rows = await trx<DbDecisionLogRow>('decision_log')
        .where('seq', '>', mirrored)
        .orderBy('seq')
        .limit(PAGE);
      for (const row of rows) {
        const event = await auditor.createEvent({
          eventId: 'decision-log-entry',
          severityLevel: 'medium',
          meta: {
            seq: toInteger(row.seq),
            hash: row.hash,
            prevHash: row.prev_hash,
            action: row.action,
            productRef: row.product_ref,
            actor: row.actor,
            ...(row.decision_id && { decisionId: row.decision_id }),
          },
        });
        await event.success();
      }
      const last = rows[rows.length - 1];
      if (last) {
        await trx<DbMetaRow>('meta')
          .where({ key: MIRRORED_KEY })
          .update({ value: String(toInteger(last.seq)) });
      }
      return rows.length;
    });
  }

  async *#rowsAfter(start: number): AsyncGenerator<DbDecisionLogRow> {
    let after = start;
    for (;;) {
      const rows = await this.options
        .database<DbDecisionLogRow>('decision_log')
        .where('seq', '>', after)
        .orderBy('seq')
        .limit(PAGE);
      yield* rows;
      if (rows.length < PAGE) return;
      after = toInteger(rows[rows.length - 1].seq);
    }
  }
}

async function headOf(knex: Knex): Promise<Head> {
  const last = await knex<DbDecisionLogRow>('decision_log')
    .orderBy('seq', 'desc')
    .first();
  return last ? { seq: toInteger(last.seq), hash: last.hash } : EMPTY_HEAD;
}
