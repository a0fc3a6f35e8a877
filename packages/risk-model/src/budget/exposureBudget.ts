import { RiskModelError } from '../errors';
import { requireInteger } from '../numbers';
import {
  AlertRule,
  AlertUrgency,
  defaultAlertRules,
  firingAlert,
  validateAlertRules,
} from './alerts';
import {
  StepFunction,
  integral,
  requireDay,
  validateSteps,
  valueAt,
} from './steps';

/** What a budget is reckoned from. @public */
export interface BudgetInput {
  /** Exposure over time, accepted risks included; 0 before its first step. */
  readonly exposure: StepFunction;
  /**
   * Target over time, at least one step. The first holds before its day too;
   * steps to come, such as a glide path, are known to the forecasts.
   */
  readonly target: StepFunction;
  /** The day up to which the window reaches, without that day itself. */
  readonly day: number;
  /** W; 90 unless given. */
  readonly windowDays?: number;
  readonly alertRules?: readonly AlertRule[];
}

/** How a product stands with its exposure budget. @public */
export interface ExposureBudget {
  /** C: exposure over the window, in 1/10 000 point days. */
  readonly spentUnitDays: number;
  /** B: target over the window, in 1/10 000 point days. */
  readonly budgetUnitDays: number;
  /** `C > B`. */
  readonly exhausted: boolean;
  /** Undefined: no rule fires. */
  readonly alert: AlertUrgency | undefined;
  /** Undefined: not at this rate, or exhausted already. */
  readonly daysToRunOut: number | undefined;
  /** Undefined: not exhausted, or no recovery at this rate. */
  readonly daysToRecovery: number | undefined;
}

/** W unless an organisation chooses another. @public */
export const BUDGET_WINDOW_DAYS = 90;

function validate({ exposure, target, day }: BudgetInput): void {
  validateSteps(exposure, 'exposure');
  validateSteps(target, 'target');
  requireDay(day, 'day');
  if (target.length === 0) {
    throw new RiskModelError('emptySet', 'target', 'must have a step');
  }
}

/**
 * Mean exposure over mean target of the last `days` days.
 *
 * @returns undefined until `days` days have passed since the first step of the
 * exposure, and where the target is 0, of which no rate can be told
 * @throws {@link RiskModelError} as {@link exposureBudget} does.
 * @public
 */
export function burnRate(input: BudgetInput, days: number): number | undefined {
  validate(input);
  requireInteger(days, 'days', { min: 1 });
  const { exposure, target, day } = input;
  if (exposure.length === 0 || day - exposure[0].fromDay < days) {
    return undefined;
  }
  const allowed = integral(target, day - days, day, target[0].exposureUnits);
  return allowed === 0
    ? undefined
    : integral(exposure, day - days, day, 0) / allowed;
}

/**
 * Days from the first of `days` until `excess` crosses 0 upwards (`rising`) or reaches it
 * from above. It is linear between the days given.
 */
function crossing(
  days: readonly number[],
  excess: (day: number) => number,
  rising: boolean,
): number | undefined {
  for (let i = 0; i + 1 < days.length; i++) {
    const from = excess(days[i]);
    const to = excess(days[i + 1]);
    if (rising ? to > 0 : to <= 0) {
      return days[i] - days[0] + ((days[i + 1] - days[i]) * from) / (from - to);
    }
  }
  return undefined;
}

/**
 * The exposure budget of a product in a rolling window: spent, left, and where
 * it goes if today's exposure stays while old exposure leaves the window.
 *
 * All sums are exact integers. `B` is the integral of the target and `C` that
 * of the exposure over the last W days.
 *
 * @throws {@link RiskModelError} for days or exposures outside their ranges,
 * steps that do not rise, an empty target, or sums that could not be exact.
 * @public
 */
export function exposureBudget(input: BudgetInput): ExposureBudget {
  const {
    exposure,
    target,
    day,
    windowDays = BUDGET_WINDOW_DAYS,
    alertRules = defaultAlertRules,
  } = input;
  validate(input);
  requireInteger(windowDays, 'windowDays', { min: 1, max: 1e6 });
  validateAlertRules(alertRules);
  const known = exposure.filter(step => step.fromDay <= day);
  const firstTarget = target[0].exposureUnits;
  const spentAt = (at: number) => integral(known, at - windowDays, at, 0);
  const budgetAt = (at: number) =>
    integral(target, at - windowDays, at, firstTarget);
  const excess = (at: number) => spentAt(at) - budgetAt(at);

  // The excess bends where a step enters or leaves the window.
  const steps = [...known, ...target].map(step => step.fromDay);
  const bends = [
    day,
    ...steps,
    ...steps.map(from => from + windowDays),
    day + windowDays,
  ].filter(at => at >= day);
  const days = [...new Set(bends)].sort((a, b) => a - b);

  const exhausted = excess(day) > 0;
  const daysLeft = crossing(days, excess, !exhausted);
  return {
    spentUnitDays: spentAt(day),
    budgetUnitDays: budgetAt(day),
    exhausted,
    alert: firingAlert(alertRules, windowDays, length =>
      burnRate(input, length),
    ),
    daysToRunOut: exhausted ? undefined : daysLeft,
    daysToRecovery: exhausted ? daysLeft : undefined,
  };
}

/** Exposure on the day of a budget, in 1/10 000 point. @public */
export function exposureOnDay(exposure: StepFunction, day: number): number {
  validateSteps(exposure, 'exposure');
  requireDay(day, 'day');
  return valueAt(exposure, day, 0);
}
