import {
  Decision,
  DecisionDetail,
  DecisionStatus,
} from '@product-risk/backstage-plugin-risk-common';
import { daysUntil, formatDay, plural } from '../primitives';

/** Where decisions are, in a word or two, for filters and lists. */
export const decisionStatusWords: Record<DecisionStatus, string> = {
  'waiting-for-owner': 'Waiting for the owner',
  'waiting-for-options': 'Waiting for options',
  'waiting-for-second-signer': 'Waiting for a second signature',
  active: 'Accepted',
  expiring: 'Accepted, ends soon',
  stale: 'Accepted, but stale',
  expired: 'Expired',
  rejected: 'Rejected',
  'treatment-chosen': 'To be treated',
  revoked: 'Taken back',
  superseded: 'Replaced',
};

export const waitingStatuses = [
  'waiting-for-owner',
  'waiting-for-options',
  'waiting-for-second-signer',
] as const satisfies readonly DecisionStatus[];

/** Granted, whether it still holds or not. */
export const acceptedStatuses = [
  'active',
  'expiring',
  'stale',
  'expired',
] as const satisfies readonly DecisionStatus[];

/** What a reader of a risk has to know about; the rest is history. */
export const currentStatuses: readonly DecisionStatus[] = [
  ...waitingStatuses,
  ...acceptedStatuses,
  'treatment-chosen',
];

export const isWaiting = ({ state }: Pick<Decision, 'state'>) =>
  state === 'requested';

/**
 * Where a decision is, with day and the ref of the person, to be read within
 * a sentence: the text of a `NamedText`.
 */
export function decisionWords(decision: Decision): string {
  const { status, expiry, decidedBy, waitingSince, overdue } = decision;
  const by = decidedBy ? ` by ${decidedBy}` : '';
  const since = waitingSince ? ` since ${formatDay(waitingSince)}` : '';
  const until = expiry ? ` to ${formatDay(expiry)}` : '';
  switch (status) {
    case 'waiting-for-owner':
    case 'waiting-for-options':
    case 'waiting-for-second-signer':
      return `${decisionStatusWords[status].toLocaleLowerCase(
        'en-US',
      )}${since}${overdue ? ', overdue' : ''}`;
    case 'active':
      return `accepted${until}${by}`;
    case 'expiring':
      return `accepted${until}${by}, ends soon`;
    case 'stale':
      return `accepted${until}${by}, but stale: the risk has changed since`;
    case 'expired':
      return `acceptance expired${expiry ? ` on ${formatDay(expiry)}` : ''}`;
    case 'treatment-chosen':
      return `to be treated, as decided${by}`;
    case 'rejected':
      return `acceptance rejected${by}`;
    case 'revoked':
      return 'acceptance taken back';
    default:
      return 'replaced by a newer decision';
  }
}

const actionWords: Record<string, string> = {
  requested: 'asked for a decision',
  granted: 'accepted it',
  'signed-by-owner': 'accepted it as the owner; a second person signs too',
  rejected: 'rejected it',
  'options-chosen': 'chose to treat it instead',
  'options-requested': 'asked for options',
  'options-added': 'named options',
  revoked: 'took the acceptance back',
  superseded: 'replaced it by a newer decision',
};

/** What somebody did in a step of a decision. */
export const stepWords = ({ action }: DecisionDetail['log'][number]): string =>
  actionWords[action] ?? action.replaceAll('-', ' ');

/** Such as "one expires in 12 days" for the acceptance that ends next. */
export function nextExpiryWords(
  accepted: readonly Decision[],
  now: Date = new Date(),
): string | undefined {
  const ahead = accepted
    .flatMap(({ expiry }) => (expiry ? [daysUntil(expiry, now)] : []))
    .filter(days => days > 0);
  return ahead.length > 0
    ? `one expires in ${plural(Math.min(...ahead), 'day')}`
    : undefined;
}
