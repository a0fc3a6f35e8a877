import { modelledShare } from './coverage';
import { expectError } from './__testUtils__/expectError';

describe('modelledShare', () => {
  const coverage = { staleCount: 0, unratedCount: 0, notReviewedCount: 0 };

  it('is the part of the components that is modelled', () => {
    expect(
      modelledShare({ ...coverage, modelledCount: 6, componentCount: 8 }),
    ).toBe(0.75);
  });

  it('is unknown where there is nothing to model', () => {
    expect(
      modelledShare({ ...coverage, modelledCount: 0, componentCount: 0 }),
    ).toBeUndefined();
  });

  it.each([
    [NaN, 8, 'notFinite', 'coverage.modelledCount'],
    [-1, 8, 'outOfRange', 'coverage.modelledCount'],
    [9, 8, 'outOfRange', 'coverage.modelledCount'],
    [0, NaN, 'notFinite', 'coverage.componentCount'],
    [0, -1, 'outOfRange', 'coverage.componentCount'],
  ] as const)(
    'refuses %d of %d components',
    (modelledCount, componentCount, code, path) => {
      expectError(
        () => modelledShare({ ...coverage, modelledCount, componentCount }),
        code,
        path,
      );
    },
  );
});
