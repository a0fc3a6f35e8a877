import { RiskModelError } from '../errors';
import { requireFraction, requireInteger } from '../numbers';

/** How soon somebody should look. @public */
export type AlertUrgency = 'urgent' | 'ticket' | 'watch';

/**
 * An alert on two windows: the long one shows that it matters, the short one
 * that it still goes on.
 *
 * @public
 */
export interface AlertRule {
  readonly urgency: AlertUrgency;
  /** Part of the budget that must be gone within the long window, 0 to 1. */
  readonly budgetFraction: number;
  readonly longDays: number;
  readonly shortDays: number;
}

/**
 * Rules by falling urgency. With a window of 90 days they fire above burn rates
 * of 3.0, 1.5 and 1.0.
 *
 * Source: multiwindow, multi-burn-rate alerts, The Site Reliability Workbook
 * (2018), chapter 5.
 *
 * @public
 */
export const defaultAlertRules: readonly AlertRule[] = [
  { urgency: 'urgent', budgetFraction: 0.1, longDays: 3, shortDays: 1 },
  { urgency: 'ticket', budgetFraction: 0.25, longDays: 15, shortDays: 3 },
  { urgency: 'watch', budgetFraction: 0.5, longDays: 45, shortDays: 7 },
];

export function validateAlertRules(rules: readonly AlertRule[]): void {
  rules.forEach((rule, index) => {
    const path = `alertRules[${index}]`;
    requireFraction(rule.budgetFraction, `${path}.budgetFraction`);
    requireInteger(rule.shortDays, `${path}.shortDays`, { min: 1 });
    requireInteger(rule.longDays, `${path}.longDays`, { min: 1 });
    if (rule.longDays < rule.shortDays) {
      throw new RiskModelError(
        'outOfRange',
        `${path}.longDays`,
        `must not be below shortDays (${rule.shortDays}), but is ${rule.longDays}`,
      );
    }
  });
}

/** The first rule of which both windows burn faster than it allows. */
export function firingAlert(
  rules: readonly AlertRule[],
  windowDays: number,
  burnRate: (days: number) => number | undefined,
): AlertUrgency | undefined {
  return rules.find(({ budgetFraction, longDays, shortDays }) => {
    const threshold = (budgetFraction * windowDays) / longDays;
    return [longDays, shortDays].every(
      days => (burnRate(days) ?? 0) > threshold,
    );
  })?.urgency;
}
