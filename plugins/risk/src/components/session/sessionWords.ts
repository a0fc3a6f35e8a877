import {
  SessionDue,
  SessionState,
  SessionSummary,
} from '@product-risk/backstage-plugin-risk-common';
import { formatDay, plural } from '../primitives';

export const sessionStateWords: Record<SessionState, string> = {
  requested: 'asked for',
  planned: 'planned',
  held: 'held',
  cancelled: 'cancelled',
};

/** Where a session is, with its day. */
export const stateWords = ({
  state,
  day,
}: Pick<SessionSummary, 'state' | 'day'>) =>
  day
    ? `${sessionStateWords[state]}${
        state === 'planned' ? ' for' : ''
      } ${formatDay(day)}`
    : sessionStateWords[state];

/** Where a session is, in a sentence that says what comes next. */
export function standingWords({
  state,
  day,
  cadenceDays,
}: Pick<SessionSummary, 'state' | 'day' | 'cadenceDays'>): string {
  const on = day ? formatDay(day) : 'a day that is not said';
  switch (state) {
    case 'requested':
      return `Asked for${
        day ? `, wished for ${on}` : ''
      }. The team has not planned it yet.`;
    case 'planned':
      return `Planned for ${on}.`;
    case 'held':
      return `Held on ${on}. ${
        cadenceDays
          ? `The next one is due after ${plural(cadenceDays, 'day')}.`
          : 'No cadence says when the next one is due.'
      }`;
    default:
      return 'Cancelled.';
  }
}

/** Whether a session is needed, in a sentence. */
export function dueWords({ state, on }: SessionDue): string {
  switch (state) {
    case 'planned':
      return on ? `The next one is planned for ${formatDay(on)}.` : '';
    case 'due':
      return 'A session is due.';
    case 'overdue':
      return on
        ? `A session is overdue since ${formatDay(on)}.`
        : 'A session is overdue.';
    default:
      return on
        ? `None is due; the next one by cadence on ${formatDay(on)}.`
        : 'None is due.';
  }
}
