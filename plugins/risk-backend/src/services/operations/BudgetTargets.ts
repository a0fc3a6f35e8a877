import { randomUUID } from 'crypto';
import { ConflictError, NotAllowedError } from '@backstage/errors';
import {
  Budget,
  Endpoints,
  SetTarget,
} from '@product-risk/backstage-plugin-risk-common';
import { Step } from '@product-risk/risk-model';
import { Knex } from 'knex';
import { RiskConfig } from '../../config';
import { BudgetStore } from '../../database/BudgetStore';
import { ExposureHistory } from '../../database/ExposureHistory';
import { dayNumberOf, dayText } from '../../days';
import { exposureParts } from '../budgets/exposureParts';
import { lockProduct } from '../budgets/lockProduct';
import { calibrationOf } from '../budgets/proposals';
import { TargetAuthority } from '../budgets/TargetAuthority';
import { TargetLedger } from '../budgets/TargetLedger';
import {
  raisesTarget,
  targetOn,
  targetOverTime,
  writeSteps,
} from '../budgets/targets';
import { Caller } from '../Caller';
import { Authority, secondRefusal } from '../decisions/Authority';
import { OperationInput, Operations } from '../Operations';
import { BudgetReads } from '../read/BudgetReads';

interface BudgetTargetsOptions {
  db: Knex;
  config: Pick<RiskConfig, 'budget'>;
  authority: TargetAuthority;
  signers: Authority;
  ledger: TargetLedger;
  mirrorLog: () => Promise<void>;
  budgetReads: BudgetReads;
  now: () => Date;
}

/** What the owner of a product says it may carry. */
export class BudgetTargets implements Operations<'setBudgetTarget'> {
  readonly #options: BudgetTargetsOptions;

  constructor(options: BudgetTargetsOptions) {
    this.#options = options;
  }

  /**
   * Sets, lowers or calibrates a target from today on. What was before stays
   * as it was. A raise waits for its second signature; a raise that waited
   * before is withdrawn by whatever comes after it.
   *
   * @throws NotFoundError, NotAllowedError for anybody but the owner and for a
   * raise that nobody could sign, ConflictError when the target is not the one
   * that was shown
   */
  setBudgetTarget = async (
    { entityRef, body }: OperationInput<Endpoints['setBudgetTarget']>,
    caller: Caller,
  ): Promise<Budget> => {
    const { db, authority, signers, ledger, mirrorLog, budgetReads, now } =
      this.#options;
    const instant = now();
    const ownerRef = await authority.require(caller, entityRef);
    const second = await signers.secondForRaise(entityRef, ownerRef);
    await db.transaction(async trx => {
      await lockProduct(trx, entityRef, ownerRef);
      const store = new BudgetStore(trx);
      const before = targetOverTime(await store.changes([entityRef]));
      const day = dayNumberOf(instant);
      const shown = targetOn(before, day);
      if (shown !== body.replaces) {
        throw new ConflictError(
          'The target was changed meanwhile; look at it again before you change it',
        );
      }
      const steps = await this.#stepsOf(trx, entityRef, body, day);
      const change = {
        product_ref: entityRef,
        at: instant.toISOString(),
        actor: caller.actor,
        method: body.method,
        steps: writeSteps(steps),
        reason: body.reason,
      };
      const waiting = await store.raiseOf(entityRef);
      if (waiting) {
        await ledger.end(trx, 'target-raise-withdrawn', waiting, change);
      }
      if (!raisesTarget(before, steps, day)) {
        await ledger.change(trx, { ...change, second_signer: null }, { day });
        return;
      }
      const refusal = secondRefusal(second, caller.actor);
      if (refusal !== undefined || !second.ref) {
        throw new NotAllowedError(refusal);
      }
      await ledger.ask(trx, {
        ...change,
        id: randomUUID(),
        owner_ref: ownerRef,
        second_ref: second.ref,
      });
    });
    await mirrorLog();
    return budgetReads.getBudget({ entityRef }, caller);
  };

  async #stepsOf(
    trx: Knex.Transaction,
    productRef: string,
    body: SetTarget,
    day: number,
  ): Promise<Step[]> {
    if (body.method === 'set') {
      return [{ fromDay: day, exposureUnits: body.target }];
    }
    const { calibration, readyDay } = calibrationOf({
      parts: exposureParts(await new ExposureHistory(trx).steps([productRef])),
      day,
      policy: this.#options.config.budget,
    });
    if (!calibration) {
      throw new ConflictError(
        readyDay === undefined
          ? 'Nothing is assessed, so there is nothing to calibrate a target from'
          : `A target can be calibrated from ${dayText(
              readyDay,
            )} on, when the first days are over`,
      );
    }
    return calibration.steps;
  }
}
