import { Knex } from 'knex';
import { BudgetStore } from '../../database/BudgetStore';
import {
  DbBudgetTargetRow,
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

/** Writes changes of targets, each with its entry of the decision log. */
export class TargetLedger {
  constructor(private readonly log: DecisionLog) {}

  /** A target that holds from a day on, with what a second signer said. */
  async change(
    trx: Knex.Transaction,
    row: Omit<DbBudgetTargetRow, 'id'>,
    { day, secondReason }: { day: number; secondReason?: string },
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
        ...(secondReason !== undefined && { setBy: row.actor, secondReason }),
      },
    );
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
    { actor, at, reason }: { actor: string; at: string; reason: string },
  ): Promise<void> {
    await new BudgetStore(trx).dropRaise(raise.product_ref);
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
