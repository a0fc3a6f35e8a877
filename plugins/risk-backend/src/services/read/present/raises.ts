import { AnsweredRaise } from '@product-risk/backstage-plugin-risk-common';
import {
  DbRaiseAnswerRow,
  DbTargetRaiseRow,
} from '../../../database/budgetTables';
import { presentStep } from '../../budgets/proposals';
import { stepsOfChange, targetFrom } from '../../budgets/targets';
import { VisibleEntities } from '../VisibleRisks';

/** A raise that waits, as it would hold from a day on. */
export function presentRaise(
  raise: DbTargetRaiseRow,
  day: number,
  seen: VisibleEntities,
) {
  // It holds from the day of the second signature on, at the earliest today.
  const steps = targetFrom(stepsOfChange(raise), day);
  return {
    id: raise.id,
    at: raise.at,
    by: seen.link(raise.actor),
    method: raise.method,
    after: steps[0]?.exposureUnits ?? 0,
    ...(steps.length > 1 && { endsAt: presentStep(steps[steps.length - 1]) }),
    reason: raise.reason,
    signer: seen.link(raise.second_ref),
  };
}

/** What became of a raise; undefined where its product is hidden. */
export function presentAnswer(
  answer: DbRaiseAnswerRow,
  seen: VisibleEntities,
): AnsweredRaise | undefined {
  const product = seen.link(answer.product_ref);
  return (
    product && {
      id: answer.id,
      product,
      at: answer.asked_at,
      after: stepsOfChange(answer)[0]?.exposureUnits ?? 0,
      outcome: answer.outcome,
      answeredAt: answer.answered_at,
      answeredBy: seen.link(answer.answered_by),
      reason: answer.reason,
    }
  );
}
