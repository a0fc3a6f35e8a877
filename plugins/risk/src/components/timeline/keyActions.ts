import { KeyboardEvent } from 'react';
import { ShownDays } from './useDayWindow';

type KeyActions = Partial<Record<string, () => void>>;

/**
 * Does something instead of what the browser or an outer part would; nothing
 * for a key that means nothing here.
 */
export function takeKey(
  event: KeyboardEvent,
  action: (() => void) | undefined,
): void {
  if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  event.stopPropagation();
  action();
}

/**
 * Keys that show more or fewer days.
 *
 * @param around - a day that stays at its place
 */
export const zoomKeys = (days: ShownDays, around?: number): KeyActions => ({
  '+': () => days.zoomIn(around),
  '=': () => days.zoomIn(around),
  '-': () => days.zoomOut(around),
});

/** Keys that work wherever the focus is in a timeline. */
export const keyActions = (days: ShownDays): KeyActions => ({
  ...zoomKeys(days),
  '0': days.showAll,
  t: days.goToToday,
  ArrowLeft: days.earlier,
  ArrowRight: days.later,
});
