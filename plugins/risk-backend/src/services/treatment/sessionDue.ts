import { SessionDue } from '@product-risk/backstage-plugin-risk-common';
import { DbSessionRow } from '../../database/treatmentTables';
import { dayNumber, dayText, dayWords } from '../../days';
import { plural } from '../read/present/sentences';

interface DueFacts {
  sessions: ReadonlyArray<Pick<DbSessionRow, 'state' | 'day' | 'cadence_days'>>;
  /** Models of the product that are out of date. */
  stale: number;
  /** Today. */
  day: number;
}

const daysOf = (
  sessions: DueFacts['sessions'],
  state: DbSessionRow['state'],
): number[] =>
  sessions.flatMap(session =>
    session.state === state && session.day !== null
      ? [dayNumber(session.day)]
      : [],
  );

/** The day on which the cadence of the last session held asks for the next. */
function cadenceDay(sessions: DueFacts['sessions']): number | undefined {
  const held = sessions
    .filter(({ state, day }) => state === 'held' && day !== null)
    .sort((a, b) => ((a.day ?? '') < (b.day ?? '') ? 1 : -1));
  const [last] = held;
  return last?.day && last.cadence_days !== null
    ? dayNumber(last.day) + last.cadence_days
    : undefined;
}

/**
 * Whether a product needs a session: because somebody asked for one, because
 * its cadence says so, or because its models are out of date.
 */
export function sessionDue({ sessions, stale, day }: DueFacts): SessionDue {
  const planned = daysOf(sessions, 'planned').sort((a, b) => a - b);
  const next = planned.find(one => one >= day);
  const missed = planned.filter(one => one < day);
  const requested = sessions.filter(({ state }) => state === 'requested');
  const byCadence = cadenceDay(sessions);
  const reasons = [
    ...missed.map(
      one =>
        `The session planned for ${dayWords(
          one,
          day,
        )} was neither held nor cancelled.`,
    ),
    ...(byCadence !== undefined && byCadence <= day
      ? [`By its cadence the next one was due on ${dayWords(byCadence, day)}.`]
      : []),
    ...(requested.length > 0
      ? [`${plural(requested.length, 'session')} asked for and not planned.`]
      : []),
    ...(stale > 0 ? [`${plural(stale, 'model')} out of date.`] : []),
  ];
  const overdue =
    missed.length > 0 || (byCadence !== undefined && byCadence < day);
  if (next !== undefined && missed.length === 0) {
    return { state: 'planned', on: dayText(next), reasons };
  }
  if (reasons.length > 0) {
    const since = [...missed, ...(byCadence === undefined ? [] : [byCadence])];
    return {
      state: overdue ? 'overdue' : 'due',
      ...(overdue && { on: dayText(Math.min(...since)) }),
      reasons,
    };
  }
  return byCadence === undefined
    ? { state: 'none', reasons }
    : { state: 'none', on: dayText(byCadence), reasons };
}
