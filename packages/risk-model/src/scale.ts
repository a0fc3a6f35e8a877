import { RiskModelError } from './errors';
import { Estimate, MICRO_PER_ONE, validateEstimate } from './exposure';
import { requireInteger } from './numbers';

/**
 * One of the five steps of likelihood or impact. A name for a number on the
 * scale, nothing to calculate with: steps are never multiplied or averaged.
 *
 * @public
 */
export type Ordinal = 1 | 2 | 3 | 4 | 5;

/** A number for each of the five steps, rising. @public */
export type FiveSteps = readonly [number, number, number, number, number];

/** Levels from least to worst. @public */
export const levels = ['low', 'medium', 'high', 'critical'] as const;

/** How bad a risk is in a word: a function of its exposure alone. @public */
export type Level = (typeof levels)[number];

/**
 * What the words of an organisation mean in numbers.
 *
 * @public
 */
export interface Scale {
  /** Annual probability of likelihood 1 to 5, in millionths. */
  readonly likelihoodMicro: FiveSteps;
  /** Impact of impact 1 to 5, in 1/100 point. */
  readonly impactCenti: FiveSteps;
  /** Least exposure of each level above low, in 1/10 000 point. */
  readonly levelCuts: {
    readonly medium: number;
    readonly high: number;
    readonly critical: number;
  };
  /** Least impact of a severe event, in 1/100 point. */
  readonly severeImpactCenti: number;
}

/**
 * Likelihood 1, 3, 10, 30 and 70 % a year; impact 1, 3, 10, 30 and 100 points;
 * medium from 0.3, high from 3, critical from 10 points a year; severe from an
 * impact of 30 points.
 *
 * @public
 */
export const defaultScale: Scale = {
  likelihoodMicro: [10_000, 30_000, 100_000, 300_000, 700_000],
  impactCenti: [100, 300, 1_000, 3_000, 10_000],
  levelCuts: { medium: 3_000, high: 30_000, critical: 100_000 },
  severeImpactCenti: 3_000,
};

const steps: readonly Ordinal[] = [1, 2, 3, 4, 5];

function requireRising(
  values: ReadonlyArray<readonly [path: string, value: number]>,
  max?: number,
): void {
  values.forEach(([path, value], index) => {
    requireInteger(value, path, { min: 1, max });
    if (index > 0 && value <= values[index - 1][1]) {
      throw new RiskModelError(
        'notIncreasing',
        path,
        `must be above ${values[index - 1][0]} (${
          values[index - 1][1]
        }), but is ${value}`,
      );
    }
  });
}

function requireFiveRising(
  values: readonly number[],
  path: string,
  max?: number,
): void {
  if (values.length !== steps.length) {
    throw new RiskModelError(
      'wrongLength',
      path,
      `must have ${steps.length} steps, but has ${values.length}`,
    );
  }
  requireRising(
    values.map((value, index) => [`${path}[${index}]`, value] as const),
    max,
  );
}

/**
 * Checks that a scale rises in every part and stays within its ranges, so that
 * a higher step never means less.
 *
 * @throws {@link RiskModelError} with the path of the first wrong value.
 * @public
 */
export function validateScale(scale: Scale): void {
  requireFiveRising(
    scale.likelihoodMicro,
    'scale.likelihoodMicro',
    MICRO_PER_ONE,
  );
  requireFiveRising(scale.impactCenti, 'scale.impactCenti');
  requireRising([
    ['scale.levelCuts.medium', scale.levelCuts.medium],
    ['scale.levelCuts.high', scale.levelCuts.high],
    ['scale.levelCuts.critical', scale.levelCuts.critical],
  ]);
  requireInteger(scale.severeImpactCenti, 'scale.severeImpactCenti', {
    min: 1,
  });
}

/**
 * Level of an exposure in 1/10 000 point. A higher exposure never has a lower
 * level.
 *
 * @throws {@link RiskModelError} `notFinite`, `notInteger` or `outOfRange`.
 * @public
 */
export function levelOf(exposureUnits: number, scale: Scale): Level {
  requireInteger(exposureUnits, 'exposureUnits');
  const { medium, high, critical } = scale.levelCuts;
  if (exposureUnits >= critical) {
    return 'critical';
  }
  if (exposureUnits >= high) {
    return 'high';
  }
  return exposureUnits >= medium ? 'medium' : 'low';
}

/**
 * The worst of some levels; undefined when there are none, which is unknown
 * rather than low.
 *
 * @public
 */
export function worstLevel(given: Iterable<Level>): Level | undefined {
  let worst: Level | undefined;
  for (const level of given) {
    if (!worst || levels.indexOf(level) > levels.indexOf(worst)) {
      worst = level;
    }
  }
  return worst;
}

/**
 * The estimate that a pair of steps stands for.
 *
 * @param likelihood - step 1 to 5
 * @param impact - step 1 to 5
 * @throws {@link RiskModelError} `notFinite`, `notInteger` or `outOfRange`.
 * @public
 */
export function ordinalEstimate(
  likelihood: number,
  impact: number,
  scale: Scale,
): Estimate {
  requireInteger(likelihood, 'likelihood', { min: 1, max: steps.length });
  requireInteger(impact, 'impact', { min: 1, max: steps.length });
  return {
    probabilityMicro: scale.likelihoodMicro[likelihood - 1],
    impactCenti: scale.impactCenti[impact - 1],
  };
}

function nearestStep(value: number, values: FiveSteps): Ordinal {
  // By ratio, because the steps of the scale grow by ratios; of two equally
  // near steps the higher one, so that words never play a number down.
  return steps.reduce((nearest, step) => {
    const lower = values[nearest - 1];
    const upper = values[step - 1];
    return value * value >= lower * upper ? step : nearest;
  });
}

/**
 * The steps whose words describe an estimate best, for showing only: nearest
 * by ratio, the higher one of two equally near.
 *
 * @throws {@link RiskModelError} for an estimate outside its ranges.
 * @public
 */
export function nearestOrdinal(
  estimate: Estimate,
  scale: Scale,
): { likelihood: Ordinal; impact: Ordinal } {
  validateEstimate(estimate);
  return {
    likelihood: nearestStep(estimate.probabilityMicro, scale.likelihoodMicro),
    impact: nearestStep(estimate.impactCenti, scale.impactCenti),
  };
}
