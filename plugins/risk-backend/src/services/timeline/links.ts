import {
  TimelineEvent,
  TimelineLink,
} from '@product-risk/backstage-plugin-risk-common';
import { dayNumber } from '../../days';
import { fixOf, PlannedFix } from './plannedFixes';

/** A review needs a session within so many days before it. */
export const REVIEW_DAYS = 30;

export interface LinkFacts {
  /** By their first day. */
  events: readonly TimelineEvent[];
  /** Which event has to be over before which, as people say. */
  order: readonly { fromId: string; toId: string }[];
  fixes: readonly PlannedFix[];
  /** Risks that are still open, by the decision that accepts them. */
  accepted: ReadonlyMap<string, readonly string[]>;
  /** Today. */
  day: number;
}

/** Whole days between two events; negative when they overlap. */
export const slackOf = (
  from: Pick<TimelineEvent, 'endDay'>,
  to: Pick<TimelineEvent, 'startDay'>,
): number => dayNumber(to.startDay) - dayNumber(from.endDay) - 1;

const isComing = ({ endDay }: TimelineEvent, day: number) =>
  dayNumber(endDay) >= day;

const link = (
  kind: TimelineLink['kind'],
  from: TimelineEvent,
  to: TimelineEvent,
): TimelineLink => ({
  fromId: from.id,
  toId: to.id,
  kind,
  slackDays: slackOf(from, to),
});

const nextRelease = (events: readonly TimelineEvent[], day: number) =>
  events.find(
    ({ kind, startDay }) => kind === 'release' && dayNumber(startDay) >= day,
  );

/** What has to be over before what, and how much room is left. */
export function linksOf(facts: LinkFacts): TimelineLink[] {
  const known = new Set<string>();
  return [
    ...orderLinks(facts),
    ...fixLinks(facts),
    ...reviewLinks(facts),
    ...budgetLinks(facts),
  ].filter(({ fromId, toId, kind }) => {
    const key = `${kind} ${fromId} ${toId}`;
    const isNew = !known.has(key);
    known.add(key);
    return isNew;
  });
}

function orderLinks({ events, order }: LinkFacts): TimelineLink[] {
  const byId = new Map(events.map(event => [event.id, event]));
  return order.flatMap(({ fromId, toId }) => {
    const from = byId.get(fromId);
    const to = byId.get(toId);
    return from && to ? [link('after', from, to)] : [];
  });
}

/** From the fixes of what is accepted to the day the acceptance is over. */
function fixLinks({ events, fixes, accepted, day }: LinkFacts): TimelineLink[] {
  return events
    .filter(one => one.kind === 'acceptance-ends' && isComing(one, day))
    .flatMap(end =>
      (accepted.get(end.decisionId ?? '') ?? [])
        .flatMap(riskId => fixOf(riskId, fixes) ?? [])
        .map(fix => link('fixes', fix, end)),
    );
}

/** From the last session before a review that comes to the review. */
function reviewLinks({ events, day }: LinkFacts): TimelineLink[] {
  return events
    .filter(one => one.kind === 'review' && isComing(one, day))
    .flatMap(review => {
      const start = dayNumber(review.startDay);
      const [session] = events
        .filter(({ kind }) => kind === 'session')
        .filter(({ startDay }) => {
          const on = dayNumber(startDay);
          return on <= start && start - on <= REVIEW_DAYS;
        })
        .reverse();
      return session
        ? [
            {
              ...link('prepares', session, review),
              // On the day of the review is early enough.
              slackDays: Math.max(0, slackOf(session, review)),
            },
          ]
        : [];
    });
}

/** Between the next release and the day the budget runs out or recovers. */
function budgetLinks({ events, day }: LinkFacts): TimelineLink[] {
  const release = nextRelease(events, day);
  if (!release) return [];
  return events.flatMap(event => {
    if (event.kind === 'runs-out') return [link('budget', release, event)];
    if (event.kind !== 'recovers') return [];
    // That day is the first one on which it is well again.
    const days = slackOf(event, release) + 1;
    return [{ ...link('budget', event, release), slackDays: days }];
  });
}
