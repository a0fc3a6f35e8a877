import { FindingStatus, MitigationStatus, Severity } from '../model';
import { Cursor, quote } from './Cursor';

/** Lower case, without spaces, slashes, hyphens and underscores. */
export const bareWord = (word: string) =>
  word.toLowerCase().replace(/[\s/_-]/g, '');

/**
 * A word of a file where it says more than the canonical one that it means,
 * case, spaces and hyphens left out of account; else undefined.
 * @public
 */
export const otherWord = (raw: string | undefined, canonical: string) =>
  raw !== undefined && bareWord(raw) !== bareWord(canonical) ? raw : undefined;

/** A word of the file and what it means; `raw` is absent when the file gives none. */
export interface ReadWord<T> {
  value: T;
  raw?: string;
}

/**
 * A severity by the format's own table (keys as {@link bareWord}). A word
 * nobody has seen is kept and means unknown, with a warning.
 */
export function readSeverity(
  item: Cursor,
  key: string,
  table: ReadonlyMap<string, Severity>,
): ReadWord<Severity> {
  const raw = item.line(key);
  if (!raw) {
    return { value: 'unknown' };
  }
  const value = table.get(bareWord(raw));
  if (!value) {
    item
      .get(key)
      .warn(
        'unknown-severity',
        `The severity ${quote(
          raw,
        )} is not known here; the finding counts as unrated. Use one of the format's words, or rate it after the import.`,
      );
  }
  return { value: value ?? 'unknown', raw };
}

/**
 * A finding's status by the format's own table (keys as {@link bareWord}).
 * A word nobody has seen is kept and means unknown, which counts as open.
 */
export function readStatus(
  item: Cursor,
  key: string,
  table: ReadonlyMap<string, FindingStatus>,
  absent: FindingStatus,
): ReadWord<FindingStatus> {
  const raw = item.line(key);
  if (!raw) {
    return { value: absent };
  }
  const value = table.get(bareWord(raw));
  if (!value) {
    warnUnknownStatus(item.get(key), raw);
  }
  return { value: value ?? 'unknown', raw };
}

/** The word is no status we know. */
export function warnUnknownStatus(at: Cursor, raw: string): void {
  at.warn(
    'unknown-status',
    `The status ${quote(
      raw,
    )} is not known here; the finding counts as open. Use one of the format's words.`,
  );
}

/**
 * A mitigation's status by the format's own table (keys as {@link bareWord}).
 * None means that it is only proposed. A word nobody has seen has no effect.
 */
export function readMitigationStatus(
  item: Cursor,
  key: string,
  table: ReadonlyMap<string, MitigationStatus>,
): ReadWord<MitigationStatus> {
  const raw = item.line(key);
  if (!raw) {
    return { value: 'proposed' };
  }
  const value = table.get(bareWord(raw));
  if (!value) {
    item
      .get(key)
      .warn(
        'unknown-status',
        `The mitigation status ${quote(
          raw,
        )} is not known here; the mitigation has no effect. Use one of the format's words.`,
      );
  }
  return { value: value ?? 'unknown', raw };
}
