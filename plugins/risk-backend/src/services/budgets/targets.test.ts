import { Step } from '@product-risk/risk-model';
import fc from 'fast-check';
import {
  raisesTarget,
  targetFrom,
  targetOn,
  targetOverTime,
  writeSteps,
} from './targets';

const step = (fromDay: number, exposureUnits: number): Step => ({
  fromDay,
  exposureUnits,
});
const changed = (...steps: Step[]) => ({ steps: writeSteps(steps) });

const anyPath = fc
  .uniqueArray(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 6 })
  .chain(days =>
    fc
      .array(fc.integer({ min: 0, max: 100 }), {
        minLength: days.length,
        maxLength: days.length,
      })
      .map(values =>
        [...days]
          .sort((a, b) => a - b)
          .map((day, index) => step(day, values[index])),
      ),
  );

describe('targetOverTime', () => {
  it('drops what was planned from the day of a change on', () => {
    const glide = changed(step(10, 100), step(20, 90), step(30, 80));

    expect(targetOverTime([glide, changed(step(25, 70))])).toEqual([
      step(10, 100),
      step(20, 90),
      step(25, 70),
    ]);
  });

  it('lets the last of several changes on one day count', () => {
    expect(
      targetOverTime([changed(step(10, 100)), changed(step(10, 50))]),
    ).toEqual([step(10, 50)]);
  });

  it('never rewrites what was before a change', () => {
    fc.assert(
      fc.property(anyPath, anyPath, fc.nat(400), (before, after, day) => {
        const changes = [changed(...before), changed(...after)];
        fc.pre(day < after[0].fromDay && day >= before[0].fromDay);
        expect(targetOn(targetOverTime(changes), day)).toBe(
          targetOn(before, day),
        );
      }),
    );
  });
});

describe('targetFrom', () => {
  it('says what a target is on a day and where it goes from there', () => {
    const target = [step(0, 100), step(10, 90), step(20, 80)];
    expect(targetFrom(target, 15)).toEqual([step(15, 90), step(20, 80)]);
    expect(targetFrom([], 15)).toEqual([]);
  });
});

describe('raisesTarget', () => {
  it('raises nothing where nothing was set', () => {
    expect(raisesTarget([], [step(0, 1_000)], 0)).toBe(false);
  });

  it('notices a raise that only comes later', () => {
    const glide = [step(0, 100), step(50, 80)];
    expect(raisesTarget(glide, [step(10, 90)], 10)).toBe(true);
    expect(raisesTarget(glide, [step(10, 80)], 10)).toBe(false);
    expect(raisesTarget(glide, [step(60, 80)], 60)).toBe(false);
  });

  it('agrees with comparing every day', () => {
    fc.assert(
      fc.property(anyPath, anyPath, fc.nat(100), (before, path, from) => {
        const after = targetFrom(path, from);
        const everyDay = Array.from({ length: 500 }, (_, day) => from + day);
        expect(raisesTarget(before, after, from)).toBe(
          everyDay.some(
            day => (targetOn(after, day) ?? 0) > (targetOn(before, day) ?? 0),
          ),
        );
      }),
    );
  });
});
