import { RiskModelError } from '../errors';
import { requireInteger, requireNotNegative } from '../numbers';
import { Level, levels } from '../scale';

/** From this UTC day on a risk had this level. @public */
export interface LevelStep {
  readonly fromDay: number;
  readonly level: Level;
}

/** UTC days, the first included and the last not. @public */
export interface DayRange {
  readonly fromDay: number;
  readonly toDay: number;
}

/** How long a risk was open, at which level. @public */
export interface OpenItem {
  readonly openedDay: number;
  /** First day on which it was closed; undefined: still open. */
  readonly closedDay?: number;
  /** By rising day; days before the first count at the level it was given. */
  readonly levels: readonly LevelStep[];
  /** Times in which an acceptance was in force: the due clock stands still. */
  readonly pauses?: readonly DayRange[];
}

/** What is due when, and how much it weighs. @public */
export interface TimelinessPolicy {
  readonly dueDays: Readonly<Record<Level, number>>;
  readonly weights: Readonly<Record<Level, number>>;
  readonly windowDays: number;
}

/** Due days and weights unless an organisation chooses others. @public */
export const defaultTimelinessPolicy: TimelinessPolicy = {
  dueDays: { critical: 7, high: 30, medium: 90, low: 180 },
  weights: { critical: 10, high: 5, medium: 3, low: 1 },
  windowDays: 180,
};

/** How timely risks are closed; each 0 to 1, undefined without items. @public */
export interface Timeliness {
  readonly overall: number | undefined;
  readonly byLevel: Readonly<Record<Level, number | undefined>>;
}

function validateItem(item: OpenItem, path: string, day: number): void {
  requireInteger(item.openedDay, `${path}.openedDay`, { min: -1e8, max: day });
  if (item.closedDay !== undefined) {
    requireInteger(item.closedDay, `${path}.closedDay`, {
      min: item.openedDay,
      max: day,
    });
  }
  if (item.levels.length === 0) {
    throw new RiskModelError('emptySet', `${path}.levels`, 'must have a step');
  }
  (item.pauses ?? []).forEach(({ fromDay, toDay }, index) => {
    requireInteger(fromDay, `${path}.pauses[${index}].fromDay`, { min: -1e8 });
    requireInteger(toDay, `${path}.pauses[${index}].toDay`, { min: fromDay });
  });
  item.levels.forEach(({ fromDay }, index) => {
    requireInteger(fromDay, `${path}.levels[${index}].fromDay`, { min: -1e8 });
    if (index > 0 && fromDay <= item.levels[index - 1].fromDay) {
      throw new RiskModelError(
        'notIncreasing',
        `${path}.levels[${index}].fromDay`,
        `must be after day ${item.levels[index - 1].fromDay}`,
      );
    }
  });
}

/** Refuses items that cannot have been as they say, up to a day. */
export function validateItems(items: readonly OpenItem[], day: number): void {
  requireInteger(day, 'day', { min: -1e8, max: 1e8 });
  items.forEach((item, index) => validateItem(item, `items[${index}]`, day));
}

function levelOn(item: OpenItem, day: number): Level {
  let { level } = item.levels[0];
  for (const step of item.levels) {
    if (step.fromDay > day) {
      break;
    }
    level = step.level;
  }
  return level;
}

function countDays(item: OpenItem, day: number, policy: TimelinessPolicy) {
  const open = { low: 0, medium: 0, high: 0, critical: 0 };
  const overdue = { low: 0, medium: 0, high: 0, critical: 0 };
  const { openedDay, closedDay = day, pauses = [] } = item;
  let clock = 0;
  for (let at = openedDay; at < closedDay; at++) {
    const paused = pauses.some(
      ({ fromDay, toDay }) => fromDay <= at && at < toDay,
    );
    clock += paused ? 0 : 1;
    if (at >= day - policy.windowDays) {
      const level = levelOn(item, at);
      open[level] += 1;
      if (!paused && clock > policy.dueDays[level]) {
        overdue[level] += 1;
      }
    }
  }
  return { open, overdue };
}

/**
 * Timeliness of closing risks:
 * `1 - sum(weight * overdueDays) / sum(weight * openDays)` over the days of the
 * window, each day at the level the risk had that day. Open risks count every
 * day, so that work which is never closed shows.
 *
 * `options.day`: up to this UTC day, without it
 * @throws {@link RiskModelError} for days, weights or due days outside their
 * ranges, or an item without a level.
 * @public
 */
export function timeliness(
  items: readonly OpenItem[],
  options: { day: number; policy?: TimelinessPolicy },
): Timeliness {
  const { day, policy = defaultTimelinessPolicy } = options;
  validateItems(items, day);
  requireInteger(policy.windowDays, 'policy.windowDays', { min: 1 });
  for (const level of levels) {
    requireInteger(policy.dueDays[level], `policy.dueDays.${level}`);
    requireNotNegative(policy.weights[level], `policy.weights.${level}`);
  }
  const counted = items.map(item => countDays(item, day, policy));
  const ratio = (of: readonly Level[]) => {
    let openDays = 0;
    let overdueDays = 0;
    for (const { open, overdue } of counted) {
      for (const level of of) {
        openDays += policy.weights[level] * open[level];
        overdueDays += policy.weights[level] * overdue[level];
      }
    }
    return openDays === 0 ? undefined : 1 - overdueDays / openDays;
  };
  return {
    overall: ratio(levels),
    byLevel: {
      low: ratio(['low']),
      medium: ratio(['medium']),
      high: ratio(['high']),
      critical: ratio(['critical']),
    },
  };
}
