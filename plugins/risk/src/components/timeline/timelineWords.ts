import {
  Timeline,
  TimelineEvent,
  TimelineLane,
} from '@product-risk/backstage-plugin-risk-common';

/** Lanes in the order of a timeline. */
export const laneWords: Record<TimelineLane, string> = {
  product: 'Product',
  engineering: 'Engineering',
  security: 'Security',
  risk: 'Risk',
  compliance: 'Compliance',
  budget: 'Budget',
};

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
export function pageOf({ sessionId, decisionId }: TimelineEvent) {
  if (sessionId) return `?session=${sessionId}`;
  return decisionId && `?decision=${decisionId}`;
}

const timeOf = (day: string) => new Date(day).getTime();

/** Where a day lies between both ends of a timeline, 0 to 1. */
export function shareOfSpan(
  day: string,
  { from, to }: Pick<Timeline, 'from' | 'to'>,
): number {
  const length = timeOf(to) - timeOf(from);
  if (length <= 0) return 0;
  return Math.min(1, Math.max(0, (timeOf(day) - timeOf(from)) / length));
}
