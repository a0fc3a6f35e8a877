import { MS_PER_DAY } from './days';

/** Such as "12 Nov", with the year when it is another one than now's. */
export function formatDay(iso: string, now: Date = new Date()): string {
  const at = new Date(iso);
  const otherYear = at.getUTCFullYear() !== now.getUTCFullYear();
  return at.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
    ...(otherYear && { year: 'numeric' }),
  });
}

/** Such as "12 Nov 2026, 14:05 UTC". */
export function formatTime(iso: string): string {
  const text = new Date(iso).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
  });
  return `${text} UTC`;
}

/** Such as "today", "1 day", "23 days", "14 months". */
export function formatAge(iso: string, now: Date = new Date()): string {
  const days = Math.floor(
    (now.getTime() - new Date(iso).getTime()) / MS_PER_DAY,
  );
  if (days < 1) return 'less than a day';
  if (days < 60) return plural(days, 'day');
  if (days < 730) return plural(Math.floor(days / 30.4), 'month');
  return plural(Math.floor(days / 365), 'year');
}

/** Such as "1 risk" and "2 risks". */
export function plural(
  count: number,
  one: string,
  many: string = `${one}s`,
): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

/** Such as "3.4 KB". */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(1)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** The name in a ref such as `user:default/ada`. */
export const nameOf = (ref: string) => ref.slice(ref.lastIndexOf('/') + 1);
