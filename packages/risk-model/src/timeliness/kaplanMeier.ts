import { requireInteger } from '../numbers';
import { OpenItem, validateItems } from './timeliness';

/** How long something was open, and whether it then was closed. @public */
export interface OpenDuration {
  readonly days: number;
  /** False: still open after `days`, which is all that is known. */
  readonly closed: boolean;
}

/** Part of the items still open after some days. @public */
export interface SurvivalStep {
  readonly days: number;
  /** 0 to 1. */
  readonly survival: number;
}

/** How long it takes to close. @public */
export interface TimeToClose {
  /** A step at each time at which something was closed. */
  readonly steps: readonly SurvivalStep[];
  /** Smallest time with `survival <= 0.5`; undefined: not reached. */
  readonly medianDays: number | undefined;
}

// A product of fractions that is one half may come out a little above it.
const HALF = 0.5 + 1e-12;

/**
 * Product-limit estimate of the time to close (Kaplan and Meier 1958), which
 * uses what is still open instead of leaving it out. At the same time closings
 * come before items that are only known to be still open.
 *
 * @returns no steps and no median for no items
 * @throws {@link RiskModelError} `notFinite`, `notInteger` or `outOfRange`.
 * @public
 */
export function kaplanMeier(durations: readonly OpenDuration[]): TimeToClose {
  durations.forEach(({ days }, index) =>
    requireInteger(days, `durations[${index}].days`),
  );
  const times = [
    ...new Set(durations.filter(item => item.closed).map(item => item.days)),
  ].sort((a, b) => a - b);
  let survival = 1;
  const steps = times.map(days => {
    const atRisk = durations.filter(item => item.days >= days).length;
    const closed = durations.filter(
      item => item.closed && item.days === days,
    ).length;
    survival *= (atRisk - closed) / atRisk;
    return { days, survival };
  });
  return {
    steps,
    medianDays: steps.find(step => step.survival <= HALF)?.days,
  };
}

/**
 * How long items have been open, up to a UTC day.
 *
 * @throws {@link RiskModelError} as {@link timeliness} does.
 * @public
 */
export function openDurations(
  items: readonly OpenItem[],
  day: number,
): OpenDuration[] {
  validateItems(items, day);
  return items.map(({ openedDay, closedDay }) => ({
    days: (closedDay ?? day) - openedDay,
    closed: closedDay !== undefined,
  }));
}
