import {
  AlertUrgencyWord,
  AwaitedRaise,
  Budget,
  BudgetState,
  BudgetSummary,
} from '@product-risk/backstage-plugin-risk-common';
import { formatPoints, UNITS_PER_POINT } from '@product-risk/risk-model';
import { formatDay, plural } from '../primitives';

/** States of a budget in a word or two, for lists. */
export const budgetStateWords: Record<BudgetState, string> = {
  'not-assessed': 'not assessed',
  'no-target': 'no target set',
  'not-started': 'not counting yet',
  within: 'within budget',
  'running-out': 'running out',
  exhausted: 'exhausted',
};

/** What an alert asks of the people of a product. */
export const alertWords: Record<AlertUrgencyWord, string> = {
  urgent: 'Urgent: the budget burns so fast that somebody should look today.',
  ticket:
    'The budget has burned too fast for two weeks; plan something about it.',
  watch:
    'The product carries more than its target; without a change the budget runs out.',
};

/** Letters that a reason has at least, as the API asks for. */
export const LEAST_REASON = 3;

/** A share that may be above one, in whole percent. */
export const formatShare = (share: number) =>
  `${Math.round(share * 100).toLocaleString('en-US')} %`;

/** Whether there is a share of the budget to draw a bar of. */
export const isReckoned = ({ state }: Pick<BudgetSummary, 'state'>) =>
  state === 'within' || state === 'running-out' || state === 'exhausted';

const rateWords = (rate: number | undefined) =>
  rate === undefined ? 'not known yet' : `${rate.toFixed(1)} times`;

/**
 * Such as "1.6 times what the target allows over 1 to 3 days, 1.2 times over 7
 * days"; days with the same rate go together.
 *
 * @param rates - by their days, the fewest first
 */
export function paceWords(rates: Budget['burnRates']): string {
  const groups: { words: string; from: number; to: number }[] = [];
  for (const { days, rate } of rates) {
    const words = rateWords(rate);
    const last = groups[groups.length - 1];
    if (last?.words === words) last.to = days;
    else groups.push({ words, from: days, to: days });
  }
  const allowed = groups.findIndex(({ words }) => words.endsWith('times'));
  return groups
    .map(({ words, from, to }, index) => {
      const days = from === to ? plural(to, 'day') : `${from} to ${to} days`;
      const what =
        index === allowed ? `${words} what the target allows` : words;
      return `${what} over ${days}`;
    })
    .join(', ');
}

/** Reads points that a person typed; undefined for anything else. */
export function parsePoints(text: string): number | undefined {
  const trimmed = text.trim().replace(',', '.');
  return /^\d{1,9}(\.\d{1,4})?$/.test(trimmed)
    ? Math.round(Number(trimmed) * UNITS_PER_POINT)
    : undefined;
}

/** A target as text that {@link parsePoints} reads. */
export const pointsText = (units: number | undefined) =>
  units === undefined ? '' : String(units / UNITS_PER_POINT);

/** What a change of the target did, in words. */
export function changeWords({
  method,
  before,
  after,
}: Budget['changes'][number]): string {
  const to = `${formatPoints(after)} points`;
  if (before === undefined) {
    return method === 'calibrated' ? `calibrated at ${to}` : `set to ${to}`;
  }
  const verb = method === 'calibrated' ? 'calibrated' : 'changed';
  return `${verb} from ${formatPoints(before)} to ${to}`;
}

/** In the place of a name that the reader may not see. */
const HIDDEN = 'somebody you may not see';

/** What a raise would do to the target, in words. */
export function raiseWords(
  { after, endsAt }: Pick<AwaitedRaise, 'after' | 'endsAt'>,
  before?: number,
): string {
  const from = before === undefined ? '' : ` from ${formatPoints(before)}`;
  const to = `Raise the target${from} to ${formatPoints(after)} points`;
  return endsAt
    ? `${to}, ${formatPoints(endsAt.exposure)} by ${formatDay(endsAt.day)}`
    : to;
}

/** Who asked for a raise, why, and whose signature it waits for. */
export const waitsForWords = ({ by, at, reason, signer }: AwaitedRaise) =>
  `Asked for by ${by?.title ?? HIDDEN} on ${formatDay(
    at,
  )}: “${reason}”. It waits for the signature of ${signer?.title ?? HIDDEN}.`;
