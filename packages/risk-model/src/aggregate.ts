import { Estimate, exposureUnits, sumExposureUnits } from './exposure';
import { requireUnique } from './numbers';
import { Rating } from './rating';
import { Level, Scale, levelOf, worstLevel } from './scale';
import { isSevere, probabilityOfSevere, severeHistogram } from './severe';

/**
 * One risk as sums see it.
 *
 * @public
 */
export interface RatedRisk extends Rating {
  readonly id: string;
  /** Current estimate; undefined: unrated, counted as such and never as zero. */
  readonly estimate?: Estimate;
}

/** What one rated risk adds to a sum. @public */
export interface Contribution {
  readonly id: string;
  /** In 1/10 000 point. */
  readonly exposureUnits: number;
  /** Part of the sum, 0 to 1; 0 when the sum is 0. */
  readonly share: number;
  readonly level: Level;
}

/**
 * A chance with the part of the risks it rests on: "k of n confirmed".
 *
 * @public
 */
export interface ConfirmedChance {
  /** Annual probability over the confirmed risks, 0 to 1. */
  readonly probability: number;
  /** k: risks whose rating a person confirmed, and which therefore count. */
  readonly confirmedCount: number;
  /** n: all rated risks that could count. */
  readonly candidateCount: number;
}

/** Numbers of a set of distinct risks. @public */
export interface Aggregate {
  /** Expected loss a year, in 1/10 000 point. */
  readonly exposureUnits: number;
  /** Every rated risk in the order given; adds up exactly. */
  readonly contributions: readonly Contribution[];
  /** Chance of any loss at all. */
  readonly any: ConfirmedChance;
  /** Chance of a severe event. Not meaningful above a product. */
  readonly severe: ConfirmedChance;
  readonly countsByLevel: Readonly<Record<Level, number>>;
  readonly unratedCount: number;
  /** Undefined when nothing is rated: unknown, not low. */
  readonly worst: Level | undefined;
}

/** Part of a total, 0 to 1; 0 of a total of 0. */
export function shareOf(part: number, total: number): number {
  return total === 0 ? 0 : part / total;
}

function confirmedChance(
  candidates: ReadonlyArray<{ estimate: Estimate; confirmed: boolean }>,
): ConfirmedChance {
  const confirmed = candidates.filter(risk => risk.confirmed);
  return {
    probability: probabilityOfSevere(
      severeHistogram(confirmed.map(risk => risk.estimate.probabilityMicro)),
    ),
    confirmedCount: confirmed.length,
    candidateCount: candidates.length,
  };
}

/** A risk known to have an estimate. */
export type RatedRiskOf<T extends RatedRisk> = T & {
  readonly estimate: Estimate;
};

/** The risks that have an estimate. */
export function onlyRated<T extends RatedRisk>(
  risks: readonly T[],
): ReadonlyArray<RatedRiskOf<T>> {
  return risks.flatMap(risk =>
    risk.estimate ? [{ ...risk, estimate: risk.estimate }] : [],
  );
}

/**
 * Rolls distinct risks of one product or entity up.
 *
 * Exposure is the exact sum of `p * m`, each rounded once. Chances assume
 * independence and rest on confirmed ratings with an impact above 0. The order
 * of the risks changes no number.
 *
 * @throws {@link RiskModelError} `duplicateId`, or for an estimate outside its
 * ranges.
 * @public
 */
export function aggregate(
  risks: readonly RatedRisk[],
  scale: Scale,
): Aggregate {
  requireUnique(
    risks.map(risk => risk.id),
    'risks',
  );
  const rated = onlyRated(risks);
  const exposures = rated.map(risk => exposureUnits(risk.estimate));
  const total = sumExposureUnits(exposures);
  const contributions = rated.map(({ id }, index) => ({
    id,
    exposureUnits: exposures[index],
    share: shareOf(exposures[index], total),
    level: levelOf(exposures[index], scale),
  }));
  const countsByLevel = { low: 0, medium: 0, high: 0, critical: 0 };
  for (const { level } of contributions) {
    countsByLevel[level] += 1;
  }
  return {
    exposureUnits: total,
    contributions,
    any: confirmedChance(rated.filter(risk => risk.estimate.impactCenti > 0)),
    severe: confirmedChance(
      rated.filter(risk => isSevere(risk.estimate, scale)),
    ),
    countsByLevel,
    unratedCount: risks.length - rated.length,
    worst: worstLevel(contributions.map(({ level }) => level)),
  };
}
