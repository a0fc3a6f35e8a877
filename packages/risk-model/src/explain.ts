import { RatedRisk, RatedRiskOf, onlyRated, shareOf } from './aggregate';
import { Coverage } from './coverage';
import { exposureUnits, sumExposureUnits } from './exposure';
import { compareText, requireInteger, requireUnique } from './numbers';
import { Level, Scale, levelOf } from './scale';
import {
  isSevere,
  probabilityOfSevere,
  severeHistogram,
  severeShare,
} from './severe';

/**
 * What is explained, and the unit of its values: `exposure` in 1/10 000 point,
 * `severe` as a probability 0 to 1, `count` in risks.
 *
 * @public
 */
export type Metric = 'exposure' | 'severe' | 'count';

/** Which risks to count: those of one level, the unrated, or all. @public */
export type Counted = Level | 'unrated' | 'all';

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
  /** Which risks a count counts. */
  readonly counted?: Counted;
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

interface Reckoning<R extends ExplainedRisk> {
  readonly metric: Metric;
  readonly counted?: Counted;
  readonly risks: readonly R[];
  readonly leftOut?: readonly ExcludedInput[];
  /** What some of the risks come to, in the unit of the metric. */
  valueOf(risks: readonly R[]): number;
  /** Which part of the whole they make up. */
  shareOf(risks: readonly R[]): number;
}

function largestFirst<R extends ExplainedRisk>(
  reckoning: Reckoning<R>,
): Array<{ risk: R; value: number }> {
  return reckoning.risks
    .map(risk => ({
      risk,
      value: reckoning.valueOf([risk]),
      exposure: risk.estimate ? exposureUnits(risk.estimate) : -1,
    }))
    .sort(
      (a, b) =>
        b.value - a.value ||
        b.exposure - a.exposure ||
        compareText(a.risk.id, b.risk.id),
    );
}

function explain<R extends ExplainedRisk>(
  context: ExplanationContext,
  reckoning: Reckoning<R>,
): Explanation {
  const { ref, asOf, policyVersion, coverage } = context;
  const { metric, counted, leftOut = [] } = reckoning;
  const listedCount = context.listedCount ?? DEFAULT_LISTED_COUNT;
  requireInteger(listedCount, 'listedCount');
  const ordered = largestFirst(reckoning);
  const rest = ordered.slice(listedCount).map(({ risk }) => risk);
  return {
    metric,
    ...(counted && { counted }),
    ref,
    value: reckoning.valueOf(reckoning.risks),
    asOf,
    policyVersion,
    inputs: ordered.slice(0, listedCount).map(({ risk, value }) => ({
      risk: risk.id,
      entities: risk.entityRefs,
      value,
      share: reckoning.shareOf([risk]),
    })),
    rest: {
      count: rest.length,
      value: reckoning.valueOf(rest),
      share: reckoning.shareOf(rest),
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

function leaveOutUnrated(risks: readonly ExplainedRisk[]): ExcludedInput[] {
  return leaveOut(
    risks.filter(risk => !risk.estimate),
    unratedReason,
  );
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
  const rated = onlyRated(risks);
  const valueOf = (some: typeof rated) =>
    sumExposureUnits(some.map(risk => exposureUnits(risk.estimate)));
  const total = valueOf(rated);
  return explain(context, {
    metric: 'exposure',
    risks: rated,
    leftOut: leaveOutUnrated(risks),
    valueOf,
    shareOf: some => shareOf(valueOf(some), total),
  });
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
  const micros = (some: readonly RatedRiskOf<ExplainedRisk>[]) =>
    some.map(risk => risk.estimate.probabilityMicro);
  return explain(context, {
    metric: 'severe',
    risks: confirmed,
    leftOut: [
      ...leaveOutUnrated(risks),
      ...leaveOut(
        severe.filter(risk => !risk.confirmed),
        unconfirmedReason,
      ),
    ],
    valueOf: some => probabilityOfSevere(severeHistogram(micros(some))),
    shareOf: some =>
      severeShare(
        severeHistogram(micros(some)),
        severeHistogram(micros(confirmed)),
      ),
  });
}

function isCounted(
  risk: ExplainedRisk,
  counted: Counted,
  scale: Scale,
): boolean {
  if (counted === 'all') {
    return true;
  }
  return risk.estimate
    ? levelOf(exposureUnits(risk.estimate), scale) === counted
    : counted === 'unrated';
}

/**
 * Which risks a count counts, those of the highest exposure first.
 *
 * @throws {@link RiskModelError} `duplicateId`, or for a wrong estimate.
 * @public
 */
export function explainCounts(
  context: ExplanationContext,
  risks: readonly ExplainedRisk[],
  counted: Counted = 'all',
): Explanation {
  requireDistinct(risks);
  const included = risks.filter(risk =>
    isCounted(risk, counted, context.scale),
  );
  return explain(context, {
    metric: 'count',
    counted,
    risks: included,
    valueOf: some => some.length,
    shareOf: some => shareOf(some.length, included.length),
  });
}
