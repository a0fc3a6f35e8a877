import { RatedRisk, onlyRated } from './aggregate';
import { CENTI_PER_POINT, MICRO_PER_ONE } from './exposure';
import {
  LossDistribution,
  lossDistribution,
  lossQuantileCenti,
} from './lossDistribution';
import { requireUnique } from './numbers';

/** Quantiles that the loss of a year is told by, in percent. @public */
export const lossQuantilePercents = [50, 80, 90, 95, 99] as const;

/** A quantile that the loss of a year is told by, in percent. @public */
export type LossQuantilePercent = (typeof lossQuantilePercents)[number];

/**
 * What a product may lose within a year, and how likely.
 *
 * @public
 */
export interface LossExceedance {
  readonly distribution: LossDistribution;
  /** Smallest loss, in points, that q percent of years do not go beyond. */
  readonly quantilePoints: Readonly<Record<LossQuantilePercent, number>>;
  /** Expected loss in points, from the estimates, before any grid. */
  readonly meanPoints: number;
  /** Variance of the loss in square points, from the estimates. */
  readonly variancePoints2: number;
  /** k: risks whose rating a person confirmed, and which therefore count. */
  readonly confirmedCount: number;
  /** n: all rated risks that could count. */
  readonly candidateCount: number;
}

/**
 * Loss exceedance of the risks of one product, over those with a confirmed
 * rating, taken as independent. Not meaningful above a product.
 *
 * @throws {@link RiskModelError} `duplicateId`, `tooLarge`, or for an estimate
 * outside its ranges.
 * @public
 */
export function lossExceedance(risks: readonly RatedRisk[]): LossExceedance {
  requireUnique(
    risks.map(risk => risk.id),
    'risks',
  );
  const rated = onlyRated(risks);
  const estimates = rated
    .filter(risk => risk.confirmed)
    .map(risk => risk.estimate);
  const distribution = lossDistribution(estimates);
  const quantile = (percent: LossQuantilePercent) =>
    lossQuantileCenti(distribution, percent / 100) / CENTI_PER_POINT;
  // Integers, so that neither depends on the order of the risks.
  let mean = 0n;
  let variance = 0n;
  for (const { probabilityMicro, impactCenti } of estimates) {
    const p = BigInt(probabilityMicro);
    const centi = BigInt(impactCenti);
    mean += p * centi;
    variance += p * (BigInt(MICRO_PER_ONE) - p) * centi * centi;
  }
  return {
    distribution,
    quantilePoints: {
      50: quantile(50),
      80: quantile(80),
      90: quantile(90),
      95: quantile(95),
      99: quantile(99),
    },
    meanPoints: Number(mean) / (MICRO_PER_ONE * CENTI_PER_POINT),
    variancePoints2: Number(variance) / (MICRO_PER_ONE * CENTI_PER_POINT) ** 2,
    confirmedCount: estimates.length,
    candidateCount: rated.length,
  };
}
