import { Step } from '@product-risk/risk-model';
import { z } from 'zod';
import { DbBudgetTargetRow } from '../../database/budgetTables';
import { readJson } from '../read/queries/json';
import { dayNumber, dayText } from '../../days';

const stepsSchema = z.array(
  z.object({ day: z.iso.date(), exposure: z.int().min(0) }),
);

/** Steps of a target, as a change of it is stored. */
export const writeSteps = (steps: readonly Step[]): string =>
  JSON.stringify(
    steps.map(({ fromDay, exposureUnits }) => ({
      day: dayText(fromDay),
      exposure: exposureUnits,
    })),
  );

/** What a change of a target says from its day on. */
export const stepsOfChange = ({
  steps,
}: Pick<DbBudgetTargetRow, 'steps'>): Step[] =>
  readJson(stepsSchema, steps, []).map(({ day, exposure }) => ({
    fromDay: dayNumber(day),
    exposureUnits: exposure,
  }));

/**
 * The target over time that follows from its changes, oldest first. Each one
 * replaces what was planned from its day on and never what was before.
 */
export function targetOverTime(
  changes: readonly Pick<DbBudgetTargetRow, 'steps'>[],
): Step[] {
  let target: Step[] = [];
  for (const change of changes) {
    const steps = stepsOfChange(change);
    if (steps.length > 0) {
      target = [
        ...target.filter(({ fromDay }) => fromDay < steps[0].fromDay),
        ...steps,
      ];
    }
  }
  return target;
}

/** The target on a day; the first step holds before its day, too. */
export function targetOn(
  target: readonly Step[],
  day: number,
): number | undefined {
  let value = target[0]?.exposureUnits;
  for (const step of target) {
    if (step.fromDay > day) break;
    value = step.exposureUnits;
  }
  return value;
}

/** A target from a day on: what it says that day, and its steps to come. */
export function targetFrom(target: readonly Step[], day: number): Step[] {
  const value = targetOn(target, day);
  return value === undefined
    ? []
    : [
        { fromDay: day, exposureUnits: value },
        ...target.filter(({ fromDay }) => fromDay > day),
      ];
}

/** Whether a new target allows more than the old one on any day from one on. */
export function raisesTarget(
  before: readonly Step[],
  after: readonly Step[],
  fromDay: number,
): boolean {
  if (before.length === 0) return false;
  const days = [fromDay, ...[...before, ...after].map(step => step.fromDay)];
  return days
    .filter(day => day >= fromDay)
    .some(day => (targetOn(after, day) ?? 0) > (targetOn(before, day) ?? 0));
}
