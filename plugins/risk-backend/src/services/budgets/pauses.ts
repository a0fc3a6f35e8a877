import { DayRange } from '@product-risk/risk-model';
import { GrantInterval } from '../../database/DecisionStore';
import { groupBy } from '../groupBy';
import { dayNumber } from '../../days';

/**
 * The days on which the due clock of a risk stood still: from the day of a
 * grant on, up to the day on which it ended or expired, which counts again.
 */
export function pausesByRisk(
  intervals: readonly GrantInterval[],
): Map<string, DayRange[]> {
  return new Map(
    [...groupBy(intervals, ({ riskId }) => riskId)].map(([riskId, grants]) => [
      riskId,
      grants.map(({ from, to }) => ({
        fromDay: dayNumber(from),
        toDay: dayNumber(to),
      })),
    ]),
  );
}
