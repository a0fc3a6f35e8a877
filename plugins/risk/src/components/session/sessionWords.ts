import {
  SessionDue,
  SessionState,
  SessionSummary,
} from '@product-risk/backstage-plugin-risk-common';
import { formatDay } from '../primitives';

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
