import { TimelineEvent } from '@product-risk/backstage-plugin-risk-common';
import { MS_PER_DAY } from '../primitives';

/** Nearer than this nobody needs to look. */
const LEAST_DAYS = 14;
/** Days before and after what is shown as a whole. */
const MARGIN = 7;
/** What a timeline shows at first, around today. */
const PAST_DAYS = 45;
const COMING_DAYS = 135;

/** The days that are shown, both included, as numbers since 1970-01-01. */
export interface DayWindow {
  from: number;
  to: number;
}

/** Number of a UTC day `YYYY-MM-DD`, or of the day of an instant. */
export const dayOf = (iso: string) =>
  Math.floor(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / MS_PER_DAY);

/** The UTC day `YYYY-MM-DD` of a number. */
export const isoOf = (day: number) =>
  new Date(day * MS_PER_DAY).toISOString().slice(0, 10);

export const daysIn = ({ from, to }: DayWindow) => to - from + 1;

/** As many days as fit, moved into the limits. */
function within({ from, to }: DayWindow, limits: DayWindow): DayWindow {
  const days = Math.min(daysIn({ from, to }), daysIn(limits));
  const start = Math.min(Math.max(from, limits.from), limits.to - days + 1);
  return { from: start, to: start + days - 1 };
}

/** What is shown at first: what was of late, and more of what comes. */
export const aroundToday = (today: number, limits: DayWindow) =>
  within({ from: today - PAST_DAYS, to: today + COMING_DAYS }, limits);

/** As many days as before, with today at the same place as at first. */
export function atToday(
  window: DayWindow,
  today: number,
  limits: DayWindow,
): DayWindow {
  const days = daysIn(window);
  const past = Math.round((days * PAST_DAYS) / (PAST_DAYS + COMING_DAYS));
  return within({ from: today - past, to: today - past + days - 1 }, limits);
}

/**
 * Nearer with a factor below 1.
 *
 * @param around - a day that stays at its place; else the middle does
 */
export function zoomed(
  window: DayWindow,
  factor: number,
  limits: DayWindow,
  around: number = (window.from + window.to) / 2,
): DayWindow {
  const before = daysIn(window);
  const days = Math.max(LEAST_DAYS, Math.round(before * factor));
  const place = (around - window.from + 0.5) / before;
  const from = Math.round(around + 0.5 - place * days);
  return within({ from, to: from + days - 1 }, limits);
}

/** Later by a share of what is shown; earlier with a negative one. */
export function moved(
  window: DayWindow,
  share: number,
  limits: DayWindow,
): DayWindow {
  const days = Math.round(daysIn(window) * share);
  return within({ from: window.from + days, to: window.to + days }, limits);
}

/** Moved no more than needed to show a day. */
export function showing(
  window: DayWindow,
  day: number,
  limits: DayWindow,
): DayWindow {
  if (day >= window.from && day <= window.to) return window;
  const days = Math.round(daysIn(window) / 4);
  const shift =
    day < window.from ? day - window.from - days : day - window.to + days;
  return within({ from: window.from + shift, to: window.to + shift }, limits);
}

/** From the first event to the last one, today among them. */
export function whole(
  events: readonly Pick<TimelineEvent, 'startDay' | 'endDay'>[],
  today: number,
  limits: DayWindow,
): DayWindow {
  const starts = events.map(({ startDay }) => dayOf(startDay));
  const ends = events.map(({ endDay }) => dayOf(endDay));
  return within(
    {
      from: Math.min(today, ...starts) - MARGIN,
      to: Math.max(today, ...ends) + MARGIN,
    },
    limits,
  );
}

/** Such as `2026-11-01..2027-01-31` in the URL; undefined for nonsense. */
export function readWindow(
  text: string | undefined,
  limits: DayWindow,
): DayWindow | undefined {
  const [, first, last] =
    /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(text ?? '') ?? [];
  if (!first || !last) return undefined;
  const [from, to] = [dayOf(first), dayOf(last)];
  return to - from + 1 >= LEAST_DAYS ? within({ from, to }, limits) : undefined;
}

export const writeWindow = ({ from, to }: DayWindow) =>
  `${isoOf(from)}..${isoOf(to)}`;

export const isShown = (
  { startDay, endDay }: Pick<TimelineEvent, 'startDay' | 'endDay'>,
  { from, to }: DayWindow,
) => dayOf(endDay) >= from && dayOf(startDay) <= to;
