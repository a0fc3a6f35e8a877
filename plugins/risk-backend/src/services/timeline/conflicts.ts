import {
  TimelineEvent,
  TimelineLink,
} from '@product-risk/backstage-plugin-risk-common';
import { dayNumber, dayWords } from '../../days';
import { plural } from '../read/present/sentences';

/** A review needs a session within so many days before it. */
const REVIEW_DAYS = 30;

interface TimelineFacts {
  /** By their first day. */
  events: readonly TimelineEvent[];
  links: readonly TimelineLink[];
  /** Today. */
  day: number;
}

/** Whole days between two events; negative when they overlap. */
export const slackOf = (
  from: Pick<TimelineEvent, 'endDay'>,
  to: Pick<TimelineEvent, 'startDay'>,
): number => dayNumber(to.startDay) - dayNumber(from.endDay) - 1;

/** What does not fit on a timeline, in words, the most pressing first. */
export function conflictsOf(facts: TimelineFacts): string[] {
  return [
    ...budgetConflicts(facts),
    ...acceptanceConflicts(facts),
    ...linkConflicts(facts),
    ...reviewConflicts(facts),
  ];
}

function budgetConflicts({ events, day }: TimelineFacts): string[] {
  const release = events.find(
    ({ kind, startDay }) => kind === 'release' && dayNumber(startDay) >= day,
  );
  if (!release) return [];
  const releaseDay = dayNumber(release.startDay);
  const on = (event: TimelineEvent) => dayWords(dayNumber(event.startDay), day);
  return events.flatMap(event => {
    if (event.kind === 'runs-out' && dayNumber(event.startDay) <= releaseDay) {
      return [
        `The budget runs out on ${on(event)}, before “${release.title}” on ${on(
          release,
        )}.`,
      ];
    }
    return event.kind === 'recovers' && dayNumber(event.startDay) > releaseDay
      ? [
          `The budget is exhausted until ${on(event)}, after “${
            release.title
          }” on ${on(release)}.`,
        ]
      : [];
  });
}

/** Acceptances that are over before the next fix is. */
function acceptanceConflicts({ events, day }: TimelineFacts): string[] {
  const fixes = events
    .filter(({ kind, endDay }) => kind === 'fix' && dayNumber(endDay) >= day)
    .sort((a, b) => dayNumber(a.endDay) - dayNumber(b.endDay));
  const [fix] = fixes;
  if (!fix) return [];
  const done = dayNumber(fix.endDay);
  return events
    .filter(({ kind }) => kind === 'acceptance-ends')
    .map(({ startDay }) => dayNumber(startDay))
    .filter(end => end >= day && end <= done)
    .map(
      end =>
        `An acceptance ends on ${dayWords(end, day)}, before “${
          fix.title
        }” is done on ${dayWords(done, day)}.`,
    );
}

function linkConflicts({ events, links, day }: TimelineFacts): string[] {
  const eventOf = (id: string) => events.find(event => event.id === id);
  return links.flatMap(({ fromId, toId, slackDays }) => {
    const from = eventOf(fromId);
    const to = eventOf(toId);
    return from && to && slackDays < 0
      ? [
          `“${to.title}” begins on ${dayWords(
            dayNumber(to.startDay),
            day,
          )}, ${plural(-slackDays, 'day')} before “${
            from.title
          }” has left room for it.`,
        ]
      : [];
  });
}

function reviewConflicts({ events, day }: TimelineFacts): string[] {
  const sessions = events
    .filter(({ kind }) => kind === 'session')
    .map(({ startDay }) => dayNumber(startDay));
  return events
    .filter(
      ({ kind, startDay }) => kind === 'review' && dayNumber(startDay) >= day,
    )
    .filter(({ startDay }) => {
      const review = dayNumber(startDay);
      return !sessions.some(
        session => session <= review && review - session <= REVIEW_DAYS,
      );
    })
    .map(
      ({ title, startDay }) =>
        `“${title}” on ${dayWords(
          dayNumber(startDay),
          day,
        )} has no session in the ${REVIEW_DAYS} days before it.`,
    );
}
