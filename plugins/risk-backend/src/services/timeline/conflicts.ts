import {
  TimelineConflict,
  TimelineEvent,
  TimelineLink,
} from '@product-risk/backstage-plugin-risk-common';
import { dayNumber, dayWords } from '../../days';
import { plural } from '../read/present/sentences';
import { REVIEW_DAYS } from './links';

interface TimelineFacts {
  /** By their first day. */
  events: readonly TimelineEvent[];
  links: readonly TimelineLink[];
  /** Today. */
  day: number;
}

/** What does not fit on a timeline, in words, the most pressing first. */
export function conflictsOf(facts: TimelineFacts): TimelineConflict[] {
  const found = linkConflicts(facts);
  const ofKind = (kind: TimelineConflict['kind']) =>
    found.filter(conflict => conflict.kind === kind);
  return [
    ...ofKind('budget'),
    ...ofKind('acceptance'),
    ...ofKind('order'),
    ...reviewConflicts(facts),
  ];
}

function linkConflicts({
  events,
  links,
  day,
}: TimelineFacts): TimelineConflict[] {
  const byId = new Map(events.map(event => [event.id, event]));
  return links.flatMap(link => {
    const from = byId.get(link.fromId);
    const to = byId.get(link.toId);
    // What is over cannot be planned anew.
    if (!from || !to || link.slackDays >= 0) return [];
    if (dayNumber(to.endDay) < day) return [];
    return [
      {
        ...wordsOf(link, { from, to, day }),
        eventIds: [from.id, to.id],
      },
    ];
  });
}

function wordsOf(
  { kind, slackDays }: TimelineLink,
  given: { from: TimelineEvent; to: TimelineEvent; day: number },
): Pick<TimelineConflict, 'kind' | 'words'> {
  const { from, to, day } = given;
  const words = (text: string) => dayWords(dayNumber(text), day);
  if (kind === 'fixes') {
    return {
      kind: 'acceptance',
      words: `An acceptance ends on ${words(to.startDay)}, before its fix “${
        from.title
      }” is done on ${words(from.endDay)}.`,
    };
  }
  if (kind === 'budget' && from.kind === 'release') {
    return {
      kind: 'budget',
      words: `The budget runs out on ${words(to.startDay)}, before “${
        from.title
      }” on ${words(from.endDay)}.`,
    };
  }
  if (kind === 'budget') {
    return {
      kind: 'budget',
      words: `The budget is exhausted until ${words(from.startDay)}, after “${
        to.title
      }” on ${words(to.startDay)}.`,
    };
  }
  return {
    kind: 'order',
    words: `“${to.title}” begins on ${words(to.startDay)}, ${plural(
      -slackDays,
      'day',
    )} before “${from.title}” has left room for it.`,
  };
}

function reviewConflicts({
  events,
  links,
  day,
}: TimelineFacts): TimelineConflict[] {
  const prepared = new Set(
    links.filter(({ kind }) => kind === 'prepares').map(({ toId }) => toId),
  );
  return events
    .filter(
      ({ id, kind, startDay }) =>
        kind === 'review' && dayNumber(startDay) >= day && !prepared.has(id),
    )
    .map(({ id, title, startDay }) => ({
      kind: 'review',
      words: `“${title}” on ${dayWords(
        dayNumber(startDay),
        day,
      )} has no session in the ${REVIEW_DAYS} days before it.`,
      eventIds: [id],
    }));
}
