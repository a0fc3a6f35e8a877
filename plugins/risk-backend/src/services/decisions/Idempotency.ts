import { createHash, randomUUID } from 'crypto';
import { Knex } from 'knex';
import { UnacceptableError } from '../../http/errors';
import { DbIdempotencyKeyRow } from '../../database/decisionTables';
import { canonicalJson, Json } from './canonicalJson';

/** Days for which a repeated request is recognised. */
export const KEPT_DAYS = 7;

interface IdempotencyOptions {
  database: Knex;
  now: () => Date;
}

interface Request {
  actor: string;
  /** Absent: the request is not to be recognised again. */
  key?: string;
  operation: string;
  /** Everything that makes it the same request. */
  input: Json;
}

/** Takes the key within the transaction of the write that it stands for. */
export type TakeKey = (
  trx: Knex.Transaction,
  decisionId: string,
) => Promise<void>;

class ReplayedError extends Error {}

/**
 * Answers a repeated request as the first time. The key is taken in the
 * transaction of the write, so that a write which failed can be tried again.
 */
export class Idempotency {
  constructor(private readonly options: IdempotencyOptions) {}

  /**
   * @param write - carries the request out and answers the decision's id
   * @param answer - reads the decision as it is now
   * @throws UnacceptableError when the key stood for another request
   */
  async once<T>(
    request: Request,
    write: (take: TakeKey) => Promise<string>,
    answer: (decisionId: string) => Promise<T>,
  ): Promise<T> {
    const { actor, key } = request;
    if (key === undefined) {
      return answer(await write(async () => {}));
    }
    const hash = createHash('sha256')
      .update(canonicalJson([request.operation, request.input]))
      .digest('hex');
    const known = await this.#find(actor, key);
    if (known) return this.#replay(known, hash, answer);
    try {
      const decisionId = await write((trx, id) =>
        this.#take(trx, { actor, key, hash, decisionId: id }),
      );
      const response = await answer(decisionId);
      await this.#rows(this.options.database)
        .where({ actor, key })
        .update({ response: JSON.stringify(response) });
      return response;
    } catch (error) {
      const first =
        error instanceof ReplayedError && (await this.#find(actor, key));
      if (!first) throw error;
      return this.#replay(first, hash, answer);
    }
  }

  /** Forgets keys that nobody will repeat any more. */
  async forget(): Promise<void> {
    const oldest = new Date(this.options.now());
    oldest.setUTCDate(oldest.getUTCDate() - KEPT_DAYS);
    await this.#rows(this.options.database)
      .where('at', '<', oldest.toISOString())
      .delete();
  }

  async #replay<T>(
    row: DbIdempotencyKeyRow,
    hash: string,
    answer: (decisionId: string) => Promise<T>,
  ): Promise<T> {
    if (row.request_hash !== hash) {
      throw new UnacceptableError(
        'This idempotencyKey stood for another request; take a new one',
      );
    }
    return row.response === null
      ? answer(row.decision_id)
      : JSON.parse(row.response);
  }

  async #take(
    trx: Knex.Transaction,
    taken: { actor: string; key: string; hash: string; decisionId: string },
  ): Promise<void> {
    const attempt = randomUUID();
    await this.#rows(trx)
      .insert({
        actor: taken.actor,
        key: taken.key,
        request_hash: taken.hash,
        attempt,
        decision_id: taken.decisionId,
        response: null,
        at: this.options.now().toISOString(),
      })
      .onConflict(['actor', 'key'])
      .ignore();
    const row = await this.#rows(trx)
      .where({ actor: taken.actor, key: taken.key })
      .first();
    if (row?.attempt !== attempt) throw new ReplayedError();
  }

  async #find(actor: string, key: string) {
    return this.#rows(this.options.database).where({ actor, key }).first();
  }

  #rows(knex: Knex) {
    return knex<DbIdempotencyKeyRow>('idempotency_key');
  }
}
