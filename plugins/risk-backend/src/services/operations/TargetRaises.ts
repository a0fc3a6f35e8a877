import { ConflictError, NotAllowedError } from '@backstage/errors';
import { Budget, Endpoints } from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { BudgetStore } from '../../database/BudgetStore';
import { DbTargetRaiseRow } from '../../database/budgetTables';
import { dayNumberOf } from '../../days';
import { lockProduct } from '../budgets/lockProduct';
import { TargetAuthority } from '../budgets/TargetAuthority';
import { TargetLedger } from '../budgets/TargetLedger';
import { stepsOfChange, targetFrom, writeSteps } from '../budgets/targets';
import { Caller } from '../Caller';
import { Authority } from '../decisions/Authority';
import { OperationInput, Operations } from '../Operations';
import { BudgetReads } from '../read/BudgetReads';

interface TargetRaisesOptions {
  db: Knex;
  authority: TargetAuthority;
  signers: Authority;
  ledger: TargetLedger;
  mirrorLog: () => Promise<void>;
  budgetReads: BudgetReads;
  now: () => Date;
}

type Input<K extends keyof Endpoints> = OperationInput<Endpoints[K]>;

/** What the second signer, or the owner again, does with a raise. */
export class TargetRaises
  implements Operations<'signBudgetTarget' | 'rejectBudgetTarget'>
{
  readonly #options: TargetRaisesOptions;

  constructor(options: TargetRaisesOptions) {
    this.#options = options;
  }

  /**
   * Signs as the second person, from which day on the raise holds.
   *
   * @throws NotAllowedError, ConflictError when it waits no more or its owner
   * is another now
   */
  signBudgetTarget = async (
    { entityRef, body }: Input<'signBudgetTarget'>,
    caller: Caller,
  ): Promise<Budget> => {
    const { signers, ledger, now } = this.#options;
    const waiting = await this.#waiting(entityRef, body.id);
    const signing = await this.#signing(waiting, caller);
    if ('refusal' in signing) throw new NotAllowedError(signing.refusal);
    await signers.requireStill(waiting.actor, waiting.owner_ref);
    const owner = await signers.ownerOf(entityRef);
    if (owner.state !== 'confirmed' || owner.ref !== waiting.owner_ref) {
      throw new ConflictError(
        'The owner of the product changed meanwhile; the new one has to ask for the raise',
      );
    }
    return this.#end(waiting, caller, owner.ref, async (trx, raise) => {
      const instant = now();
      const day = dayNumberOf(instant);
      await ledger.change(
        trx,
        {
          product_ref: entityRef,
          at: instant.toISOString(),
          actor: raise.actor,
          method: raise.method,
          steps: writeSteps(targetFrom(stepsOfChange(raise), day)),
          reason: raise.reason,
          second_signer: caller.actor,
        },
        { day, signed: { raise, reason: body.reason } },
      );
    });
  };

  /**
   * Turns a raise down as the second signer, or takes it back as the owner.
   *
   * @throws NotAllowedError, ConflictError when it waits no more
   */
  rejectBudgetTarget = async (
    { entityRef, body }: Input<'rejectBudgetTarget'>,
    caller: Caller,
  ): Promise<Budget> => {
    const { authority, ledger, now } = this.#options;
    const waiting = await this.#waiting(entityRef, body.id);
    const owns = (await authority.refusalFor(caller, entityRef)) === undefined;
    const signing = await this.#signing(waiting, caller);
    if (!owns && 'refusal' in signing) {
      throw new NotAllowedError(signing.refusal);
    }
    return this.#end(waiting, caller, undefined, (trx, raise) =>
      ledger.end(
        trx,
        owns ? 'target-raise-withdrawn' : 'target-raise-rejected',
        raise,
        {
          actor: caller.actor,
          at: now().toISOString(),
          reason: body.reason,
        },
      ),
    );
  };

  async #end(
    { product_ref, id }: DbTargetRaiseRow,
    caller: Caller,
    ownerRef: string | undefined,
    write: (trx: Knex.Transaction, raise: DbTargetRaiseRow) => Promise<void>,
  ): Promise<Budget> {
    const { db, budgetReads, mirrorLog } = this.#options;
    await db.transaction(async trx => {
      await lockProduct(trx, product_ref, ownerRef);
      const store = new BudgetStore(trx);
      const raise = requireWaiting(await store.raiseOf(product_ref), id);
      await store.dropRaise(product_ref);
      await write(trx, raise);
    });
    await mirrorLog();
    return budgetReads.getBudget({ entityRef: product_ref }, caller);
  }

  #signing({ second_ref, actor }: DbTargetRaiseRow, caller: Caller) {
    return this.#options.signers.signing(caller, second_ref, actor, actor);
  }

  async #waiting(productRef: string, id: string): Promise<DbTargetRaiseRow> {
    const { db } = this.#options;
    return requireWaiting(await new BudgetStore(db).raiseOf(productRef), id);
  }
}

function requireWaiting(
  raise: DbTargetRaiseRow | undefined,
  id: string,
): DbTargetRaiseRow {
  if (raise?.id !== id) {
    throw new ConflictError(
      'This raise of the target waits no more; look at the budget again',
    );
  }
  return raise;
}
