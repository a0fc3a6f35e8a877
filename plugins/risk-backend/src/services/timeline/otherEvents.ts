import {
  BudgetSummary,
  TimelineEvent,
} from '@product-risk/backstage-plugin-risk-common';
import { formatPoints } from '@product-risk/risk-model';
import { DbBudgetTargetRow } from '../../database/budgetTables';
import { CountedSession } from '../../database/SessionStore';
import { ImportDayRow } from '../../database/TimelineStore';
import { stepsOfChange } from '../budgets/targets';
import { plural } from '../read/present/sentences';
import { derivedEvent } from './timelineEvent';

/** Sessions that have a day and take place. */
export const sessionEvents = (
  sessions: readonly CountedSession[],
): TimelineEvent[] =>
  sessions.flatMap(({ id, title, day, state }) =>
    day !== null && state !== 'cancelled'
      ? [
          derivedEvent({
            id: `session ${id}`,
            lane: 'security',
            kind: 'session',
            title: state === 'held' ? title : `${title} (${state})`,
            startDay: day,
            sessionId: id,
          }),
        ]
      : [],
  );

/** Days on which files changed something. */
export const importEvents = (imports: readonly ImportDayRow[]) =>
  imports.map(({ day, count, backfilled }) =>
    derivedEvent({
      id: `${backfilled ? 'history' : 'import'} ${day}`,
      lane: 'engineering',
      kind: 'import',
      title: backfilled
        ? `${plural(count, 'threat model')} as of then, brought in later`
        : `${plural(count, 'threat model')} imported`,
      startDay: day,
    }),
  );

type TargetChange = Pick<DbBudgetTargetRow, 'id' | 'at' | 'method' | 'steps'>;

/** Changes of the budget's target. */
export const targetEvents = (changes: readonly TargetChange[]) =>
  changes.map(change => {
    const [first] = stepsOfChange(change);
    return derivedEvent({
      id: `target ${change.id}`,
      lane: 'budget',
      kind: 'target',
      title: `Target ${change.method}: ${formatPoints(
        first?.exposureUnits ?? 0,
      )} points`,
      startDay: change.at.slice(0, 10),
    });
  });

/** Where the budget goes, as dates to come. */
export function forecastEvents({
  runsOutOn,
  recoversOn,
}: Pick<BudgetSummary, 'runsOutOn' | 'recoversOn'>): TimelineEvent[] {
  const event = (kind: 'runs-out' | 'recovers', day: string, title: string) =>
    derivedEvent({
      id: kind,
      lane: 'budget',
      kind,
      title,
      startDay: day,
      forecast: true,
    });
  return [
    ...(runsOutOn
      ? [event('runs-out', runsOutOn, 'The budget runs out at this rate')]
      : []),
    ...(recoversOn
      ? [event('recovers', recoversOn, 'The budget recovers at this rate')]
      : []),
  ];
}
