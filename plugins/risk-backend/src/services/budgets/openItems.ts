import { DayRange, Level, OpenItem } from '@product-risk/risk-model';
import { DbRiskStateRow } from '../../database/tables';
import { dayNumber } from '../../days';

export type StateRow = Pick<
  DbRiskStateRow,
  'risk_id' | 'at' | 'level' | 'state'
>;

interface Span {
  openedDay: number;
  closedDay?: number;
  levels: Map<number, Level>;
}

/** The times for which one risk was open in its product. */
function spansOf(rows: readonly StateRow[]): Span[] {
  const spans: Span[] = [];
  let open: Span | undefined;
  for (const { at, level, state } of rows) {
    const day = dayNumber(at);
    if (state === 'closed') {
      if (open) open.closedDay = day;
      open = undefined;
    } else {
      if (!open) {
        open = { openedDay: day, levels: new Map() };
        spans.push(open);
      }
      // Within a day the last level stands for the day.
      if (level) open.levels.set(day, level);
    }
  }
  return spans;
}

/**
 * The items of timeliness: each time for which a risk was open, from its
 * history in time order. A risk that was reopened is a new item, whose clock
 * starts anew.
 *
 * @param pausesOf - times in which an acceptance of a risk was in force
 * @returns `unrated`: items left out because they never had a level
 */
export function openItems(
  rows: readonly StateRow[],
  range: DayRange,
  pausesOf: (riskId: string) => readonly DayRange[] = () => [],
): { items: OpenItem[]; unrated: number } {
  const byRisk = new Map<string, StateRow[]>();
  for (const row of rows) {
    const group = byRisk.get(row.risk_id);
    if (group) group.push(row);
    else byRisk.set(row.risk_id, [row]);
  }
  const items: OpenItem[] = [];
  let unrated = 0;
  for (const [riskId, states] of byRisk) {
    for (const { openedDay, closedDay, levels } of spansOf(states)) {
      if (closedDay !== undefined && closedDay < range.fromDay) continue;
      if (levels.size === 0) {
        unrated += 1;
        continue;
      }
      items.push({
        openedDay,
        closedDay,
        levels: [...levels].map(([fromDay, level]) => ({ fromDay, level })),
        pauses: pausesOf(riskId),
      });
    }
  }
  return { items, unrated };
}
