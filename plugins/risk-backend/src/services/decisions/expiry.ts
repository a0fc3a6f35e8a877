import { InputError } from '@backstage/errors';
import { dayAfter, dayOf } from '../../days';

/** A grant that ends within this time is about to. */
const EXPIRING_DAYS = 30;

/** For so long whoever asked finds what was answered among the requests. */
export const ANSWERED_DAYS = 90;

/** Last expiry that still counts as about to end. */
export const expiringUntil = (instant: Date) =>
  dayAfter(instant, EXPIRING_DAYS);

/**
 * Checks the first day on which a decision is over, by the server's clock
 * alone: the clock of who asks may be wrong.
 *
 * @throws InputError with the days that are possible
 */
export function requireExpiry(
  expiry: string,
  now: Date,
  maximumExpiryDays: number,
): void {
  const first = dayAfter(now, 1);
  const last = dayAfter(now, maximumExpiryDays);
  if (expiry < first) {
    throw new InputError(
      `The expiry ${expiry} is over already: today is ${dayOf(
        now,
      )} (UTC). Choose a day from ${first} to ${last}.`,
    );
  }
  if (expiry > last) {
    throw new InputError(
      `The expiry ${expiry} is too far away: an acceptance lasts at most ${maximumExpiryDays} days here. Choose a day from ${first} to ${last}, and extend it later if need be.`,
    );
  }
}
