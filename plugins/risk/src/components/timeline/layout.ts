import {
  TimelineEvent,
  TimelineLane,
} from '@product-risk/backstage-plugin-risk-common';
import { DayWindow, dayOf, daysIn, isoOf } from './dayWindow';
import { lanes } from './timelineWords';

/** Sizes of the picture, in pixels. */
export const ROW = 28;
const LANE_PADDING = 7;
const MOST_ROWS = 6;
/** Half of a mark. */
export const MARK = 6;
const GAP = 8;
const CHARACTER = 6.4;
const LONGEST_LABEL = 190;

/** One mark: an event, or several that look the same on the same day. */
export interface Group {
  /** Of its first event. */
  id: string;
  event: TimelineEvent;
  events: readonly TimelineEvent[];
}

/** Where a mark and its label are. */
export interface PlacedMark extends Group {
  /** The days that it takes. */
  left: number;
  right: number;
  /** The middle of the mark itself, on its last day. */
  x: number;
  y: number;
  label?: { x: number; anchor: 'start' | 'end'; text: string };
}

export interface PlacedLane {
  lane: TimelineLane;
  top: number;
  height: number;
}

export interface Layout {
  lanes: PlacedLane[];
  marks: PlacedMark[];
  height: number;
}

/** Events of one lane that differ in nothing a mark shows are one mark. */
export function groupsOf(events: readonly TimelineEvent[]): Group[] {
  const groups = new Map<string, Group>();
  for (const event of events) {
    const { id, stored, lane, kind, title, startDay, endDay } = event;
    const key = stored ? id : [lane, kind, title, startDay, endDay].join('\n');
    const known = groups.get(key);
    groups.set(key, {
      id: known?.id ?? id,
      event: known?.event ?? event,
      events: [...(known?.events ?? []), event],
    });
  }
  return [...groups.values()];
}

/** Where the start of a day is, in pixels. */
export const xOf = (day: number, window: DayWindow, width: number) =>
  ((day - window.from) / daysIn(window)) * width;

/** About how wide a text is; there is nothing to measure before it is drawn. */
export const widthOf = (text: string) => text.length * CHARACTER;

/**
 * A title as far as there is room for it, in whole words and with no bracket
 * left open: it stays part of the name that it is read by.
 */
function shortened(title: string): string {
  const most = Math.floor(LONGEST_LABEL / CHARACTER);
  if (title.length <= most) return title;
  const words = title.slice(0, most).replace(/\s+\S*$/, '');
  return `${words.replace(/[\s,;:]*\([^)]*$/, '').replace(/[\s,;:]+$/, '')}…`;
}

/** Such as "3× asked for". */
export const countedTitle = ({ event, events }: Group, title = event.title) =>
  events.length > 1 ? `${events.length}× ${title}` : title;

const labelOf = (group: Group) =>
  countedTitle(group, shortened(group.event.title));

/** What happens often and says little: it is told when somebody asks. */
const isQuiet = ({ kind }: TimelineEvent) => kind === 'import';

/** Places marks and labels so that none is on another, in as few rows as go. */
export function layOut(
  groups: readonly Group[],
  window: DayWindow,
  width: number,
): Layout {
  const placed: Layout = { lanes: [], marks: [], height: 0 };
  for (const lane of lanes) {
    const own = groups.filter(({ event }) => event.lane === lane);
    if (own.length === 0) continue;
    const rows: number[] = [];
    const top = placed.height;
    for (const group of own) {
      const { row, ...mark } = placeIn(rows, group, window, width);
      placed.marks.push({
        ...mark,
        y: top + LANE_PADDING + row * ROW + ROW / 2,
      });
    }
    const height = rows.length * ROW + 2 * LANE_PADDING;
    placed.lanes.push({ lane, top, height });
    placed.height += height;
  }
  return placed;
}

/** @param rows - how far each row is filled; takes the mark */
function placeIn(
  rows: number[],
  group: Group,
  window: DayWindow,
  width: number,
): Omit<PlacedMark, 'y'> & { row: number } {
  const { startDay, endDay } = group.event;
  const start = xOf(dayOf(startDay), window, width);
  const end = xOf(dayOf(endDay) + 1, window, width);
  const day = width / daysIn(window);
  const x = Math.min(Math.max(end - day / 2, MARK), width - MARK);
  const [left, right] =
    startDay === endDay
      ? [x - MARK, x + MARK]
      : [
          Math.max(0, Math.min(start, x - MARK)),
          Math.max(x + MARK, Math.min(end, width)),
        ];
  const text = labelOf(group);
  const words = widthOf(text) + 4;
  const atEnd = right + words <= width;
  const quiet = isQuiet(group.event);
  const labelled = atEnd ? [left, right + words] : [left - words, right];
  const fits = ([from]: number[]) =>
    rows.findIndex(filled => filled + GAP <= from);
  let span = quiet ? [left, right] : labelled;
  let named = !quiet && span[0] >= 0;
  let row = fits(span);
  if (row < 0 && rows.length < MOST_ROWS) row = rows.length;
  if (row < 0) {
    span = [left, right];
    row = rows.indexOf(Math.min(...rows));
    named = false;
  }
  rows[row] = Math.max(rows[row] ?? 0, span[1]);
  const label: PlacedMark['label'] = atEnd
    ? { x: right + 4, anchor: 'start', text }
    : { x: left - 4, anchor: 'end', text };
  return { ...group, left, right, x, row, ...(named && { label }) };
}

/** A day on the axis, with words where there is room for them. */
export interface Tick {
  day: number;
  x: number;
  /** The first day of a month. */
  isMonth: boolean;
}

const LEAST_TICK = 64;

/** Days to orient by: Mondays where there is room for them, else months. */
export function ticksOf(window: DayWindow, width: number): Tick[] {
  const perDay = width / daysIn(window);
  const days = Array.from(
    { length: daysIn(window) },
    (_, index) => window.from + index,
  );
  const dateOf = (day: number) => new Date(isoOf(day));
  const isFirst = (day: number) => dateOf(day).getUTCDate() === 1;
  const every = Math.ceil(LEAST_TICK / (perDay * 30));
  const wanted =
    perDay * 7 >= LEAST_TICK
      ? days.filter(day => dateOf(day).getUTCDay() === 1)
      : days.filter(
          day => isFirst(day) && dateOf(day).getUTCMonth() % every === 0,
        );
  return wanted.map(day => ({
    day,
    x: xOf(day, window, width),
    isMonth: isFirst(day),
  }));
}
