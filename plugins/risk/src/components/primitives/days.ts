/** Milliseconds of a UTC day. */
export const MS_PER_DAY = 86_400_000;

/** The UTC day `YYYY-MM-DD` that lies some days ahead, or back. */
export const dayAhead = (days: number, now: Date = new Date()): string =>
  new Date(now.getTime() + days * MS_PER_DAY).toISOString().slice(0, 10);

/** Whole days from now to a UTC day. */
export const daysUntil = (day: string, now: Date = new Date()): number =>
  Math.round(
    (Date.parse(day) - Date.parse(now.toISOString().slice(0, 10))) / MS_PER_DAY,
  );
