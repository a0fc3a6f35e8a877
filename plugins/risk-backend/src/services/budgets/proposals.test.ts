import { AssessedExposure, Step } from '@product-risk/risk-model';
import { annotatedTarget, calibrationOf } from './proposals';

const policy = {
  windowDays: 90,
  calibration: { calibrationDays: 30, glideTo: 0.8 },
};
const step = (fromDay: number, exposureUnits: number): Step => ({
  fromDay,
  exposureUnits,
});
const part = (assessedFromDay: number, ...steps: Step[]): AssessedExposure => ({
  id: String(assessedFromDay),
  assessedFromDay,
  steps,
});

describe('calibrationOf', () => {
  it('waits until the first days are over, and says when', () => {
    const parts = [part(100, step(100, 50_000))];
    expect(calibrationOf({ parts, day: 129, policy })).toEqual({
      readyDay: 130,
    });
    expect(calibrationOf({ parts, day: 130, policy })).toMatchObject({
      readyDay: undefined,
      calibration: { medianUnits: 50_000, fromDay: 100 },
    });
  });

  it('starts from where the glide path is today', () => {
    const { calibration } = calibrationOf({
      parts: [part(0, step(0, 100_000))],
      day: 120,
      policy,
    });
    expect(calibration?.steps[0]).toEqual(step(120, 90_000));
    expect(calibration?.steps[calibration.steps.length - 1]).toEqual(
      step(210, 80_000),
    );
  });

  it('goes by what was assessed last, as soon as its first days are over', () => {
    const parts = [part(0, step(0, 100_000)), part(200, step(200, 60_000))];
    expect(calibrationOf({ parts, day: 220, policy })).toMatchObject({
      calibration: { fromDay: 0, medianUnits: 100_000 },
      readyDay: 230,
    });
    expect(calibrationOf({ parts, day: 230, policy })).toMatchObject({
      calibration: { fromDay: 200, medianUnits: 160_000 },
    });
  });

  it('has nothing to go by where nothing was assessed', () => {
    expect(calibrationOf({ parts: [], day: 10, policy })).toEqual({});
  });
});

describe('annotatedTarget', () => {
  it('reads points', () => {
    expect(annotatedTarget('12.5')).toEqual({ target: 125_000 });
    expect(annotatedTarget(undefined)).toEqual({});
  });

  it.each(['', '-1', '1e9', 'ten', '1.00001', '9999999999', 'Infinity'])(
    'says what is wrong with %j',
    text => {
      expect(annotatedTarget(text)).toEqual({
        problem: expect.stringContaining('number of points'),
      });
    },
  );
});
