import { compareText, divideHalfUp } from './numbers';

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

describe('compareText', () => {
  it('orders by code unit and knows equals', () => {
    expect(compareText('B', 'a')).toBe(-1);
    expect(compareText('a', 'B')).toBe(1);
    expect(compareText('a', 'a')).toBe(0);
  });
});
