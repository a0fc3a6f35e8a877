import { requireFraction, requireInteger } from '../numbers';
import { BUDGET_WINDOW_DAYS } from './exposureBudget';
import {
  Step,
  StepFunction,
  requireDay,
  validateSteps,
  valueAt,
} from './steps';

/** How a target is calibrated. @public */
export interface CalibrationPolicy {
  /** Days whose median the target starts from; 30 unless given. */
  readonly calibrationDays?: number;
  /** W; the glide path takes two of them. */
  readonly windowDays?: number;
  /** Part of the median at which the glide path ends; 0.8 unless given. */
  readonly glideTo?: number;
}

/** A target proposed to a product owner. @public */
export interface CalibratedTarget {
  /** Median exposure of the first days, in 1/10 000 point. */
  readonly medianUnits: number;
  /** The median from the start, then a step a day down to its end. */
  readonly target: readonly Step[];
}

/**
 * A target from what a product carried in its first days: their median, then a
 * straight glide path, rounded half up once a day, over two windows.
 *
 * @returns undefined while the first days are not over: nothing to go by yet
 * @throws {@link RiskModelError} for a day, exposure or part outside its range.
 * @public
 */
export function calibrateTarget(
  exposure: StepFunction,
  options: { fromDay: number; day: number } & CalibrationPolicy,
): CalibratedTarget | undefined {
  const {
    fromDay,
    day,
    calibrationDays = 30,
    windowDays = BUDGET_WINDOW_DAYS,
    glideTo = 0.8,
  } = options;
  validateSteps(exposure, 'exposure');
  requireDay(fromDay, 'fromDay');
  requireDay(day, 'day');
  requireInteger(calibrationDays, 'calibrationDays', { min: 1, max: 3_660 });
  requireInteger(windowDays, 'windowDays', { min: 1, max: 3_660 });
  requireFraction(glideTo, 'glideTo');
  if (day - fromDay < calibrationDays) {
    return undefined;
  }
  const values = Array.from({ length: calibrationDays }, (_, index) =>
    valueAt(exposure, fromDay + index, 0),
  ).sort((a, b) => a - b);
  const lower = values[Math.floor((calibrationDays - 1) / 2)];
  const upper = values[Math.floor(calibrationDays / 2)];
  const medianUnits = lower + Math.round((upper - lower) / 2);
  const glideDays = 2 * windowDays;
  const target: Step[] = [{ fromDay, exposureUnits: medianUnits }];
  for (let index = 1; index <= glideDays; index++) {
    const removed = medianUnits * (1 - glideTo) * (index / glideDays);
    const exposureUnits = Math.round(medianUnits - removed);
    if (exposureUnits !== target[target.length - 1].exposureUnits) {
      target.push({
        fromDay: fromDay + calibrationDays + index,
        exposureUnits,
      });
    }
  }
  return { medianUnits, target };
}
