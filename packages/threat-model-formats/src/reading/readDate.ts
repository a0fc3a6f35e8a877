import { Cursor } from './Cursor';

/** An ISO 8601 date or date-time under `name`; anything else is no date. */
export function readDate(cursor: Cursor, name: string): string | undefined {
  const date = cursor.line(name) ?? '';
  return /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2})?)?$/.test(date) &&
    !Number.isNaN(Date.parse(date))
    ? date
    : undefined;
}
