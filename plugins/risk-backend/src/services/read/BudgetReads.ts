import { NotFoundError } from '@backstage/errors';
import {
  AwaitedRaise,
  Budget,
  Endpoints,
  EXPOSURE_TARGET_ANNOTATION,
  TargetChange,
} from '@product-risk/backstage-plugin-risk-common';
import { burnRate, exposureOnDay, Step } from '@product-risk/risk-model';
import { Knex } from 'knex';
import { z } from 'zod';
import { RiskConfig } from '../../config';
import { BudgetStore } from '../../database/BudgetStore';
import {
  DbBudgetTargetRow,
  DbTargetRaiseRow,
} from '../../database/budgetTables';
import { ExposureHistory } from '../../database/ExposureHistory';
import { budgetState } from '../budgets/budgetState';
import { dayNumberOf, dayText } from '../../days';
import { exposureParts, shownExposure } from '../budgets/exposureParts';
import { presentProposals, presentStep } from '../budgets/proposals';
import { TargetAuthority } from '../budgets/TargetAuthority';
import { stepsOfChange, targetOn, targetOverTime } from '../budgets/targets';
import { Caller } from '../Caller';
import { Authority } from '../decisions/Authority';
import { OperationInput, Operations } from '../Operations';
import { presentRaise } from './present/raises';
import { readJson } from './queries/json';
import { productRows } from './queries/products';
import { VisibleEntities, VisibleRisks } from './VisibleRisks';

interface BudgetReadsOptions {
  db: Knex;
  config: RiskConfig;
  visible: VisibleRisks;
  authority: TargetAuthority;
  signers: Authority;
  now: () => Date;
}

const annotationsSchema = z.record(z.string(), z.string());

function presentChanges(
  changes: readonly DbBudgetTargetRow[],
  seen: VisibleEntities,
): TargetChange[] {
  return changes
    .map((change, index) => {
      const steps = stepsOfChange(change);
      const first = steps[0] ?? { fromDay: 0, exposureUnits: 0 };
      const last = steps[steps.length - 1];
      return {
        at: change.at,
        by: seen.link(change.actor),
        method: change.method,
        before: targetOn(
          targetOverTime(changes.slice(0, index)),
          first.fromDay,
        ),
        after: first.exposureUnits,
        ...(steps.length > 1 && { endsAt: presentStep(last) }),
        reason: change.reason,
        signedSecond: change.second_signer !== null,
        secondSigner: seen.link(change.second_signer),
      };
    })
    .reverse();
}

/** When exposure that is shown and not yet counted joins, and how much. */
function joining(
  parts: ReturnType<typeof exposureParts>,
  day: number,
  graceDays: number,
) {
  return parts
    .filter(({ assessedFromDay }) => assessedFromDay + graceDays > day)
    .map(({ assessedFromDay, steps }) => ({
      day: dayText(assessedFromDay + graceDays),
      exposure: exposureOnDay(steps, day),
    }))
    .filter(({ exposure }) => exposure > 0)
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** Steps since a day, the first one saying where things stood then. */
const since = (steps: readonly Step[], day: number): Step[] => {
  const before = steps.filter(({ fromDay }) => fromDay <= day).pop();
  return [
    ...(before ? [{ ...before, fromDay: day }] : []),
    ...steps.filter(({ fromDay }) => fromDay > day),
  ];
};

/** The budget of one product with everything behind it. */
export class BudgetReads implements Operations<'getBudget'> {
  readonly #options: BudgetReadsOptions;

  constructor(options: BudgetReadsOptions) {
    this.#options = options;
  }

  /** @throws NotFoundError when the entity is no product. */
  getBudget = async (
    { entityRef }: OperationInput<Endpoints['getBudget']>,
    caller: Caller,
  ): Promise<Budget> => {
    const { db, config, visible, authority, now } = this.#options;
    const policy = config.budget;
    const instant = now();
    const day = dayNumberOf(instant);
    const [product, steps, changes, raise, entity, refusal] = await Promise.all(
      [
        productRows(db, [entityRef]),
        new ExposureHistory(db).steps([entityRef]),
        new BudgetStore(db).changes([entityRef]),
        new BudgetStore(db).raiseOf(entityRef),
        db('entity').where({ ref: entityRef }).first('annotations'),
        authority.refusalFor(caller, entityRef),
      ],
    );
    const seen = await visible.among(
      [
        entityRef,
        raise?.actor,
        raise?.second_ref,
        ...changes.flatMap(({ actor, second_signer }) => [
          actor,
          second_signer,
        ]),
      ],
      caller,
    );
    const link = seen.link(entityRef);
    if (product.length === 0 || !link) {
      throw new NotFoundError(`${entityRef} is no product here`);
    }
    const parts = exposureParts(steps);
    const target = targetOverTime(changes);
    const { summary, exposure, reckoned } = budgetState({
      parts,
      target,
      day,
      policy,
    });
    const windowStart = day - policy.windowDays;
    const windows = policy.alertRules.flatMap(rule => [
      rule.shortDays,
      rule.longDays,
    ]);
    const annotations = readJson(annotationsSchema, entity?.annotations, {});
    return {
      ...summary,
      product: link,
      asOf: instant.toISOString(),
      policyVersion: config.policyVersion,
      windowDays: policy.windowDays,
      graceDays: policy.graceDays,
      spent: reckoned?.spentUnitDays,
      budget: reckoned?.budgetUnitDays,
      daysToRunOut: reckoned?.daysToRunOut,
      daysToRecovery: reckoned?.daysToRecovery,
      burnRates: [...new Set(windows)]
        .sort((a, b) => a - b)
        .map(days => ({
          days,
          rate: reckoned && burnRate({ exposure, target, day }, days),
        })),
      alertRules: policy.alertRules.map(rule => ({
        urgency: rule.urgency,
        threshold: (rule.budgetFraction * policy.windowDays) / rule.longDays,
        longDays: rule.longDays,
        shortDays: rule.shortDays,
      })),
      exposure: {
        shown: exposureOnDay(shownExposure(parts), day),
        counted: exposureOnDay(exposure, day),
        joining: joining(parts, day, policy.graceDays),
      },
      series: {
        exposure: since(exposure, windowStart).map(presentStep),
        target: since(target, windowStart).map(presentStep),
      },
      changes: presentChanges(changes, seen),
      proposals: presentProposals({
        parts,
        target,
        day,
        policy,
        annotation: annotations[EXPOSURE_TARGET_ANNOTATION],
      }),
      maySet: { allowed: refusal === undefined, reason: refusal },
      awaiting: raise && {
        ...presentRaise(raise, day, seen),
        ...(await this.#permissionsOn(raise, refusal === undefined, caller)),
      },
    };
  };

  async #permissionsOn(
    { second_ref, actor }: DbTargetRaiseRow,
    owns: boolean,
    caller: Caller,
  ): Promise<Pick<AwaitedRaise, 'maySign' | 'mayReject'>> {
    const signing = await this.#options.signers.signing(
      caller,
      second_ref,
      actor,
      actor,
    );
    return 'refusal' in signing
      ? {
          maySign: { allowed: false, reason: signing.refusal },
          mayReject: owns,
        }
      : { maySign: { allowed: true }, mayReject: true };
  }
}
