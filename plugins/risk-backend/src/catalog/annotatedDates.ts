import {
  NEXT_AUDIT_ANNOTATION,
  NEXT_RELEASE_ANNOTATION,
} from '@product-risk/backstage-plugin-risk-common';

/** Annotations that put a date on the timeline of a product. */
export const DATE_ANNOTATIONS = [
  NEXT_RELEASE_ANNOTATION,
  NEXT_AUDIT_ANNOTATION,
] as const;

export type DateAnnotation = (typeof DATE_ANNOTATIONS)[number];

/** One entry of an annotation. */
export interface AnnotatedDate {
  annotation: DateAnnotation;
  /** Counted from 0 within the annotation. */
  index: number;
  startDay: string;
  endDay: string;
  title?: string;
  /** Titles of what has to be over before. */
  after: string[];
  /** As written, not resolved. */
  categories: string[];
}

interface Dates {
  dates: AnnotatedDate[];
  /** What cannot be read, with entity, annotation and remedy. */
  problems: string[];
}

const MOST_ENTRIES = 20;
const LONGEST_TITLE = 255;
const SHOWN_LENGTH = 60;

/** A text of somebody else's file, short and on one line. */
const quoted = (text: string) => {
  const line = text.replace(/\p{Cc}+/gu, ' ');
  return `“${
    line.length > SHOWN_LENGTH ? `${line.slice(0, SHOWN_LENGTH)}…` : line
  }”`;
};

/** Where something is wrong, as a problem begins. */
export const placeOf = (entityRef: string, annotation: DateAnnotation) =>
  `${entityRef}, annotation ${annotation}:`;

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return (
    !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text
  );
}

const cleaned = (text: string) =>
  text
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, LONGEST_TITLE);

/** @returns the entry, or what is wrong with it */
function readEntry(
  line: string,
  annotation: DateAnnotation,
): Omit<AnnotatedDate, 'index'> | string {
  const [head, ...parts] = line.split(';').map(part => part.trim());
  const [days, ...words] = head.split(/\s+/);
  const [startDay, endDay = startDay, more] = days.split('..');
  if (!isDay(startDay) || !isDay(endDay) || more !== undefined) {
    return `${quoted(
      days,
    )} is no day. Write it as 2026-12-15, or several days as 2026-12-15..2026-12-18.`;
  }
  if (endDay < startDay) {
    return `${quoted(days)} ends before it starts. Write the first day first.`;
  }
  const title = cleaned(words.join(' '));
  const after: string[] = [];
  const categories: string[] = [];
  for (const part of parts.filter(Boolean)) {
    const [, word = '', rest = ''] = /^(\S+)\s+(.+)$/.exec(part) ?? [];
    if (word === 'after') {
      after.push(cleaned(rest));
    } else if (word === 'on' && annotation === NEXT_AUDIT_ANNOTATION) {
      categories.push(
        ...rest
          .split(',')
          .map(one => one.trim())
          .filter(Boolean),
      );
    } else {
      return `${quoted(
        part,
      )} cannot be read. After a semicolon stands “after” and a title${
        annotation === NEXT_AUDIT_ANNOTATION
          ? ', or “on” and the categories that the audit looks at'
          : ''
      }.`;
    }
  }
  return {
    annotation,
    startDay,
    endDay,
    ...(title && { title }),
    after,
    categories,
  };
}

/**
 * The dates that annotations of one entity state: an entry a line, as in
 * `2026-12-15 Instant payouts; after Checkout 5`. What cannot be read is left
 * out and told; the rest counts.
 */
export function annotatedDates(
  entityRef: string,
  annotations: Readonly<Record<string, string>>,
): Dates {
  const found: Dates = { dates: [], problems: [] };
  for (const annotation of DATE_ANNOTATIONS) {
    const lines = (annotations[annotation] ?? '')
      .split('\n')
      .map(line => line.trim())
      .filter(Boolean);
    if (lines.length > MOST_ENTRIES) {
      found.problems.push(
        `${placeOf(entityRef, annotation)} has ${
          lines.length
        } lines; the first ${MOST_ENTRIES} are read.`,
      );
    }
    lines.slice(0, MOST_ENTRIES).forEach((line, index) => {
      const entry = readEntry(line, annotation);
      if (typeof entry === 'string') {
        found.problems.push(`${placeOf(entityRef, annotation)} ${entry}`);
      } else {
        found.dates.push({ ...entry, index });
      }
    });
  }
  return found;
}
