import { NotificationPayload } from '@backstage/plugin-notifications-common';
import { Notice, NoticeKind } from './notices';

const ONE_OR_MORE: Record<NoticeKind, [one: string, more: string]> = {
  'to-decide': ['waits for your decision', 'wait for your decision'],
  'to-sign': ['waits for your signature', 'wait for your signature'],
  'to-explain': [
    'request of yours waits for options that you know',
    'requests of yours wait for options that you know',
  ],
  expiring: [
    'acceptance ends within 14 days',
    'acceptances end within 14 days',
  ],
  expired: ['acceptance has ended', 'acceptances have ended'],
  stale: [
    'acceptance is out of date, because its risk changed',
    'acceptances are out of date, because their risks changed',
  ],
  granted: ['request of yours was granted', 'requests of yours were granted'],
  rejected: [
    'request of yours was rejected',
    'requests of yours were rejected',
  ],
  treated: [
    'request of yours is to be treated instead',
    'requests of yours are to be treated instead',
  ],
  'raise-to-sign': [
    'raise of a target waits for your signature',
    'raises of targets wait for your signature',
  ],
  'raise-signed': [
    'raise of a target that you asked for was signed',
    'raises of targets that you asked for were signed',
  ],
  'raise-rejected': [
    'raise of a target that you asked for was turned down',
    'raises of targets that you asked for were turned down',
  ],
  'raise-withdrawn': [
    'raise of a target that you asked for was taken back by another owner',
    'raises of targets that you asked for were taken back by other owners',
  ],
};

const KINDS = Object.keys(ONE_OR_MORE) as NoticeKind[];
const NEWS: readonly NoticeKind[] = [
  'granted',
  'rejected',
  'treated',
  'raise-signed',
  'raise-rejected',
  'raise-withdrawn',
];
/** What whoever asked is told. */
const TO_ASKERS: readonly NoticeKind[] = [...NEWS, 'to-explain'];
const ABOUT_RAISES: readonly NoticeKind[] = KINDS.filter(kind =>
  kind.startsWith('raise-'),
);

/**
 * The page of the one decision that it is about, else the list that has them
 * all. Neither path names a product.
 */
function linkOf(notices: readonly Notice[]): string {
  const page = notices.every(({ kind }) => TO_ASKERS.includes(kind))
    ? '/risk/my-requests'
    : '/risk/my-products';
  const subjects = new Set(notices.map(({ subjectId }) => subjectId));
  const [{ subjectId, kind }] = notices;
  return subjects.size === 1 && !ABOUT_RAISES.includes(kind)
    ? `${page}?decision=${subjectId}`
    : page;
}

/**
 * All that one recipient has to know, in one notification that replaces the
 * one before. It counts and names no risk and no product: whoever receives it
 * sees on the page what the catalog lets them see.
 */
export function digestOf(
  recipientRef: string,
  notices: readonly Notice[],
): NotificationPayload {
  const counts = KINDS.map(kind => ({
    kind,
    count: notices.filter(notice => notice.kind === kind).length,
  })).filter(({ count }) => count > 0);
  const waiting = counts
    .filter(({ kind }) => !NEWS.includes(kind))
    .reduce((sum, { count }) => sum + count, 0);
  const waits = waiting === 1 ? '1 needs you' : `${waiting} need you`;
  return {
    title: `Decisions about risk: ${waiting > 0 ? waits : 'answered'}`,
    description: counts
      .map(
        ({ kind, count }) =>
          `${count} ${ONE_OR_MORE[kind][count === 1 ? 0 : 1]}.`,
      )
      .join(' '),
    link: linkOf(notices),
    severity: 'normal',
    topic: 'Decisions about risk',
    scope: `risk-decisions:${recipientRef}`,
  };
}
