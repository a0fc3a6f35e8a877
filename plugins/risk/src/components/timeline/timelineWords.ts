import {
  TimelineEvent,
  TimelineLane,
  TimelineLink,
} from '@product-risk/backstage-plugin-risk-common';
import { formatDay, plural } from '../primitives';

/** Lanes in the order of a timeline. */
export const laneWords: Record<TimelineLane, string> = {
  product: 'Product',
  engineering: 'Engineering',
  security: 'Security',
  risk: 'Risk',
  compliance: 'Compliance',
  budget: 'Budget',
};

const isLane = (word: string): word is TimelineLane => word in laneWords;

export const lanes = Object.keys(laneWords).filter(isLane);

export const kindWords: Record<TimelineEvent['kind'], string> = {
  release: 'Release',
  milestone: 'Milestone',
  review: 'Review',
  audit: 'Audit',
  fix: 'Fix',
  session: 'Session',
  decision: 'Decision',
  'acceptance-ends': 'Decision',
  import: 'Import',
  target: 'Budget',
  'runs-out': 'Forecast',
  recovers: 'Forecast',
};

/** Where on the scorecard an event is told in full, if anywhere. */
export function pageOf({ sessionId, decisionId, optionId }: TimelineEvent) {
  if (sessionId) return `?session=${sessionId}`;
  if (decisionId) return `?decision=${decisionId}`;
  return optionId && '?view=treatment';
}

/** Such as "5 Dec to 16 Dec". */
export const daysWords = ({
  startDay,
  endDay,
}: Pick<TimelineEvent, 'startDay' | 'endDay'>) =>
  endDay === startDay
    ? formatDay(startDay)
    : `${formatDay(startDay)} to ${formatDay(endDay)}`;

/** The room that a link leaves, as in "3 days" and "9 days too early". */
export const slackWords = (slackDays: number) =>
  slackDays < 0
    ? `${plural(-slackDays, 'day')} too early`
    : plural(slackDays, 'day');

/** A link as the second event sees it. */
export const roomWords = ({ slackDays }: TimelineLink, from: string) =>
  slackDays < 0
    ? `${slackWords(slackDays)} for “${from}”`
    : `${slackWords(slackDays)} after “${from}”`;

/** Links to an event, those with the least room first. */
export const linksTo = (id: string, links: readonly TimelineLink[]) =>
  links
    .filter(({ toId }) => toId === id)
    .sort((a, b) => a.slackDays - b.slackDays);
