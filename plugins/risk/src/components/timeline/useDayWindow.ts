import { useCallback, useMemo } from 'react';
import { Timeline } from '@product-risk/backstage-plugin-risk-common';
import { useUrlState } from '../../hooks';
import {
  aroundToday,
  atToday,
  dayOf,
  DayWindow,
  moved,
  readWindow,
  showing,
  whole,
  writeWindow,
  zoomed,
} from './dayWindow';

const NEARER = 0.5;
const STEP = 0.25;

/** The days that are shown, kept in the URL, and what changes them. */
export function useDayWindow(timeline: Timeline) {
  const [{ days }, setUrl] = useUrlState('days');
  const { from, to, asOf, events } = timeline;
  const limits = useMemo(
    (): DayWindow => ({ from: dayOf(from), to: dayOf(to) }),
    [from, to],
  );
  const today = dayOf(asOf);
  const window = useMemo(
    () => readWindow(days, limits) ?? aroundToday(today, limits),
    [days, limits, today],
  );
  const set = useCallback(
    (next: DayWindow) => setUrl({ days: writeWindow(next) }),
    [setUrl],
  );
  return {
    window,
    today,
    /** A day given stays at its place. */
    zoomIn: (around?: number) => set(zoomed(window, NEARER, limits, around)),
    zoomOut: (around?: number) =>
      set(zoomed(window, 1 / NEARER, limits, around)),
    showAll: () => set(whole(events, today, limits)),
    goToToday: () => set(atToday(window, today, limits)),
    earlier: () => set(moved(window, -STEP, limits)),
    later: () => set(moved(window, STEP, limits)),
    show: (day: number) => {
      const next = showing(window, day, limits);
      if (next !== window) set(next);
    },
  };
}

export type ShownDays = ReturnType<typeof useDayWindow>;
