import { RatedRisk, onlyRated, shareOf } from './aggregate';
import { Coverage } from './coverage';
import {
  Estimate,
  MICRO_PER_ONE,
  exposureUnits,
  sumExposureUnits,
} from './exposure';
import { compareText, requireInteger, requireUnique } from './numbers';
import { Level, Scale, levelOf } from './scale';
import {
  isSevere,
  logSurvival,
  probabilityOfSevere,
  severeHistogram,
} from './severe';

/**
 * What is explained, and the unit of its values: `exposure` in 1/10 000 point,
 * `severe` as a probability 0 to 1, `count` in risks.
 *
 * @public
 */
export type Metric = 'exposure' | 'severe' | 'count';

/** One risk's part in a number. @public */
export interface ExplanationInput {
  /** Id of the risk. */
  readonly risk: string;
  /** Entities it touches. */
  readonly entities: readonly string[];
  /** In the unit of the metric; for `severe` the risk's own probability. */
  readonly value: number;
  /** Part of the whole, 0 to 1; for `severe` by log-survival. */
  readonly share: number;
}

/** All inputs that are not listed one by one, taken together exactly. @public */
export interface ExplanationRest {
  readonly count: number;
  readonly value: number;
  readonly share: number;
}

/** Something that did not count, and why, in words. @public */
export interface ExcludedInput {
  readonly ref: string;
  readonly reason: string;
}

/**
 * What a number is made of. Values of inputs and rest add up exactly to the
 * value for `exposure` and `count`. For `severe` they combine as independent
 * chances, `1 - value = prod(1 - input) * (1 - rest)`, and shares add up to 1
 * within 1e-9.
 *
 * @public
 */
export interface Explanation {
  readonly metric: Metric;
  /** The entity, product or group the number belongs to. */
  readonly ref: string;
  readonly value: number;
  /** ISO 8601 instant the number holds at. */
  readonly asOf: string;
  /** See {@link policyVersion}. */
  readonly policyVersion: string;
  /** The largest inputs, largest first. */
  readonly inputs: readonly ExplanationInput[];
  readonly rest: ExplanationRest;
  readonly excluded: readonly ExcludedInput[];
  readonly coverage: Coverage;
}

/** What an explanation says beyond the risks themselves. @public */
export interface ExplanationContext {
  readonly ref: string;
  readonly asOf: string;
  readonly policyVersion: string;
  readonly scale: Scale;
  readonly coverage: Coverage;
  /** What was left out before the risks were given, such as false positives. */
  readonly excluded?: readonly ExcludedInput[];
  /** How many inputs to list one by one; 10 unless said otherwise. */
  readonly listedCount?: number;
}

/** A risk as explanations see it. @public */
export interface ExplainedRisk extends RatedRisk {
  readonly entityRefs: readonly string[];
}

/** Why a risk without an estimate is left out. @public */
export const unratedReason = 'not rated yet';

/** Why a risk with an assumed rating is left out of chances. @public */
export const unconfirmedReason =
  'rating assumed from its source, not confirmed by a person';

const DEFAULT_LISTED_COUNT = 10;

interface Part {
  readonly risk: ExplainedRisk;
  readonly value: number;
  /** Orders parts of equal value: larger first. */
  readonly weight: number;
}

type RatedExplainedRisk = ExplainedRisk & { readonly estimate: Estimate };

function explain(
  metric: Metric,
  context: ExplanationContext,
  parts: readonly Part[],
  leftOut: readonly ExcludedInput[],
  combine: (parts: readonly Part[]) => number,
  shares: (part: Part) => number,
): Explanation {
  const { ref, asOf, policyVersion, coverage } = context;
  const listedCount = context.listedCount ?? DEFAULT_LISTED_COUNT;
  requireInteger(listedCount, 'listedCount');
  const ordered = [...parts].sort(
    (a, b) =>
      b.value - a.value ||
      b.weight - a.weight ||
      compareText(a.risk.id, b.risk.id),
  );
  const rest = ordered.slice(listedCount);
  return {
    metric,
    ref,
    value: combine(ordered),
    asOf,
    policyVersion,
    inputs: ordered.slice(0, listedCount).map(part => ({
      risk: part.risk.id,
      entities: part.risk.entityRefs,
      value: part.value,
      share: shares(part),
    })),
    rest: {
      count: rest.length,
      value: combine(rest),
      share: rest.reduce((sum, part) => sum + shares(part), 0),
    },
    excluded: [...(context.excluded ?? []), ...leftOut],
    coverage,
  };
}

function leaveOut(
  risks: readonly ExplainedRisk[],
  reason: string,
): ExcludedInput[] {
  return risks.map(risk => ({ ref: risk.id, reason }));
}

function requireDistinct(risks: readonly ExplainedRisk[]): void {
  requireUnique(
    risks.map(risk => risk.id),
    'risks',
  );
}

/**
 * What an exposure is made of. Unrated risks are listed as left out.
 *
 * @throws {@link RiskModelError} `duplicateId`, or for a wrong estimate.
 * @public
 */
export function explainExposure(
  context: ExplanationContext,
  risks: readonly ExplainedRisk[],
): Explanation {
  requireDistinct(risks);
  const parts = onlyRated(risks).map(risk => ({
    risk,
    value: exposureUnits(risk.estimate),
    weight: risk.estimate.impactCenti,
  }));
  const sum = (some: readonly Part[]) =>
    sumExposureUnits(some.map(part => part.value));
  const total = sum(parts);
  return explain(
    'exposure',
    context,
    parts,
    leaveOut(
      risks.filter(risk => !risk.estimate),
      unratedReason,
    ),
    sum,
    part => shareOf(part.value, total),
  );
}

function survivalShares(
  risks: readonly RatedExplainedRisk[],
): (probabilityMicro: number) => number {
  const certainCount = risks.filter(
    risk => risk.estimate.probabilityMicro === MICRO_PER_ONE,
  ).length;
  if (certainCount > 0) {
    // A certain event explains the whole chance; others cannot add to it.
    return probabilityMicro =>
      probabilityMicro === MICRO_PER_ONE ? 1 / certainCount : 0;
  }
  const total = risks.reduce(
    (sum, risk) => sum + logSurvival(risk.estimate.probabilityMicro),
    0,
  );
  return probabilityMicro => shareOf(logSurvival(probabilityMicro), total);
}

/**
 * What the chance of a severe event is made of: confirmed risks whose impact
 * is severe. Unrated risks, and severe ones whose rating nobody confirmed, are
 * listed as left out.
 *
 * @throws {@link RiskModelError} `duplicateId`, or for a wrong estimate.
 * @public
 */
export function explainSevere(
  context: ExplanationContext,
  risks: readonly ExplainedRisk[],
): Explanation {
  requireDistinct(risks);
  const severe = onlyRated(risks).filter(risk =>
    isSevere(risk.estimate, context.scale),
  );
  const confirmed = severe.filter(risk => risk.confirmed);
  const micro = new Map(
    confirmed.map(risk => [risk.id, risk.estimate.probabilityMicro]),
  );
  const microOf = (part: Part) => micro.get(part.risk.id) ?? 0;
  const shares = survivalShares(confirmed);
  return explain(
    'severe',
    context,
    confirmed.map(risk => ({
      risk,
      value: risk.estimate.probabilityMicro / MICRO_PER_ONE,
      weight: risk.estimate.impactCenti,
    })),
    [
      ...leaveOut(
        risks.filter(risk => !risk.estimate),
        unratedReason,
      ),
      ...leaveOut(
        severe.filter(risk => !risk.confirmed),
        unconfirmedReason,
      ),
    ],
    some => probabilityOfSevere(severeHistogram(some.map(microOf))),
    part => shares(microOf(part)),
  );
}

/**
 * Which risks a count counts: those of one level, the unrated ones, or all.
 *
 * @throws {@link RiskModelError} `duplicateId`, or for a wrong estimate.
 * @public
 */
export function explainCounts(
  context: ExplanationContext,
  risks: readonly ExplainedRisk[],
  counted: Level | 'unrated' | 'all' = 'all',
): Explanation {
  requireDistinct(risks);
  const parts = risks.flatMap(risk => {
    const units = risk.estimate && exposureUnits(risk.estimate);
    const level =
      units === undefined ? 'unrated' : levelOf(units, context.scale);
    return counted === 'all' || counted === level
      ? [{ risk, value: 1, weight: units ?? -1 }]
      : [];
  });
  const count = (some: readonly Part[]) => some.length;
  return explain('count', context, parts, [], count, () => 1 / parts.length);
}
