import fc from 'fast-check';
import { propertyRuns } from '../__testUtils__/arbitraries';
import { expectError } from '../__testUtils__/expectError';
import { AlertRule } from './alerts';
import { calibrateTarget } from './calibrateTarget';
import { burnRate, exposureBudget, exposureOnDay } from './exposureBudget';
import { Step, budgetedExposure } from './steps';

const step = (fromDay: number, exposureUnits: number): Step => ({
  fromDay,
  exposureUnits,
});

const anySteps = fc
  .uniqueArray(fc.integer({ min: 0, max: 200 }), { maxLength: 8 })
  .chain(days =>
    fc.tuple(
      fc.constant([...days].sort((a, b) => a - b)),
      fc.array(fc.integer({ min: 0, max: 1_000_000 }), {
        minLength: days.length,
        maxLength: days.length,
      }),
    ),
  )
  .map(([days, values]) => days.map((day, index) => step(day, values[index])));
const anyTarget = anySteps.filter(steps => steps.length > 0);
const anyDay = fc.integer({ min: 0, max: 300 });

describe('exposureBudget', () => {
  it('spends what is carried, from the window alone', () => {
    const input = {
      exposure: [step(0, 30)],
      target: [step(0, 10)],
      windowDays: 10,
    };
    expect(exposureBudget({ ...input, day: 2 })).toEqual({
      spentUnitDays: 60,
      budgetUnitDays: 100,
      exhausted: false,
      alert: undefined,
      daysToRunOut: 4 / 3,
      daysToRecovery: undefined,
    });
    expect(exposureBudget({ ...input, day: 100 })).toMatchObject({
      spentUnitDays: 300,
      exhausted: true,
      daysToRecovery: undefined,
    });
  });

  it('does not let a new target rewrite the past', () => {
    const input = { exposure: [step(0, 10)], day: 100 };
    expect(
      exposureBudget({ ...input, target: [step(0, 10), step(90, 5)] })
        .budgetUnitDays,
    ).toBe(80 * 10 + 10 * 5);
  });

  it('foresees what a glide path does', () => {
    const { daysToRunOut } = exposureBudget({
      exposure: [step(0, 10)],
      target: [step(0, 10), step(120, 5)],
      day: 100,
    });
    expect(daysToRunOut).toBe(20);
  });

  it('knows nothing of exposure still to come', () => {
    const { daysToRunOut } = exposureBudget({
      exposure: [step(0, 10), step(101, 1_000)],
      target: [step(0, 10)],
      day: 100,
    });
    expect(daysToRunOut).toBeUndefined();
  });

  it('recovers on the day on which what is spent is back at the budget', () => {
    const given = {
      exposure: [step(0, 30), step(10, 0)],
      target: [step(0, 10)],
      windowDays: 10,
    };
    // 300 spent of 100; every day 30 leave, until 100 are left.
    expect(exposureBudget({ ...given, day: 10 }).daysToRecovery).toBeCloseTo(
      20 / 3,
      12,
    );
    const back = exposureBudget({
      ...given,
      exposure: [step(0, 20), step(10, 10)],
      day: 10,
    });
    // It reaches the budget only when the last day above it has left.
    expect(back).toMatchObject({ exhausted: true, daysToRecovery: 10 });
  });

  it('is exposed as the last step on or before a day says', () => {
    const steps = [step(3, 5), step(6, 9)];
    expect([2, 3, 5, 6, 7].map(day => exposureOnDay(steps, day))).toEqual([
      0, 5, 5, 9, 9,
    ]);
    expectError(() => exposureOnDay(steps, NaN), 'notFinite', 'day');
    expectError(
      () => exposureOnDay([step(0, 0.5)], 1),
      'notInteger',
      'exposure[0].exposureUnits',
    );
  });

  it('says nothing of burn before a window is full, or of a target of 0', () => {
    const input = { exposure: [step(5, 30)], target: [step(0, 10)], day: 7 };
    expect(burnRate(input, 2)).toBe(3);
    expect(burnRate(input, 3)).toBeUndefined();
    expect(burnRate({ ...input, target: [step(0, 0)] }, 2)).toBeUndefined();
    expect(burnRate({ ...input, exposure: [] }, 1)).toBeUndefined();
  });

  it('fires only when both windows burn', () => {
    const target = [step(0, 10)];
    const alertOf = (exposure: Step[]) =>
      exposureBudget({ exposure, target, day: 60 }).alert;
    expect(alertOf([step(0, 31)])).toBe('urgent');
    expect(alertOf([step(0, 30)])).toBe('ticket');
    expect(alertOf([step(0, 15)])).toBe('watch');
    expect(alertOf([step(0, 10)])).toBeUndefined();
    expect(alertOf([step(0, 31), step(50, 0)])).toBeUndefined();
  });

  it('runs out and recovers exactly when it says', () => {
    fc.assert(
      fc.property(anySteps, anyTarget, anyDay, (exposure, target, day) => {
        const known = exposure.filter(({ fromDay }) => fromDay <= day);
        const at = (later: number) =>
          exposureBudget({ exposure: known, target, day: later });
        const now = at(day);
        const excess = (later: number) =>
          at(later).spentUnitDays - at(later).budgetUnitDays;
        expect(now.exhausted).toBe(excess(day) > 0);
        const days = now.exhausted ? now.daysToRecovery : now.daysToRunOut;
        expect(days ?? 0).toBeGreaterThanOrEqual(0);
        // Steps fall on whole days, so that the excess is linear within a day:
        // the first whole day on the other side is known.
        const untilFlip = now.exhausted
          ? Math.ceil(days ?? 500)
          : Math.floor(days ?? 500) + 1;
        for (const later of [1, 10, 45, 90, 200, untilFlip - 1]) {
          expect(
            later >= untilFlip || at(day + later).exhausted === now.exhausted,
          ).toBe(true);
        }
        expect(at(day + untilFlip).exhausted).toBe(
          (days === undefined) === now.exhausted,
        );
      }),
      propertyRuns,
    );
  });

  it('refuses what cannot be', () => {
    const input = { exposure: [], target: [step(0, 1)], day: 1 };
    expectError(
      () => exposureBudget({ ...input, target: [] }),
      'emptySet',
      'target',
    );
    expectError(
      () => exposureBudget({ ...input, day: NaN }),
      'notFinite',
      'day',
    );
    expectError(
      () => exposureBudget({ ...input, windowDays: 0 }),
      'outOfRange',
      'windowDays',
    );
    expectError(
      () => exposureBudget({ ...input, exposure: [step(1, 1), step(1, 2)] }),
      'notIncreasing',
      'exposure[1].fromDay',
    );
    expectError(
      () => exposureBudget({ ...input, exposure: [step(1, -1)] }),
      'outOfRange',
      'exposure[0].exposureUnits',
    );
    expectError(
      () =>
        exposureBudget({
          ...input,
          exposure: [step(0, Number.MAX_SAFE_INTEGER)],
          day: 5,
        }),
      'tooLarge',
      'exposure over time',
    );
    expectError(
      () =>
        exposureBudget({
          ...input,
          alertRules: [
            { urgency: 'watch', budgetFraction: 1, longDays: 1, shortDays: 2 },
          ],
        }),
      'outOfRange',
      'alertRules[0].longDays',
    );
    expectError(() => burnRate(input, 0), 'outOfRange', 'days');
    expectError(
      () => exposureBudget({ ...input, target: [step(0, NaN)] }),
      'notFinite',
      'target[0].exposureUnits',
    );
    expectError(
      () => exposureBudget({ ...input, exposure: [step(0.5, 1)] }),
      'notInteger',
      'exposure[0].fromDay',
    );
  });

  it.each([
    [{ budgetFraction: 1.5 }, 'outOfRange', 'budgetFraction'],
    [{ shortDays: 0 }, 'outOfRange', 'shortDays'],
    [{ longDays: 0 }, 'outOfRange', 'longDays'],
    [{ longDays: NaN }, 'notFinite', 'longDays'],
  ] as const)('refuses an alert rule with %j', (wrong, code, path) => {
    const rule: AlertRule = {
      urgency: 'watch',
      budgetFraction: 1,
      longDays: 1,
      shortDays: 1,
    };
    const budget = (alertRule: AlertRule) =>
      exposureBudget({
        exposure: [],
        target: [step(0, 1)],
        day: 1,
        alertRules: [alertRule],
      });
    expect(budget(rule).alert).toBeUndefined();
    expectError(
      () => budget({ ...rule, ...wrong }),
      code,
      `alertRules[0].${path}`,
    );
  });
});

describe('budgetedExposure', () => {
  it('lets what was newly assessed join 30 days later, at its value then', () => {
    const steps = budgetedExposure([
      { id: 'old', assessedFromDay: -100, steps: [step(0, 5)] },
      {
        id: 'new',
        assessedFromDay: 10,
        steps: [step(10, 100), step(20, 40), step(50, 0)],
      },
    ]);
    expect(steps).toEqual([step(0, 5), step(40, 45), step(50, 5)]);
  });

  it('is the plain sum without grace', () => {
    fc.assert(
      fc.property(anySteps, anySteps, anyDay, (a, b, day) => {
        const sum = budgetedExposure(
          [
            { id: 'a', assessedFromDay: 0, steps: a },
            { id: 'b', assessedFromDay: 0, steps: b },
          ],
          0,
        );
        expect(exposureOnDay(sum, day)).toBe(
          exposureOnDay(a, day) + exposureOnDay(b, day),
        );
      }),
      propertyRuns,
    );
  });

  it('refuses the same part twice, and days and values that cannot be', () => {
    const part = { id: 'a', assessedFromDay: 0, steps: [] };
    expectError(() => budgetedExposure([part, part]), 'duplicateId', 'parts');
    expectError(() => budgetedExposure([], -1), 'outOfRange', 'graceDays');
    expectError(
      () => budgetedExposure([{ ...part, assessedFromDay: NaN }]),
      'notFinite',
      'parts[0].assessedFromDay',
    );
    expectError(
      () => budgetedExposure([{ ...part, steps: [step(1e9, 1)] }]),
      'outOfRange',
      'parts[0].steps[0].fromDay',
    );
  });
});

describe('calibrateTarget', () => {
  it('starts from the median and glides to 0.8 of it in two windows', () => {
    const calibrated = calibrateTarget([step(0, 100_000), step(10, 50_000)], {
      fromDay: 0,
      day: 30,
    });
    expect(calibrated?.medianUnits).toBe(50_000);
    expect(calibrated?.target[0]).toEqual(step(0, 50_000));
    expect(calibrated?.target[90]).toEqual(step(120, 45_000));
    expect(calibrated?.target[180]).toEqual(step(210, 40_000));
    expect(calibrated?.target).toHaveLength(181);
  });

  it('takes the median in days, of few and of many, wherever it begins', () => {
    const median = (calibrationDays: number, exposure: Step[], fromDay = 100) =>
      calibrateTarget(exposure, {
        fromDay,
        day: fromDay + calibrationDays,
        calibrationDays,
      })?.medianUnits;
    const uneven = [step(100, 900), step(101, 10), step(102, 100)];
    expect(median(3, uneven)).toBe(100);
    expect(median(4, [...uneven, step(103, 200)])).toBe(150);
    // The middle of 3 and 10, rounded half up.
    expect(median(2, [step(100, 10), step(101, 3)])).toBe(7);
    expect(median(1, [step(100, 5)])).toBe(5);
    expect(calibrateTarget([], { fromDay: 100, day: 129 })).toBeUndefined();
  });

  it('waits until the first days are over', () => {
    expect(calibrateTarget([], { fromDay: 0, day: 29 })).toBeUndefined();
    expect(calibrateTarget([], { fromDay: 0, day: 30 })?.target).toEqual([
      step(0, 0),
    ]);
  });

  it('never rises and ends at its part of the median', () => {
    fc.assert(
      fc.property(anySteps, exposure => {
        const { medianUnits = NaN, target = [] } =
          calibrateTarget(exposure, { fromDay: 0, day: 30 }) ?? {};
        const values = target.map(each => each.exposureUnits);
        expect(values).toEqual([...values].sort((a, b) => b - a));
        expect(values[values.length - 1]).toBe(
          Math.round(medianUnits - medianUnits * (1 - 0.8)),
        );
      }),
      propertyRuns,
    );
  });

  it('refuses a part above 1', () => {
    expectError(
      () => calibrateTarget([], { fromDay: 0, day: 30, glideTo: 1.1 }),
      'outOfRange',
      'glideTo',
    );
  });

  it.each([
    [{ fromDay: NaN }, 'notFinite', 'fromDay'],
    [{ day: 0.5 }, 'notInteger', 'day'],
    [{ calibrationDays: 0 }, 'outOfRange', 'calibrationDays'],
    [{ calibrationDays: 3_661 }, 'outOfRange', 'calibrationDays'],
    [{ windowDays: 0 }, 'outOfRange', 'windowDays'],
    [{ windowDays: 3_661 }, 'outOfRange', 'windowDays'],
    [{ glideTo: NaN }, 'notFinite', 'glideTo'],
  ] as const)('refuses %j', (options, code, path) => {
    expectError(
      () => calibrateTarget([], { fromDay: 0, day: 30, ...options }),
      code,
      path,
    );
    expectError(
      () => calibrateTarget([step(0, -1)], { fromDay: 0, day: 30 }),
      'outOfRange',
      'exposure[0].exposureUnits',
    );
  });
});
