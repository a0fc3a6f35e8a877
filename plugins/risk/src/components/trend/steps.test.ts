import { stepsOf } from './steps';

const at = (day: string) => new Date(day).getTime();

describe('stepsOf', () => {
  it('holds a value until the next point', () => {
    const steps = stepsOf(
      [
        { day: '2026-11-01', exposure: 10 },
        { day: '2026-11-11', exposure: 30 },
      ],
      10,
    );
    expect(steps?.vertices).toEqual([
      { at: at('2026-11-01'), exposure: 10 },
      { at: at('2026-11-11'), exposure: 30 },
      { at: at('2026-11-11'), exposure: 30 },
    ]);
    expect(steps?.gaps).toEqual([]);
  });

  it('breaks the line where nothing was assessed', () => {
    const steps = stepsOf(
      [
        { day: '2026-11-01', exposure: 10 },
        { day: '2026-11-04' },
        { day: '2026-11-06', exposure: 20 },
      ],
      5,
    );
    expect(steps?.vertices).toContainEqual({
      at: at('2026-11-04'),
      exposure: 10,
    });
    expect(steps?.vertices).toContainEqual({
      at: at('2026-11-04'),
      exposure: null,
    });
    expect(steps?.gaps).toEqual([
      { from: at('2026-11-04'), to: at('2026-11-06') },
    ]);
  });

  it('counts what lies before the first point as not assessed', () => {
    const steps = stepsOf([{ day: '2026-11-11', exposure: 5 }], 10);
    expect(steps?.gaps).toEqual([
      { from: at('2026-11-01'), to: at('2026-11-11') },
    ]);
  });

  it('starts a point from before the window at its first day', () => {
    const steps = stepsOf(
      [
        { day: '2026-10-01', exposure: 7 },
        { day: '2026-11-11', exposure: 7 },
      ],
      10,
    );
    expect(steps?.vertices[0]).toEqual({ at: at('2026-11-01'), exposure: 7 });
    expect(steps?.gaps).toEqual([]);
  });

  it('has nothing to draw without points', () => {
    expect(stepsOf([], 90)).toBeUndefined();
  });
});
