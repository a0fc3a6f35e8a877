import { TrendPoint } from '@product-risk/backstage-plugin-risk-common';
import { MS_PER_DAY } from '../primitives/days';

/** Where the line goes; `exposure` is null where it breaks off. */
export interface TrendVertex {
  /** Milliseconds since the epoch. */
  at: number;
  /** In 1/10 000 point. */
  exposure: number | null;
}

/** A time in which nothing was assessed. */
export interface TrendGap {
  from: number;
  to: number;
}

/** A trend as a chart draws it. */
export interface TrendSteps {
  from: number;
  to: number;
  vertices: TrendVertex[];
  gaps: TrendGap[];
}

const timeOf = (day: string) => new Date(day).getTime();

/**
 * Turns sparse points into steps: a value holds until the next point, and an
 * absent one is a gap, never a zero. What lies before the first point is a gap
 * too.
 *
 * @param days - length of the window, which ends at the last point
 */
export function stepsOf(
  points: readonly TrendPoint[],
  days: number,
): TrendSteps | undefined {
  const last = points.at(-1);
  if (!last) return undefined;
  const to = timeOf(last.day);
  const from = to - days * MS_PER_DAY;
  const first = Math.max(from, timeOf(points[0].day));
  const gaps: TrendGap[] = first > from ? [{ from, to: first }] : [];
  const vertices: TrendVertex[] = [];
  points.forEach(({ day, exposure }, index) => {
    const at = Math.max(from, timeOf(day));
    const next = points[index + 1];
    const until = next ? timeOf(next.day) : to;
    if (exposure === undefined) {
      vertices.push({ at, exposure: null });
      if (until > at) gaps.push({ from: at, to: until });
      return;
    }
    vertices.push({ at, exposure });
    if (next?.exposure === undefined) vertices.push({ at: until, exposure });
  });
  return { from, to, vertices, gaps };
}
