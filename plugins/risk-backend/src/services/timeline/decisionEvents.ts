import { TimelineEvent } from '@product-risk/backstage-plugin-risk-common';
import { DbDecisionRow } from '../../database/decisionTables';
import { dayNumber, dayWords } from '../../days';

/** What of a decision its dates are told with. */
export type DatedDecision = Pick<
  DbDecisionRow,
  | 'id'
  | 'state'
  | 'requested_at'
  | 'decided_at'
  | 'ended_at'
  | 'expiry'
  | 'chosen_option_ids'
>;

const rejection = ({
  chosen_option_ids,
}: Pick<DatedDecision, 'chosen_option_ids'>) =>
  chosen_option_ids === '[]'
    ? 'acceptance rejected'
    : 'options chosen instead of accepting';

/**
 * The days of decisions: asked for, answered, taken back, and over. They name
 * no risk, since a reader of the product may not see all of them.
 */
export function decisionEvents(
  decisions: readonly DatedDecision[],
  today: number,
): TimelineEvent[] {
  return decisions.flatMap(decision => {
    const { id, state, requested_at, decided_at, ended_at, expiry } = decision;
    const event = (
      kind: 'decision' | 'acceptance-ends',
      on: string,
      title: string,
    ): TimelineEvent => ({
      id: `${kind} ${id} ${on}`,
      lane: 'risk',
      kind,
      title,
      startDay: on.slice(0, 10),
      endDay: on.slice(0, 10),
      stored: false,
      forecast: false,
      decisionId: id,
    });
    if (!decided_at) {
      return [event('decision', requested_at, 'asked for, and not made yet')];
    }
    const until = expiry && dayWords(dayNumber(expiry), today);
    const made =
      state === 'rejected'
        ? rejection(decision)
        : `risk accepted${until ? ` until ${until}` : ''}`;
    return [
      event('decision', decided_at, made),
      ...(state === 'granted' && expiry
        ? [event('acceptance-ends', expiry, 'an acceptance ends')]
        : []),
      ...(state === 'revoked' && ended_at
        ? [event('decision', ended_at, 'an acceptance was taken back')]
        : []),
    ];
  });
}
