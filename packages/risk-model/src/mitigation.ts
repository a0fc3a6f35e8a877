import {
  CENTI_PER_POINT,
  Estimate,
  MICRO_PER_ONE,
  validateEstimate,
} from './exposure';
import { divideHalfUp, requireFraction } from './numbers';

/**
 * `planned`: not there yet. `claimed`: a file or a person says that it is in
 * place. `verified`: a person attached evidence.
 *
 * @public
 */
export type MitigationState = 'planned' | 'claimed' | 'verified';

/**
 * How much a mitigation lowers a risk.
 *
 * @public
 */
export interface MitigationEffect {
  readonly state: MitigationState;
  /** Part of the likelihood that it removes, 0 to 1. */
  readonly effectLikelihood: number;
  /** Part of the impact that it removes, 0 to 1. */
  readonly effectImpact: number;
}

/**
 * A risk after some of its mitigations.
 *
 * @public
 */
export interface MitigatedEstimate extends Estimate {
  /** `p * m` in points, before any rounding to the units of the estimate. */
  readonly unroundedPoints: number;
}

/**
 * One risk seen with more and more of its mitigations taken for real.
 *
 * @public
 */
export interface MitigatedRisk {
  /** As if nothing had been done. */
  readonly inherent: MitigatedEstimate;
  /** What is in place and has evidence: what is left if every claim is empty. */
  readonly verifiedOnly: MitigatedEstimate;
  /** What is in place, claims weighed: the number that counts today. */
  readonly current: MitigatedEstimate;
  /** Once everything planned is in place too. */
  readonly projected: MitigatedEstimate;
}

// Effects and weights are read as decimals with 12 digits and multiplied as
// integers. In floating point the product would depend on the order of the
// mitigations, and 0.1 of a half would no longer round up.
const EFFECT_DIGITS = 1e12;
const FACTOR_SCALE = BigInt(EFFECT_DIGITS) ** 2n;
const POINT_DIGITS = 1e24;

type Weights = Record<MitigationState, number>;

function remaining(effect: number, weight: number): bigint {
  return (
    FACTOR_SCALE -
    BigInt(Math.round(effect * EFFECT_DIGITS)) *
      BigInt(Math.round(weight * EFFECT_DIGITS))
  );
}

function reduceBy(
  inherent: Estimate,
  mitigations: readonly MitigationEffect[],
  weights: Weights,
): MitigatedEstimate {
  let probability = BigInt(inherent.probabilityMicro);
  let impact = BigInt(inherent.impactCenti);
  let scale = 1n;
  for (const mitigation of mitigations) {
    const weight = weights[mitigation.state];
    if (weight > 0) {
      probability *= remaining(mitigation.effectLikelihood, weight);
      impact *= remaining(mitigation.effectImpact, weight);
      scale *= FACTOR_SCALE;
    }
  }
  const microCentiPerPoint = BigInt(MICRO_PER_ONE * CENTI_PER_POINT);
  return {
    probabilityMicro: Number(divideHalfUp(probability, scale)),
    impactCenti: Number(divideHalfUp(impact, scale)),
    unroundedPoints:
      Number(
        (probability * impact * BigInt(POINT_DIGITS)) /
          (scale * scale * microCentiPerPoint),
      ) / POINT_DIGITS,
  };
}

/**
 * What a risk's mitigations leave of it: `p = p0 * prod(1 - eL * v)` and
 * `m = m0 * prod(1 - eI * v)`. The weight `v` of a mitigation is 1 when
 * verified and `claimedWeight` when claimed; planned ones count, as 1, in the
 * projection only. Multiplying never goes below zero, as adding effects would.
 *
 * The result does not depend on the order of the mitigations. Each estimate is
 * rounded half up to its units; its exposure follows from the rounded numbers,
 * so that what is shown multiplies to what is summed.
 *
 * @throws {@link RiskModelError} for an estimate, effect or weight outside its
 * range.
 * @public
 */
export function applyMitigations(
  inherent: Estimate,
  mitigations: readonly MitigationEffect[],
  options: { claimedWeight: number },
): MitigatedRisk {
  const { claimedWeight } = options;
  validateEstimate(inherent, 'inherent');
  requireFraction(claimedWeight, 'claimedWeight');
  mitigations.forEach(({ effectLikelihood, effectImpact }, index) => {
    requireFraction(effectLikelihood, `mitigations[${index}].effectLikelihood`);
    requireFraction(effectImpact, `mitigations[${index}].effectImpact`);
  });
  const reduced = (weights: Weights) =>
    reduceBy(inherent, mitigations, weights);
  return {
    inherent: reduced({ verified: 0, claimed: 0, planned: 0 }),
    verifiedOnly: reduced({ verified: 1, claimed: 0, planned: 0 }),
    current: reduced({ verified: 1, claimed: claimedWeight, planned: 0 }),
    projected: reduced({ verified: 1, claimed: claimedWeight, planned: 1 }),
  };
}
