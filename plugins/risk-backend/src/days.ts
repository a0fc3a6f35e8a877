/** Milliseconds of a UTC day. */
export const MS_PER_DAY = 86_400_000;

/** Days since 1970-01-01 of a UTC day `YYYY-MM-DD`, as the model counts them. */
export const dayNumber = (day: string): number =>
  Math.floor(Date.parse(`${day.slice(0, 10)}T00:00:00Z`) / MS_PER_DAY);

/** The UTC day `YYYY-MM-DD` of a number of days since 1970-01-01. */
export const dayText = (day: number): string =>
  new Date(day * MS_PER_DAY).toISOString().slice(0, 10);

/** Number of the UTC day of an instant. */
export const dayNumberOf = (instant: Date): number =>
  Math.floor(instant.getTime() / MS_PER_DAY);

/** The UTC day `YYYY-MM-DD` of an instant. */
export const dayOf = (instant: Date): string =>
  instant.toISOString().slice(0, 10);

/** The UTC day of an instant, some days later. */
export const dayAfter = (instant: Date, days: number): string =>
  dayText(dayNumberOf(instant) + days);

const MONTHS = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
];

/**
 * Such as "12 Nov 2026". By its own names of months: those of the runtime
 * change with its version, and these words are kept in the log.
 */
export function fullDayWords(day: number): string {
  const date = new Date(day * MS_PER_DAY);
  return `${date.getUTCDate()} ${
    MONTHS[date.getUTCMonth()]
  } ${date.getUTCFullYear()}`;
}

/** A day in words, with its year only where it is not this one. */
export function dayWords(day: number, today: number): string {
  const year = ` ${dayText(today).slice(0, 4)}`;
  const words = fullDayWords(day);
  return words.endsWith(year) ? words.slice(0, -year.length) : words;
}
