import { TimelineEvent } from '@product-risk/backstage-plugin-risk-common';
import { DbDecisionRow } from '../../database/decisionTables';
import { dayNumber, dayWords } from '../../days';
import { derivedEvent } from './timelineEvent';

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
 *
 * @param isUnplanned - whether a decision accepts risks that are still open,
 * and no day is known on which any of them is fixed
 */
export function decisionEvents(
  decisions: readonly DatedDecision[],
  today: number,
  isUnplanned: (decisionId: string) => boolean,
): TimelineEvent[] {
  return decisions.flatMap(decision => {
    const { id, state, requested_at, decided_at, ended_at, expiry } = decision;
    const event = (
      kind: 'decision' | 'acceptance-ends',
      on: string,
      title: string,
    ) =>
      derivedEvent({
        id: `${kind} ${id} ${on}`,
        lane: 'risk',
        kind,
        title,
        startDay: on.slice(0, 10),
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
        ? [
            event(
              'acceptance-ends',
              expiry,
              isUnplanned(id)
                ? 'an acceptance ends, with no day for its fix'
                : 'an acceptance ends',
            ),
          ]
        : []),
      ...(state === 'revoked' && ended_at
        ? [event('decision', ended_at, 'an acceptance was taken back')]
        : []),
    ];
  });
}
