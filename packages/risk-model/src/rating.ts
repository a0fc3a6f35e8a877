import { Estimate, exposureUnits } from './exposure';

/**
 * The estimate a risk goes by, and whether a person stands behind it.
 *
 * @public
 */
export interface Rating {
  /** Undefined: nobody and no source rated it, so it counts as unrated. */
  readonly estimate?: Estimate;
  /** A person gave or confirmed it; otherwise it is assumed from sources. */
  readonly confirmed: boolean;
}

function isHigher(a: Estimate, b: Estimate): boolean {
  const difference = exposureUnits(a) - exposureUnits(b);
  if (difference !== 0) {
    return difference > 0;
  }
  return a.impactCenti === b.impactCenti
    ? a.probabilityMicro > b.probabilityMicro
    : a.impactCenti > b.impactCenti;
}

/**
 * The highest of some estimates by exposure; of equal exposures the one with
 * the higher impact, so that the order of the estimates does not matter.
 *
 * @public
 */
export function highestEstimate(
  estimates: Iterable<Estimate | undefined>,
): Estimate | undefined {
  let highest: Estimate | undefined;
  for (const estimate of estimates) {
    if (estimate && (!highest || isHigher(estimate, highest))) {
      highest = estimate;
    }
  }
  return highest;
}

/**
 * The rating of a risk: a person's, whatever sources say since; until there is
 * one the highest of what its findings say.
 *
 * @public
 */
export function ratingOf(
  personEstimate: Estimate | undefined,
  findingEstimates: Iterable<Estimate | undefined>,
): Rating {
  return personEstimate
    ? { estimate: personEstimate, confirmed: true }
    : { estimate: highestEstimate(findingEstimates), confirmed: false };
}
