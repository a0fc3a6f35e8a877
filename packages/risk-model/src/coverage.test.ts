import { modelledShare } from './coverage';

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
});
