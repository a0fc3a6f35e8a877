import { formatPoints, formatProbability } from './format';
import { expectError } from './__testUtils__/expectError';

describe('formatPoints', () => {
  it.each([
    [0, '0'],
    [1, '< 0.1'],
    [999, '< 0.1'],
    [1_000, '0.1'],
    [1_499, '0.1'],
    [1_500, '0.2'],
    [9_500, '1.0'],
    [124_000, '12.4'],
    [9_999_999, '1,000.0'],
    [12_345_678_900, '1,234,567.9'],
    [-32_000, '-3.2'],
  ])('shows %d units as %s', (units, text) => {
    expect(formatPoints(units)).toBe(text);
  });

  it('refuses to show what is no number', () => {
    expectError(() => formatPoints(NaN), 'notFinite', 'exposureUnits');
  });
});

describe('formatProbability', () => {
  it.each([
    [0, '0 %'],
    [0.000_001, '< 1 %'],
    [0.009_999, '< 1 %'],
    [0.01, '1 %'],
    [0.184, '18 %'],
    [0.185, '19 %'],
    [0.99, '99 %'],
    [0.990_001, '> 99 %'],
    [1, '100 %'],
  ])('shows %d as %s', (probability, text) => {
    expect(formatProbability(probability)).toBe(text);
  });

  it('refuses what is no probability', () => {
    expectError(() => formatProbability(NaN), 'notFinite', 'probability');
    expectError(() => formatProbability(-0.1), 'outOfRange', 'probability');
    expectError(() => formatProbability(1.1), 'outOfRange', 'probability');
  });
});
