import { TrendPoint } from '@product-risk/backstage-plugin-risk-common';
import { toBoolean, toInteger } from '../../../database/tables';
import { TrendRow } from '../queries/snapshots';

const isAssessed = (row: TrendRow) =>
  row.modelled > 0 ||
  row.critical + row.high + row.medium + row.low + row.unrated > 0;

interface TrendOptions {
  /** First day of the window. */
  since: string;
  today: string;
  /** Exposure now; absent while nothing is assessed. */
  current?: number;
}

/**
 * Where a product stood, sparse: a point for each change, the first one no
 * earlier than the window, the last one today's.
 */
export function trendOf(
  rows: readonly TrendRow[],
  { since, today, current }: TrendOptions,
): TrendPoint[] {
  const points = rows
    .filter(row => row.day < today)
    .map(row => ({
      day: row.day < since ? since : row.day,
      ...(isAssessed(row) ? { exposure: toInteger(row.exposure) } : {}),
      ...(toBoolean(row.backfilled) && { backfilled: true }),
    }));
  return [
    ...points,
    { day: today, ...(current === undefined ? {} : { exposure: current }) },
  ];
}

/** Against the start of a trend, or the first day anything was assessed. */
export function changeOf(
  trend: readonly TrendPoint[],
): { since: string; delta: number } | undefined {
  const first = trend.find(point => point.exposure !== undefined);
  const last = trend[trend.length - 1];
  if (first?.exposure === undefined || last?.exposure === undefined) {
    return undefined;
  }
  return first.day === last.day
    ? undefined
    : { since: first.day, delta: last.exposure - first.exposure };
}
