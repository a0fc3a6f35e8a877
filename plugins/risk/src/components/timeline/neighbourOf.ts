import { dayOf } from './dayWindow';
import { Group } from './layout';
import { lanes } from './timelineWords';

/**
 * Where an arrow key leads from a date: left and right to the one before and
 * after in its lane, up and down to the nearest in time in the next lane that
 * has any; Home and End to the first and the last of the lane.
 */
export function neighbourOf(
  id: string,
  key: string,
  groups: readonly Group[],
): Group | undefined {
  const from = groups.find(group => group.id === id);
  if (!from) return undefined;
  const inLane = (lane: string) =>
    groups.filter(({ event }) => event.lane === lane);
  const own = inLane(from.event.lane);
  const at = own.indexOf(from);
  switch (key) {
    case 'ArrowLeft':
      return own[at - 1];
    case 'ArrowRight':
      return own[at + 1];
    case 'Home':
      return own[0];
    case 'End':
      return own[own.length - 1];
    case 'ArrowUp':
    case 'ArrowDown': {
      const step = key === 'ArrowUp' ? -1 : 1;
      const filled = lanes.filter(lane => inLane(lane).length > 0);
      const next = filled[filled.indexOf(from.event.lane) + step];
      const day = dayOf(from.event.endDay);
      const distance = ({ event }: Group) =>
        Math.abs(dayOf(event.endDay) - day);
      return next
        ? [...inLane(next)].sort((a, b) => distance(a) - distance(b))[0]
        : undefined;
    }
    default:
      return undefined;
  }
}
