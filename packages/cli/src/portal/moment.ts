const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT =
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

/**
 * A day, or a moment with its time zone, as the portal takes it: a day as it
 * is, a moment in UTC. Undefined for anything else.
 */
export function momentOf(text: string): string | undefined {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) return undefined;
  if (DAY.test(text)) {
    // 30 February is no day, although Date makes one of it.
    return time.toISOString().startsWith(text) ? text : undefined;
  }
  return MOMENT.test(text) ? time.toISOString() : undefined;
}
