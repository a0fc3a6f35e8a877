import { Knex } from 'knex';
import { BudgetStore } from '../../database/BudgetStore';
import {
  DbBudgetTargetRow,
  DbRaiseAnswerRow,
  DbTargetRaiseRow,
} from '../../database/budgetTables';
import { Json } from '../decisions/canonicalJson';
import { DecisionLog } from '../decisions/DecisionLog';
import { targetOn, targetOverTime } from './targets';

const termsOf = (
  row: Pick<DbBudgetTargetRow, 'method' | 'steps' | 'reason'>,
) => ({
  method: row.method,
  steps: JSON.parse(row.steps) as Json,
  reason: row.reason,
});

interface Answer {
  actor: string;
  at: string;
  reason: string;
}

/** A raise that a second person signed, and why. */
interface SignedRaise {
  raise: DbTargetRaiseRow;
  reason: string;
}

const answerOf = (
  raise: DbTargetRaiseRow,
  outcome: DbRaiseAnswerRow['outcome'],
  { actor, at, reason }: Answer,
): DbRaiseAnswerRow => ({
  id: raise.id,
  product_ref: raise.product_ref,
  asked_at: raise.at,
  asked_by: raise.actor,
  steps: raise.steps,
  outcome,
  answered_at: at,
  answered_by: actor,
  reason,
});

/** Writes changes of targets, each with its entry of the decision log. */
export class TargetLedger {
  constructor(private readonly log: DecisionLog) {}

  /** A target that holds from a day on, with what a second signer said. */
  async change(
    trx: Knex.Transaction,
    row: Omit<DbBudgetTargetRow, 'id'>,
    { day, signed }: { day: number; signed?: SignedRaise },
  ): Promise<void> {
    const store = new BudgetStore(trx);
    const before = targetOverTime(await store.changes([row.product_ref]));
    await store.append(row);
    await this.#append(
      trx,
      row.second_signer === null ? 'target-set' : 'target-raised',
      { ...row, actor: row.second_signer ?? row.actor },
      {
        ...termsOf(row),
        before: targetOn(before, day) ?? null,
        ...(signed && { setBy: row.actor, secondReason: signed.reason }),
      },
    );
    if (signed) {
      await store.addAnswer(
        answerOf(signed.raise, 'signed', {
          actor: row.second_signer ?? row.actor,
          at: row.at,
          reason: signed.reason,
        }),
      );
    }
  }

  /** A raise that waits for its second signature. */
  async ask(trx: Knex.Transaction, raise: DbTargetRaiseRow): Promise<void> {
    await new BudgetStore(trx).addRaise(raise);
    await this.#append(trx, 'target-raise-asked', raise, {
      ...termsOf(raise),
      owner: raise.owner_ref,
      secondSigner: raise.second_ref,
    });
  }

  /** A raise that nobody will sign any more. */
  async end(
    trx: Knex.Transaction,
    action: 'target-raise-withdrawn' | 'target-raise-rejected',
    raise: DbTargetRaiseRow,
    given: Answer,
  ): Promise<void> {
    const { actor, at, reason } = given;
    const store = new BudgetStore(trx);
    await store.dropRaise(raise.product_ref);
    await store.addAnswer(
      answerOf(
        raise,
        action === 'target-raise-rejected' ? 'rejected' : 'withdrawn',
        given,
      ),
    );
    await this.#append(
      trx,
      action,
      { product_ref: raise.product_ref, actor, at },
      { reason, asked: { ...termsOf(raise), by: raise.actor } },
    );
  }

  async #append(
    trx: Knex.Transaction,
    action: string,
    row: { product_ref: string; at: string; actor: string },
    detail: { [key: string]: Json },
  ): Promise<void> {
    await this.log.append(trx, {
      at: row.at,
      action,
      productRef: row.product_ref,
      actor: row.actor,
      detail,
    });
  }
}
