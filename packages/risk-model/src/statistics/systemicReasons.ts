import type { SystemicAssessment, SystemicPolicy } from './systemic';

function percent(fraction: number): string {
  return `${Math.round(fraction * 100)} %`;
}

function decimals(value: number): string {
  return value < 0.001 ? 'below 0.001' : value.toFixed(3);
}

/**
 * Why a category got its verdict, in words for someone who has not read the
 * formulas. What was measured comes first, then what it was compared with.
 *
 * @public
 */
export function systemicReasons(
  given: Omit<SystemicAssessment, 'reasons'>,
  policy: SystemicPolicy,
): string[] {
  const { affectedCount, assessedCount, productCount, wilson, qValue } = given;
  const tolerated = percent(policy.toleratedPrevalence);
  const reasons = [
    given.prevalence === undefined
      ? 'No product was assessed for this category.'
      : `${affectedCount} of ${assessedCount} assessed products are affected (${percent(
          given.prevalence,
        )}, 95 % interval ${percent(wilson.low)} to ${percent(wilson.high)}).`,
  ];
  if (given.verdict === 'tooLittleData') {
    reasons.push(
      assessedCount < policy.minAssessed
        ? `At least ${policy.minAssessed} products must be assessed before this can be told.`
        : `Only ${assessedCount} of ${productCount} products were assessed, which is less than ${percent(
            policy.minCoverage,
          )}.`,
    );
    return reasons;
  }
  if (given.expectedPrevalence !== undefined) {
    reasons.push(
      `The number of risks alone would lead to ${percent(
        given.expectedPrevalence,
      )}.`,
    );
  }
  if (given.systemic && qValue !== undefined) {
    reasons.push(
      `This is more than the tolerated ${tolerated}, beyond chance (q ${decimals(
        qValue,
      )}).`,
    );
  } else {
    reasons.push(
      wilson.low < policy.toleratedPrevalence
        ? `The true share may well be within the tolerated ${tolerated}.`
        : `Among this many categories, chance alone could explain it.`,
    );
  }
  if (given.commonCause) {
    reasons.push(
      `One root cause stands behind ${given.commonCause.affectedCount} of the ${affectedCount} affected products: ${given.commonCause.rootCause}. Fix it once, centrally.`,
    );
  }
  if (
    given.effectiveProducts !== undefined &&
    given.effectiveProducts < policy.concentratedBelow &&
    given.systemic
  ) {
    reasons.push(
      `Its exposure is concentrated: as if in ${given.effectiveProducts.toFixed(
        1,
      )} products of equal exposure.`,
    );
  }
  for (const { productRef, qValue: q } of given.hotSpots) {
    reasons.push(
      `${productRef} has more of these risks than its number of risks explains (q ${decimals(
        q,
      )}).`,
    );
  }
  return reasons;
}
