import { paceWords } from './budgetWords';

describe('paceWords', () => {
  it.each([
    [
      'one rate for all windows',
      [1.04, 1.01, 1],
      '1.0 times what the target allows over 1 to 7 days',
    ],
    [
      'a pace that changed',
      [1.6, 1.6, 1.2],
      '1.6 times what the target allows over 1 to 3 days, 1.2 times over 7 days',
    ],
    [
      'windows that are not full',
      [1, undefined, undefined],
      '1.0 times what the target allows over 1 day, not known yet over 3 to 7 days',
    ],
    [
      'the shortest one not known',
      [undefined, 2, 2],
      'not known yet over 1 day, 2.0 times what the target allows over 3 to 7 days',
    ],
  ])('says %s', (_, rates, words) => {
    expect(
      paceWords(rates.map((rate, index) => ({ days: [1, 3, 7][index], rate }))),
    ).toBe(words);
  });
});
