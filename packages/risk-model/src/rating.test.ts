import fc from 'fast-check';
import { exposureUnits } from './exposure';
import { highestEstimate, ratingOf } from './rating';
import { anyEstimate, propertyRuns } from './__testUtils__/arbitraries';

const low = { probabilityMicro: 30_000, impactCenti: 300 };
const high = { probabilityMicro: 100_000, impactCenti: 3_000 };

describe('highestEstimate', () => {
  it('takes the highest exposure and passes over what is unrated', () => {
    expect(highestEstimate([low, undefined, high])).toEqual(high);
  });

  it('takes the higher impact, then probability, of equal exposures', () => {
    const rareAndBad = { probabilityMicro: 30_000, impactCenti: 10_000 };
    expect(highestEstimate([rareAndBad, high])).toEqual(rareAndBad);
    expect(highestEstimate([high, rareAndBad])).toEqual(rareAndBad);
    const never = { probabilityMicro: 0, impactCenti: 0 };
    const harmless = { probabilityMicro: 10, impactCenti: 0 };
    expect(highestEstimate([harmless, never])).toEqual(harmless);
    expect(highestEstimate([never, harmless])).toEqual(harmless);
  });

  it('stays unrated when nothing is rated', () => {
    expect(highestEstimate([])).toBeUndefined();
    expect(highestEstimate([undefined])).toBeUndefined();
  });

  it('does not depend on the order of sources', () => {
    fc.assert(
      fc.property(fc.array(anyEstimate), estimates => {
        expect(highestEstimate([...estimates].reverse())).toEqual(
          highestEstimate(estimates),
        );
      }),
      propertyRuns,
    );
  });

  it('is not changed by a second source with an equal or lower rating', () => {
    fc.assert(
      fc.property(fc.array(anyEstimate, { minLength: 1 }), estimates => {
        const [first, ...others] = [...estimates].sort(
          (a, b) => exposureUnits(b) - exposureUnits(a),
        );
        const notHigher = others.filter(
          other => exposureUnits(other) < exposureUnits(first),
        );
        expect(highestEstimate([first, first, ...notHigher])).toEqual(first);
      }),
      propertyRuns,
    );
  });
});

describe('ratingOf', () => {
  it('is assumed from findings until a person rates', () => {
    expect(ratingOf(undefined, [low, high])).toEqual({
      estimate: high,
      confirmed: false,
    });
    expect(ratingOf(undefined, [])).toEqual({
      estimate: undefined,
      confirmed: false,
    });
  });

  it("keeps a person's rating whatever sources say", () => {
    expect(ratingOf(low, [high])).toEqual({ estimate: low, confirmed: true });
  });
});
