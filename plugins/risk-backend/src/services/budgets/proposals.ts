import { Budget } from '@product-risk/backstage-plugin-risk-common';
import {
  AssessedExposure,
  calibrateTarget,
  Step,
  UNITS_PER_POINT,
} from '@product-risk/risk-model';
import { BudgetPolicy } from '../../budgetConfig';
import { dayText } from '../../days';
import { shownExposure } from './exposureParts';
import { raisesTarget, targetFrom } from './targets';

/** A step as the API tells it. */
export const presentStep = ({ fromDay, exposureUnits }: Step) => ({
  day: dayText(fromDay),
  exposure: exposureUnits,
});

/** A target that would follow from what a product carried at first. */
export interface Calibration {
  medianUnits: number;
  /** First of the days whose median it is. */
  fromDay: number;
  /** From today on. */
  steps: Step[];
}

interface CalibrationFacts {
  parts: readonly AssessedExposure[];
  day: number;
  policy: Pick<BudgetPolicy, 'windowDays' | 'calibration'>;
}

/** Days on which something was assessed for the first time, newest first. */
function assessedDays(parts: readonly AssessedExposure[]): number[] {
  const days = parts.map(({ assessedFromDay, steps }) =>
    Math.max(assessedFromDay, steps[0]?.fromDay ?? assessedFromDay),
  );
  return [...new Set(days)].sort((a, b) => b - a);
}

/**
 * The calibration from the first days of what was assessed last, as far as
 * these days are over.
 *
 * @remarks
 * Where the days after a newer assessment are still going on, those of the one
 * before count, and `readyDay` says when there is something newer to go by.
 */
export function calibrationOf({ parts, day, policy }: CalibrationFacts): {
  calibration?: Calibration;
  readyDay?: number;
} {
  const { calibrationDays, glideTo } = policy.calibration;
  const days = assessedDays(parts);
  const over = days.find(from => day - from >= calibrationDays);
  const [newest] = days;
  const readyDay =
    newest !== undefined && newest !== over
      ? newest + calibrationDays
      : undefined;
  if (over === undefined) return { readyDay };
  const calibrated = calibrateTarget(shownExposure(parts), {
    fromDay: over,
    day,
    calibrationDays,
    glideTo,
    windowDays: policy.windowDays,
  });
  return {
    readyDay,
    calibration: calibrated && {
      medianUnits: calibrated.medianUnits,
      fromDay: over,
      steps: targetFrom(calibrated.target, day),
    },
  };
}

/** A target that a catalog file proposes, in points. */
export function annotatedTarget(text: string | undefined): {
  target?: number;
  problem?: string;
} {
  if (text === undefined) return {};
  const points = /^\d{1,9}(\.\d{1,4})?$/.test(text.trim())
    ? Number(text)
    : undefined;
  return points === undefined
    ? {
        problem:
          'product-risk/exposure-target must be a number of points such as "10", with at most four decimals',
      }
    : { target: Math.round(points * UNITS_PER_POINT) };
}

/** Everything that proposes a target, for the owner to take or leave. */
export function presentProposals(
  given: CalibrationFacts & {
    target: readonly Step[];
    annotation: string | undefined;
  },
): Budget['proposals'] {
  const { target, day, policy } = given;
  const { calibration, readyDay } = calibrationOf(given);
  const annotated = annotatedTarget(given.annotation);
  const raises = (steps: readonly Step[]) => raisesTarget(target, steps, day);
  return {
    ...(annotated.target !== undefined && {
      annotation: {
        target: annotated.target,
        raises: raises([{ fromDay: day, exposureUnits: annotated.target }]),
      },
    }),
    annotationProblem: annotated.problem,
    calibration: calibration && {
      median: calibration.medianUnits,
      fromDay: dayText(calibration.fromDay),
      toDay: dayText(
        calibration.fromDay + policy.calibration.calibrationDays - 1,
      ),
      target: calibration.steps[0].exposureUnits,
      endsAt: presentStep(calibration.steps[calibration.steps.length - 1]),
      raises: raises(calibration.steps),
    },
    calibrationReadyOn: readyDay === undefined ? undefined : dayText(readyDay),
  };
}
