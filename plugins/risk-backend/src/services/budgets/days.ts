const MILLISECONDS_PER_DAY = 86_400_000;

/** Days since 1970-01-01 of a UTC day `YYYY-MM-DD`, as the model counts them. */
export const dayNumber = (day: string): number =>
  Math.floor(
    Date.parse(`${day.slice(0, 10)}T00:00:00Z`) / MILLISECONDS_PER_DAY,
  );

/** The UTC day `YYYY-MM-DD` of a number of days since 1970-01-01. */
export const dayText = (day: number): string =>
  new Date(day * MILLISECONDS_PER_DAY).toISOString().slice(0, 10);

/** Number of the UTC day of an instant. */
export const dayNumberOf = (instant: Date): number =>
  Math.floor(instant.getTime() / MILLISECONDS_PER_DAY);

const monthNames = [
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

/** A day in words, with its year only where it is not this one. */
export function dayWords(day: number, today: number): string {
  const date = new Date(day * MILLISECONDS_PER_DAY);
  const year = date.getUTCFullYear();
  const words = `${date.getUTCDate()} ${monthNames[date.getUTCMonth()]}`;
  return year === new Date(today * MILLISECONDS_PER_DAY).getUTCFullYear()
    ? words
    : `${words} ${year}`;
}
