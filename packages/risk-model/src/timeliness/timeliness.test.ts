import fc from 'fast-check';
import { RiskModelErrorCode } from '../errors';
import { Level, levels } from '../scale';
import { propertyRuns } from '../__testUtils__/arbitraries';
import { expectError } from '../__testUtils__/expectError';
import { kaplanMeier, openDurations } from './kaplanMeier';
import {
  OpenItem,
  TimelinessPolicy,
  defaultTimelinessPolicy,
  timeliness,
} from './timeliness';

const item = (
  level: Level,
  openDays: number,
  more: Partial<OpenItem> = {},
): OpenItem => ({
  openedDay: 1_000 - openDays,
  levels: [{ fromDay: 1_000 - openDays, level }],
  ...more,
});

const anyItem = fc
  .record({
    level: fc.constantFrom(...levels),
    openDays: fc.integer({ min: 1, max: 400 }),
    closed: fc.boolean(),
  })
  .map(({ level, openDays, closed }) =>
    item(level, openDays, closed ? { closedDay: 1_000 } : {}),
  );
const anyItems = fc.array(anyItem, { maxLength: 12 });

describe('timeliness', () => {
  it('counts days beyond due, not items', () => {
    // 10 of 40 days of a high risk were overdue.
    expect(timeliness([item('high', 40)], { day: 1_000 })).toEqual({
      overall: 0.75,
      byLevel: {
        low: undefined,
        medium: undefined,
        high: 0.75,
        critical: undefined,
      },
    });
  });

  it('takes each day at the level of that day', () => {
    const given = item('critical', 40, {
      levels: [
        { fromDay: 960, level: 'high' },
        { fromDay: 990, level: 'critical' },
      ],
    });
    expect(timeliness([given], { day: 1_000 }).byLevel).toMatchObject({
      high: 1,
      critical: 0,
    });
  });

  it('takes days before a first rating at that rating', () => {
    const given = item('critical', 40, {
      levels: [{ fromDay: 999, level: 'high' }],
    });
    expect(timeliness([given], { day: 1_000 }).byLevel.high).toBe(0.75);
  });

  it('stops the due clock while an acceptance is in force', () => {
    const given = item('high', 40, {
      pauses: [{ fromDay: 970, toDay: 985 }],
    });
    expect(timeliness([given], { day: 1_000 }).overall).toBe(1);
  });

  it('takes an acceptance from its first day and without its last', () => {
    const high = (pause: { fromDay: number; toDay: number }) =>
      timeliness([item('high', 40, { pauses: [pause] })], { day: 1_000 })
        .overall;
    // Without a pause 10 of the 40 days are overdue, the first of them day 990.
    expect(high({ fromDay: 0, toDay: 960 })).toBe(0.75);
    expect(high({ fromDay: 0, toDay: 961 })).toBe(1 - 9 / 40);
    expect(high({ fromDay: 999, toDay: 2_000 })).toBe(1 - 9 / 40);
    expect(high({ fromDay: 1_000, toDay: 2_000 })).toBe(0.75);
    expect(high({ fromDay: 980, toDay: 980 })).toBe(0.75);
  });

  it('tells every level by itself, and weighs them together', () => {
    const items = [
      item('low', 200),
      item('medium', 100),
      item('high', 40),
      item('critical', 10),
    ];
    const overall =
      1 - (1 * 20 + 3 * 10 + 5 * 10 + 10 * 3) / (180 + 300 + 200 + 100);
    expect(timeliness(items, { day: 1_000 })).toEqual({
      overall: expect.closeTo(overall, 12),
      byLevel: { low: 1 - 20 / 180, medium: 0.9, high: 0.75, critical: 0.7 },
    });
  });

  it('counts the first day of the window and none before', () => {
    const policy = { ...defaultTimelinessPolicy, windowDays: 20 };
    const given = item('critical', 40, {
      levels: [
        { fromDay: 960, level: 'critical' },
        { fromDay: 981, level: 'low' },
      ],
    });
    expect(timeliness([given], { day: 1_000, policy }).byLevel).toMatchObject({
      critical: 0,
      low: 1,
    });
  });

  it('ages a risk from its opening, yet counts the days of the window alone', () => {
    expect(timeliness([item('high', 400)], { day: 1_000 }).overall).toBe(0);
  });

  it('is unknown without items', () => {
    expect(timeliness([], { day: 0 }).overall).toBeUndefined();
  });

  it('lies between 0 and 1 and falls as open work ages', () => {
    fc.assert(
      fc.property(anyItems, items => {
        const { overall } = timeliness(items, { day: 1_000 });
        expect(overall === undefined).toBe(items.length === 0);
        expect(overall ?? 0).toBeGreaterThanOrEqual(0);
        expect(overall ?? 0).toBeLessThanOrEqual(1);
      }),
      propertyRuns,
    );
  });

  it('refuses what cannot have been', () => {
    expectError(
      () => timeliness([item('low', 5, { closedDay: 900 })], { day: 1_000 }),
      'outOfRange',
      'items[0].closedDay',
    );
    expectError(
      () => timeliness([item('low', 5, { levels: [] })], { day: 1_000 }),
      'emptySet',
      'items[0].levels',
    );
    expectError(() => timeliness([], { day: NaN }), 'notFinite', 'day');
    expectError(() => timeliness([], { day: 1e8 + 1 }), 'outOfRange', 'day');
    expectError(() => timeliness([], { day: -1e8 - 1 }), 'outOfRange', 'day');
    const refuse = (
      more: Partial<OpenItem>,
      code: RiskModelErrorCode,
      path: string,
    ) =>
      expectError(
        () => timeliness([item('low', 5, more)], { day: 1_000 }),
        code,
        `items[0].${path}`,
      );
    refuse({ openedDay: 1_001 }, 'outOfRange', 'openedDay');
    refuse({ openedDay: -1e8 - 1 }, 'outOfRange', 'openedDay');
    refuse({ closedDay: 1_001 }, 'outOfRange', 'closedDay');
    const level = (fromDay: number) => ({ fromDay, level: 'low' as const });
    refuse({ levels: [level(0.5)] }, 'notInteger', 'levels[0].fromDay');
    refuse({ levels: [level(-1e9)] }, 'outOfRange', 'levels[0].fromDay');
    refuse(
      { levels: [level(1), level(1)] },
      'notIncreasing',
      'levels[1].fromDay',
    );
    refuse(
      { pauses: [{ fromDay: NaN, toDay: 1 }] },
      'notFinite',
      'pauses[0].fromDay',
    );
    refuse(
      { pauses: [{ fromDay: 2, toDay: 1 }] },
      'outOfRange',
      'pauses[0].toDay',
    );
  });

  it('refuses due days, weights and windows that cannot be meant', () => {
    const refuse = (
      policy: Partial<TimelinessPolicy>,
      code: RiskModelErrorCode,
      path: string,
    ) =>
      expectError(
        () =>
          timeliness([], {
            day: 0,
            policy: { ...defaultTimelinessPolicy, ...policy },
          }),
        code,
        `policy.${path}`,
      );
    const { dueDays, weights } = defaultTimelinessPolicy;
    refuse({ windowDays: 0 }, 'outOfRange', 'windowDays');
    refuse({ dueDays: { ...dueDays, high: -1 } }, 'outOfRange', 'dueDays.high');
    refuse({ weights: { ...weights, low: NaN } }, 'notFinite', 'weights.low');
    refuse({ weights: { ...weights, low: -1 } }, 'outOfRange', 'weights.low');
    expect(
      timeliness([item('low', 5)], {
        day: 1_000,
        policy: {
          ...defaultTimelinessPolicy,
          weights: { ...weights, low: 0 },
        },
      }).overall,
    ).toBeUndefined();
  });
});

describe('kaplanMeier', () => {
  it('is not reached while most is still open', () => {
    expect(
      kaplanMeier([
        { days: 3, closed: true },
        { days: 9, closed: false },
        { days: 9, closed: false },
      ]),
    ).toEqual({ steps: [{ days: 3, survival: 2 / 3 }], medianDays: undefined });
  });

  it('reaches the median at exactly one half', () => {
    expect(
      kaplanMeier([
        { days: 3, closed: true },
        { days: 3, closed: false },
      ]).medianDays,
    ).toBe(3);
  });

  it('forgives the last digit at the median', () => {
    // 0.7 * 5/7 is one half, but not in binary fractions.
    const durations = [
      ...[1, 1, 1, 2, 2].map(days => ({ days, closed: true })),
      ...[3, 3, 3, 3, 3].map(days => ({ days, closed: false })),
    ];
    expect(kaplanMeier(durations).medianDays).toBe(2);
  });

  it('is the plain share where everything was closed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1 }),
        all => {
          const { steps } = kaplanMeier(
            all.map(days => ({ days, closed: true })),
          );
          for (const { days, survival } of steps) {
            expect(survival).toBeCloseTo(
              all.filter(other => other > days).length / all.length,
              12,
            );
          }
          expect(steps[steps.length - 1].survival).toBe(0);
        },
      ),
      propertyRuns,
    );
  });

  it('takes what is open today as open for as long as it was', () => {
    expect(
      openDurations(
        [item('low', 30), item('low', 30, { closedDay: 980 })],
        1_000,
      ),
    ).toEqual([
      { days: 30, closed: false },
      { days: 10, closed: true },
    ]);
  });

  it('has nothing to say of nothing and refuses negative days', () => {
    expect(kaplanMeier([])).toEqual({ steps: [], medianDays: undefined });
    expectError(
      () => kaplanMeier([{ days: -1, closed: true }]),
      'outOfRange',
      'durations[0].days',
    );
  });
});
