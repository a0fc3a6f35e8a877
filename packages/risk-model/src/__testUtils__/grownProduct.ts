import fc from 'fast-check';
import { aggregate } from '../aggregate';
import { CENTI_PER_POINT, Estimate, sumExposureUnits } from '../exposure';
import { exposureOfProducts, productMadeOfEntities } from '../hierarchy';
import { exceedance } from '../lossDistribution';
import { lossExceedance } from '../lossExceedance';
import { MitigationEffect, applyMitigations } from '../mitigation';
import { defaultPolicy } from '../policy';
import { ratingOf } from '../rating';
import { defaultScale } from '../scale';
import { anyMitigation } from './arbitraries';

/** What one source says of one entity. */
export interface Finding {
  id: string;
  entityRef: string;
  estimate?: Estimate;
}

/** A risk as it comes about: from findings, a person's rating, mitigations. */
export interface GrownRisk {
  id: string;
  findings: Finding[];
  personEstimate?: Estimate;
  mitigations: MitigationEffect[];
}

export const entityRefs = ['api', 'jobs', 'ledger', 'web'].map(
  name => `component:default/${name}`,
);
export const productRef = 'system:default/payments';

/**
 * Any rating of up to 40 points, which keeps a distribution small enough for
 * 1 000 runs; edges included.
 */
export const anySmallEstimate: fc.Arbitrary<Estimate> = fc.record({
  probabilityMicro: fc.oneof(
    fc.constantFrom(0, 1, 1_000_000),
    fc.integer({ min: 0, max: 1_000_000 }),
  ),
  impactCenti: fc.oneof(
    fc.constantFrom(0, 1, 2_999, 3_000),
    fc.integer({ min: 0, max: 40 }).map(points => points * 100),
  ),
});

const anyGrownRisk = fc.record({
  findings: fc.array(
    fc.record({
      entityRef: fc.constantFrom(...entityRefs),
      estimate: fc.option(anySmallEstimate, { nil: undefined }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  personEstimate: fc.option(anySmallEstimate, { nil: undefined }),
  mitigations: fc.array(anyMitigation, { maxLength: 2 }),
});

/** A product of a few risks, each with an id of its own. */
export const anyProduct = fc
  .array(anyGrownRisk, { minLength: 1, maxLength: 5 })
  .map((risks): GrownRisk[] =>
    risks.map((risk, index) => ({
      ...risk,
      id: `r${index}`,
      findings: risk.findings.map((finding, position) => ({
        ...finding,
        id: `f${index}-${position}`,
      })),
    })),
  );

/** A risk as the roll-ups take it. */
export function rated({
  id,
  findings,
  personEstimate,
  mitigations,
}: GrownRisk) {
  const { estimate, confirmed } = ratingOf(
    personEstimate,
    findings.map(finding => finding.estimate),
  );
  return {
    id,
    productRef,
    entityRefs: [...new Set(findings.map(finding => finding.entityRef))],
    estimate:
      estimate &&
      applyMitigations(estimate, mitigations, defaultPolicy).current,
    confirmed,
  };
}

const probedPoints = [0.01, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144];

/** Every number that a product is told by. */
export function numbersOf(product: readonly GrownRisk[]) {
  const risks = product.map(rated);
  const { distribution, ...losses } = lossExceedance(risks);
  return {
    ...aggregate(risks, defaultScale),
    ofProduct: exposureOfProducts(risks).get(productRef),
    parts: sumExposureUnits(productMadeOfEntities(risks).values()),
    ...losses,
    // Some of thousands, which would take long to compare.
    exceedances: probedPoints.map(points =>
      exceedance(distribution, points * CENTI_PER_POINT),
    ),
  };
}
