import { RiskModelError } from '../errors';
import { requireInteger, requireUnique } from '../numbers';

/**
 * From this UTC day on, until the next step, a number has this value. Days are
 * counted from any one origin, such as 1970-01-01.
 *
 * @public
 */
export interface Step {
  readonly fromDay: number;
  /** In 1/10 000 point. */
  readonly exposureUnits: number;
}

/** A number over time: its steps by rising day. @public */
export type StepFunction = readonly Step[];

const DAY_LIMIT = 1e8;

export function requireDay(day: number, path: string): void {
  requireInteger(day, path, { min: -DAY_LIMIT, max: DAY_LIMIT });
}

export function validateSteps(steps: StepFunction, path: string): void {
  steps.forEach(({ fromDay, exposureUnits }, index) => {
    requireDay(fromDay, `${path}[${index}].fromDay`);
    requireInteger(exposureUnits, `${path}[${index}].exposureUnits`);
    if (index > 0 && fromDay <= steps[index - 1].fromDay) {
      throw new RiskModelError(
        'notIncreasing',
        `${path}[${index}].fromDay`,
        `must be after day ${steps[index - 1].fromDay}, but is ${fromDay}`,
      );
    }
  });
}

/** Value on a day; `before` where no step is yet in force. */
export function valueAt(
  steps: StepFunction,
  day: number,
  before: number,
): number {
  let value = before;
  for (const step of steps) {
    if (step.fromDay > day) {
      break;
    }
    value = step.exposureUnits;
  }
  return value;
}

/** Unit days between two days: an exact integer. */
export function integral(
  steps: StepFunction,
  fromDay: number,
  toDay: number,
  before: number,
): number {
  let sum = 0;
  let at = fromDay;
  let value = valueAt(steps, fromDay, before);
  for (const step of steps) {
    if (step.fromDay > at && step.fromDay < toDay) {
      sum += value * (step.fromDay - at);
      at = step.fromDay;
    }
    if (step.fromDay === at) {
      value = step.exposureUnits;
    }
  }
  sum += value * (toDay - at);
  if (!Number.isSafeInteger(sum)) {
    throw new RiskModelError(
      'tooLarge',
      'exposure over time',
      'is beyond what can be kept exactly',
    );
  }
  return sum;
}

/** The exposure of one risk or entity over time. @public */
export interface AssessedExposure {
  readonly id: string;
  /** First day on which its entity was assessed at all. */
  readonly assessedFromDay: number;
  readonly steps: StepFunction;
}

/** Days for which a newly assessed entity stays out of the budget. @public */
export const GRACE_DAYS = 30;

/**
 * The exposure that counts against the budget: the sum of all parts, each from
 * the end of its grace on. A model of what nobody had looked at before shows
 * its risks at once and costs no budget for 30 days, so that looking is not
 * punished.
 *
 * @throws {@link RiskModelError} for a day or exposure outside its range, days
 * that do not rise, or the same id twice.
 * @public
 */
export function budgetedExposure(
  parts: readonly AssessedExposure[],
  graceDays = GRACE_DAYS,
): Step[] {
  requireInteger(graceDays, 'graceDays');
  requireUnique(
    parts.map(part => part.id),
    'parts',
  );
  const changes = new Map<number, number>();
  parts.forEach(({ assessedFromDay, steps }, index) => {
    requireDay(assessedFromDay, `parts[${index}].assessedFromDay`);
    validateSteps(steps, `parts[${index}].steps`);
    const countsFrom = assessedFromDay + graceDays;
    let counted = 0;
    for (const { fromDay, exposureUnits } of steps) {
      const day = Math.max(fromDay, countsFrom);
      changes.set(day, (changes.get(day) ?? 0) + exposureUnits - counted);
      counted = exposureUnits;
    }
  });
  let sum = 0;
  return [...changes]
    .sort(([a], [b]) => a - b)
    .map(([fromDay, change]) => {
      sum += change;
      return { fromDay, exposureUnits: sum };
    });
}
