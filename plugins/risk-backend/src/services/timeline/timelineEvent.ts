import { TimelineEvent } from '@product-risk/backstage-plugin-risk-common';

/** A date that nobody put there: it follows from something else. */
export const derivedEvent = (
  event: Pick<TimelineEvent, 'id' | 'lane' | 'kind' | 'title' | 'startDay'> &
    Partial<TimelineEvent>,
): TimelineEvent => ({
  endDay: event.startDay,
  stored: false,
  forecast: false,
  risks: [],
  hiddenRisks: 0,
  categories: [],
  ...event,
});

/** By their first day. */
export const inOrder = (events: readonly TimelineEvent[]): TimelineEvent[] =>
  [...events].sort((a, b) => {
    if (a.startDay !== b.startDay) return a.startDay < b.startDay ? -1 : 1;
    return a.id < b.id ? -1 : 1;
  });
