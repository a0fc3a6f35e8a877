import fc from 'fast-check';
import { Level, levels } from '../scale';
import { propertyRuns } from '../__testUtils__/arbitraries';
import { expectError } from '../__testUtils__/expectError';
import { kaplanMeier, openDurations } from './kaplanMeier';
import { OpenItem, timeliness } from './timeliness';

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

  it('stops the due clock while an acceptance is in force', () => {
    const given = item('high', 40, {
      pauses: [{ fromDay: 970, toDay: 985 }],
    });
    expect(timeliness([given], { day: 1_000 }).overall).toBe(1);
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
