import { RatedRisk, onlyRated } from './aggregate';
import { RiskModelError } from './errors';
import { exposureUnits, sumExposureUnits } from './exposure';
import { compareText, requireInteger, requireUnique } from './numbers';

/**
 * A risk with its place: exactly one product, and the entities it touches.
 *
 * @public
 */
export interface PlacedRisk extends RatedRisk {
  readonly productRef: string;
  /** Distinct entity refs; empty for a risk of the product as a whole. */
  readonly entityRefs: readonly string[];
}

/** Exposure in 1/10 000 point by entity or product ref. @public */
export type ExposureByRef = ReadonlyMap<string, number>;

/**
 * Splits an exposure equally over refs so that the parts add up to it exactly:
 * what does not divide goes, one unit each, to the first refs in code unit
 * order.
 *
 * @param exposure - in 1/10 000 point
 * @throws {@link RiskModelError} `emptySet` without refs, `duplicateId` for a
 * ref given twice.
 * @public
 */
export function splitEqually(
  exposure: number,
  refs: readonly string[],
): ExposureByRef {
  requireInteger(exposure, 'exposureUnits');
  requireUnique(refs, 'refs');
  if (refs.length === 0) {
    throw new RiskModelError(
      'emptySet',
      'refs',
      'must name at least one entity to split an exposure over',
    );
  }
  const remainder = exposure % refs.length;
  const part = (exposure - remainder) / refs.length;
  return new Map(
    [...refs]
      .sort(compareText)
      .map((ref, index) => [ref, index < remainder ? part + 1 : part]),
  );
}

function addTo(sums: Map<string, number>, ref: string, exposure: number) {
  sums.set(ref, sumExposureUnits([sums.get(ref) ?? 0, exposure]));
}

/**
 * Each entity's own exposure: the sum over all risks that touch it. A risk
 * that touches several entities counts fully on each, so these sums add up to
 * more than the product; {@link productMadeOfEntities} gives the parts.
 *
 * @public
 */
export function exposureOfEntities(
  risks: readonly PlacedRisk[],
): ExposureByRef {
  requireUnique(
    risks.map(risk => risk.id),
    'risks',
  );
  const sums = new Map<string, number>();
  for (const risk of onlyRated(risks)) {
    for (const ref of risk.entityRefs) {
      addTo(sums, ref, exposureUnits(risk.estimate));
    }
  }
  return sums;
}

/** Each product's exposure: the sum over its risks. @public */
export function exposureOfProducts(
  risks: readonly PlacedRisk[],
): ExposureByRef {
  requireUnique(
    risks.map(risk => risk.id),
    'risks',
  );
  const sums = new Map<string, number>();
  for (const risk of onlyRated(risks)) {
    addTo(sums, risk.productRef, exposureUnits(risk.estimate));
  }
  return sums;
}

/**
 * What products are made of by entity: each risk's exposure split equally over
 * its entities; a risk without entities goes to its product's own ref. Adds up
 * exactly to the products.
 *
 * @public
 */
export function productMadeOfEntities(
  risks: readonly PlacedRisk[],
): ExposureByRef {
  requireUnique(
    risks.map(risk => risk.id),
    'risks',
  );
  const sums = new Map<string, number>();
  for (const { estimate, entityRefs, productRef } of onlyRated(risks)) {
    const refs = entityRefs.length > 0 ? entityRefs : [productRef];
    for (const [ref, part] of splitEqually(exposureUnits(estimate), refs)) {
      addTo(sums, ref, part);
    }
  }
  return sums;
}

/**
 * Exposure above products, of an owner, a domain or the organisation: the sum
 * of products, each once however often it is named. A product without rated
 * risks adds nothing.
 *
 * @public
 */
export function exposureAboveProducts(
  exposureByProduct: ExposureByRef,
  productRefs: Iterable<string>,
): number {
  return sumExposureUnits(
    [...new Set(productRefs)].map(ref => exposureByProduct.get(ref) ?? 0),
  );
}
