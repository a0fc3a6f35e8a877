import { assumedEstimate } from './assumed';
import { exposureUnits } from './exposure';
import { defaultScale, levelOf, nearestOrdinal } from './scale';

describe('assumedEstimate', () => {
  it.each([
    ['info', 1, 1],
    ['low', 2, 2],
    ['medium', 3, 3],
    ['high', 3, 4],
    ['critical', 3, 5],
  ] as const)('takes %s for (%d, %d)', (severity, likelihood, impact) => {
    const estimate = assumedEstimate(severity, defaultScale);
    expect(estimate && nearestOrdinal(estimate, defaultScale)).toEqual({
      likelihood,
      impact,
    });
  });

  it.each(['low', 'medium', 'high', 'critical'] as const)(
    'gives %s an exposure of that level',
    severity => {
      const estimate = assumedEstimate(severity, defaultScale);
      expect(estimate && levelOf(exposureUnits(estimate), defaultScale)).toBe(
        severity,
      );
    },
  );

  it('makes no number out of an unknown severity', () => {
    expect(assumedEstimate('unknown', defaultScale)).toBeUndefined();
  });
});
