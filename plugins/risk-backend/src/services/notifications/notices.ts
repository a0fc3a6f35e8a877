import { Owner } from '@product-risk/backstage-plugin-risk-common';
import { dayAfter } from '../../days';
import { DecisionRow } from '../read/queries/decisions';

export type NoticeKind =
  | 'to-decide'
  | 'to-sign'
  | 'to-explain'
  | 'expiring'
  | 'expired'
  | 'stale'
  | 'granted'
  | 'rejected'
  | 'treated'
  | 'raise-to-sign'
  | 'raise-signed'
  | 'raise-rejected'
  | 'raise-withdrawn';

/** Something that somebody has to know about a decision or a raise. */
export interface Notice {
  /** The decision, or the raise of a target. */
  subjectId: string;
  kind: NoticeKind;
  /** A user or a group. */
  recipientRef: string;
  /** Since when it is so. */
  episode: string;
}

/** An acceptance is announced to end this long before it does. */
const EXPIRING_DAYS = 14;
/** What is older is no news any more. */
export const EXPIRED_FOR_DAYS = 30;
export const DECIDED_FOR_DAYS = 7;

const isPersonOrGroup = (ref: string | null | undefined): ref is string =>
  /^(user|group):/.test(ref ?? '');

function nextStep(
  row: DecisionRow,
  owner: Owner,
  now: Date,
): [NoticeKind, string | null | undefined, string | null] | undefined {
  const ownerRef = owner.state === 'confirmed' ? owner.ref : undefined;
  switch (row.status) {
    case 'waiting-for-owner':
      return ['to-decide', ownerRef, row.waiting_since];
    case 'waiting-for-options':
      return ['to-explain', row.requested_by, row.waiting_since];
    case 'waiting-for-second-signer':
      return ['to-sign', row.second_ref, row.waiting_since];
    case 'expiring':
      return (row.expiry ?? '') <= dayAfter(now, EXPIRING_DAYS)
        ? ['expiring', ownerRef, row.expiry]
        : undefined;
    case 'expired':
      return (row.expiry ?? '') >= dayAfter(now, -EXPIRED_FOR_DAYS)
        ? ['expired', ownerRef, row.expiry]
        : undefined;
    case 'stale':
      return ['stale', ownerRef, row.decided_at];
    default:
      return undefined;
  }
}

function answer(
  row: DecisionRow,
  now: Date,
): [NoticeKind, string, string] | undefined {
  const { state, decided_at, decided_by, requested_by } = row;
  if (state !== 'granted' && state !== 'rejected') return undefined;
  return decided_at !== null &&
    decided_at.slice(0, 10) >= dayAfter(now, -DECIDED_FOR_DAYS) &&
    decided_by !== requested_by
    ? [
        row.status === 'treatment-chosen' ? 'treated' : state,
        requested_by,
        decided_at,
      ]
    : undefined;
}

/**
 * Who has to know what about a decision: the owner of its next step, and
 * whoever asked when it is answered. Nobody is told of a step that nobody can
 * take yet, because an owner is missing or not confirmed.
 */
export function noticesOf(row: DecisionRow, owner: Owner, now: Date): Notice[] {
  return [nextStep(row, owner, now), answer(row, now)].flatMap(found => {
    if (!found) return [];
    const [kind, recipientRef, episode] = found;
    return isPersonOrGroup(recipientRef)
      ? [{ subjectId: row.id, kind, recipientRef, episode: episode ?? '' }]
      : [];
  });
}
