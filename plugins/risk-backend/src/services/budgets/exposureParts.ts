import {
  AssessedExposure,
  budgetedExposure,
  Step,
} from '@product-risk/risk-model';
import { DbExposureStepRow } from '../../database/budgetTables';
import { toInteger } from '../../database/tables';
import { dayNumber } from '../../days';

/** Exposure of one product, a part for each day of first assessment. */
export function exposureParts(
  rows: readonly DbExposureStepRow[],
): AssessedExposure[] {
  const parts = new Map<string, Step[]>();
  for (const { assessed_day, day, exposure } of rows) {
    const steps = parts.get(assessed_day) ?? [];
    steps.push({
      fromDay: dayNumber(day),
      exposureUnits: toInteger(exposure),
    });
    parts.set(assessed_day, steps);
  }
  return [...parts].map(([assessedDay, steps]) => ({
    id: assessedDay,
    assessedFromDay: dayNumber(assessedDay),
    steps,
  }));
}

/** Exposure as it is shown: of everything, from the first day on. */
export const shownExposure = (parts: readonly AssessedExposure[]): Step[] =>
  budgetedExposure(parts, 0);
