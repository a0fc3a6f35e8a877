import {
  compareText,
  divideHalfUp,
  requireFraction,
  requireInteger,
  requireNotNegative,
  requireUnique,
  toSafeNumber,
} from './numbers';
import { expectError } from './__testUtils__/expectError';

describe('divideHalfUp', () => {
  it('rounds to the nearest, a half up', () => {
    expect([4n, 5n, 14n, 15n].map(n => divideHalfUp(n, 10n))).toEqual([
      0n,
      1n,
      1n,
      2n,
    ]);
  });
});

describe('what is required of numbers and ids', () => {
  it('takes the ends of every range and nothing beyond', () => {
    for (const end of [0, 1]) {
      requireFraction(end, 'p');
      requireInteger(end, 'n', { min: 0, max: 1 });
      requireNotNegative(end, 'm');
    }
    expectError(() => requireFraction(1 + 1e-9, 'p'), 'outOfRange', 'p');
    expectError(() => requireFraction(-1e-9, 'p'), 'outOfRange', 'p');
    expectError(() => requireNotNegative(-1e-9, 'm'), 'outOfRange', 'm');
    expectError(() => requireNotNegative(NaN, 'm'), 'notFinite', 'm');
    expectError(() => requireInteger(2, 'n', { max: 1 }), 'outOfRange', 'n');
    expectError(() => requireInteger(2 ** 53, 'n'), 'outOfRange', 'n');
    expectError(() => requireInteger(0.5, 'n'), 'notInteger', 'n');
  });

  it('keeps the largest exact number', () => {
    const most = BigInt(Number.MAX_SAFE_INTEGER);
    expect(toSafeNumber(most, 'sum')).toBe(Number.MAX_SAFE_INTEGER);
    expectError(() => toSafeNumber(most + 1n, 'sum'), 'tooLarge', 'sum');
  });

  it('takes different ids and names the one that comes twice', () => {
    requireUnique([], 'risks');
    requireUnique(['a', 'b'], 'risks');
    expect(() => requireUnique(['a', 'b', 'a'], 'risks')).toThrow(
      "risks holds 'a' twice",
    );
    expectError(
      () => requireUnique(['a', 'a'], 'risks'),
      'duplicateId',
      'risks',
    );
  });
});

describe('compareText', () => {
  it('orders by code unit and knows equals', () => {
    expect(compareText('B', 'a')).toBe(-1);
    expect(compareText('a', 'B')).toBe(1);
    expect(compareText('a', 'a')).toBe(0);
  });
});
