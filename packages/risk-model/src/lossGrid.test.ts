import fc from 'fast-check';
import { Loss, chooseGrid, displacementBound, onGrid } from './lossGrid';
import { propertyRuns } from './__testUtils__/arbitraries';

const anyLosses = (size: { minLength: number; maxLength: number }) =>
  fc.array(
    fc.record({
      probability: fc.double({ min: 1e-6, max: 1, noNaN: true }),
      centi: fc.integer({ min: 1, max: 10_000 }),
    }),
    size,
  );

const equal = (count: number, loss: Loss): Loss[] =>
  Array.from({ length: count }, () => loss);

/** Exact chance that the losses on a grid add up to more than `bound` too much. */
function chanceBeyond(
  losses: readonly Loss[],
  gridCenti: number,
  bound: number,
): number {
  const moves = onGrid(losses, gridCenti).map(
    ({ cells }, index) => cells * gridCenti - losses[index].centi,
  );
  let sums = new Map([[0, 1]]);
  losses.forEach(({ probability }, index) => {
    const next = new Map<number, number>();
    for (const [sum, chance] of sums) {
      const moved = sum + moves[index];
      next.set(sum, (next.get(sum) ?? 0) + chance * (1 - probability));
      next.set(moved, (next.get(moved) ?? 0) + chance * probability);
    }
    sums = next;
  });
  return [...sums]
    .filter(([sum]) => Math.abs(sum) > bound)
    .reduce((total, [, chance]) => total + chance, 0);
}

describe('chooseGrid', () => {
  it('takes the greatest common divisor where that is affordable', () => {
    const losses = [3_000, 1_200, 4_500].map(centi => ({
      probability: 0.1,
      centi,
    }));
    expect(chooseGrid(losses)).toEqual({ gridCenti: 300, cut: false });
    expect(chooseGrid([{ probability: 1, centi: 7 }]).gridCenti).toBe(7);
  });

  it('keeps 1/100 point for a hundred risks of up to 100 points', () => {
    const losses = Array.from({ length: 100 }, (_, index) => ({
      probability: 0.15,
      centi: 100 + 97 * index,
    }));
    expect(chooseGrid(losses)).toEqual({ gridCenti: 1, cut: true });
  });

  it('widens by whole steps of the divisor beyond that', () => {
    const losses = Array.from({ length: 1_000 }, (_, index) => ({
      probability: 0.15,
      centi: 3 * (9_000 + index),
    }));
    const { gridCenti } = chooseGrid(losses);
    expect(gridCenti).toBeGreaterThan(3);
    expect(gridCenti % 3).toBe(0);
  });

  it('allows more work in proportion to the risks, from 500 on', () => {
    const gridOf = (count: number) =>
      chooseGrid([
        ...equal(count - 1, { probability: 0.5, centi: 9_998 }),
        { probability: 0.5, centi: 9_999 },
      ]).gridCenti;
    // Work grows with count^1.5 and what is affordable with count.
    expect(gridOf(2_000) / gridOf(500)).toBeCloseTo(2, 0);
  });

  it('never takes more cells than memory allows, however sure all losses are', () => {
    const certain = [
      { probability: 1, centi: 1 },
      { probability: 1, centi: 1e12 },
    ];
    expect(chooseGrid(certain).gridCenti).toBeGreaterThanOrEqual(1e12 / 4e6);
  });
});

describe('onGrid', () => {
  it('moves losses to the nearest cells', () => {
    expect(
      onGrid(
        [14, 15, 26].map(centi => ({ probability: 0.5, centi })),
        10,
      ).map(({ cells }) => cells),
    ).toEqual([1, 2, 3]);
  });
});

describe('displacementBound', () => {
  it('is nothing where every loss lies on the grid', () => {
    expect(
      displacementBound(equal(3, { probability: 0.5, centi: 30 }), 10),
    ).toEqual({ lossErrorCenti: 0, probabilityError: 0 });
  });

  it('is what few displacements can add up to, with certainty', () => {
    const losses = [12, 14, 27, 29].map(centi => ({ probability: 0.5, centi }));
    // 2 and 4 down, 3 and 1 up.
    expect(displacementBound(losses, 10)).toEqual({
      lossErrorCenti: 6,
      probabilityError: 0,
    });
    expect(displacementBound(losses.slice(2), 10).lossErrorCenti).toBe(4);
  });

  it('is less than that for many, and as good as fails never', () => {
    const losses = Array.from({ length: 400 }, (_, index) => ({
      probability: 0.02 + (index % 10) / 20,
      centi: 1_000 + index,
    }));
    const { lossErrorCenti, probabilityError } = displacementBound(losses, 7);
    expect(probabilityError).toBe(1e-12);
    expect(chanceBeyond(losses, 7, lossErrorCenti)).toBeLessThan(1e-12);
    // Nor is it far from what it needs to be.
    expect(chanceBeyond(losses, 7, 0.8 * lossErrorCenti)).toBeGreaterThan(
      1e-12,
    );
  });

  it('expects what is always rounded the same way', () => {
    for (const centi of [12, 18]) {
      const losses = equal(500, { probability: 0.5, centi });
      const { lossErrorCenti } = displacementBound(losses, 10);
      expect(lossErrorCenti).toBeGreaterThan(500);
      expect(lossErrorCenti).toBeLessThan(700);
      expect(chanceBeyond(losses, 10, lossErrorCenti)).toBeLessThan(1e-12);
    }
  });

  it('fails for no set of losses more often than it says', () => {
    fc.assert(
      fc.property(
        anyLosses({ minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 50 }),
        (losses, gridCenti) => {
          const { lossErrorCenti, probabilityError } = displacementBound(
            losses,
            gridCenti,
          );
          expect(
            chanceBeyond(losses, gridCenti, lossErrorCenti),
          ).toBeLessThanOrEqual(probabilityError);
        },
      ),
      propertyRuns,
    );
  });
});
