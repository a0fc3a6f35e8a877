import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
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
import { ProductStore } from '../../database/ProductStore';
import { dayNumberOf, dayText } from '../budgets/days';
import { exposureParts } from '../budgets/exposureParts';
import { calibrationOf } from '../budgets/proposals';
import { TargetAuthority } from '../budgets/TargetAuthority';
import {
  raisesTarget,
  targetOn,
  targetOverTime,
  writeSteps,
} from '../budgets/targets';
import { Caller } from '../Caller';
import { OperationInput, Operations } from '../Operations';
import { BudgetReads } from '../read/BudgetReads';

interface BudgetTargetsOptions {
  db: Knex;
  config: Pick<RiskConfig, 'budget'>;
  authority: TargetAuthority;
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
   * as it was.
   *
   * @throws NotFoundError, NotAllowedError for anybody but the owner and for a
   * raise, ConflictError when the target is not the one that was shown
   */
  setBudgetTarget = async (
    { entityRef, body }: OperationInput<Endpoints['setBudgetTarget']>,
    caller: Caller,
  ): Promise<Budget> => {
    const { db, authority, budgetReads, now } = this.#options;
    const instant = now();
    await authority.require(caller, entityRef);
    await db.transaction(async trx => {
      const product = (await new ProductStore(trx).lock([entityRef])).get(
        entityRef,
      );
      if (!product || product.retired) {
        throw new NotFoundError(`${entityRef} is no product here`);
      }
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
      if (raisesTarget(before, steps, day)) {
        throw new NotAllowedError(
          'Raising a target needs a second signer, which this portal cannot ask for yet. Lower it, or keep it.',
        );
      }
      await store.append({
        product_ref: entityRef,
        at: instant.toISOString(),
        actor: caller.actor,
        method: body.method,
        steps: writeSteps(steps),
        reason: body.reason,
      });
    });
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
