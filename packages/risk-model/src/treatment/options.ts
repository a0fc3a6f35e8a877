import { RiskModelError } from '../errors';
import {
  CENTI_PER_POINT,
  Estimate,
  MICRO_PER_ONE,
  validateEstimate,
} from '../exposure';
import { requireFraction, requireNotNegative, requireUnique } from '../numbers';

/** What a treatment option does to one risk. @public */
export interface OptionEffect {
  readonly riskId: string;
  /** Part of the likelihood that it removes, 0 to 1. */
  readonly effectLikelihood: number;
  /** Part of the impact that it removes, 0 to 1. */
  readonly effectImpact: number;
}

/**
 * One way to treat one or several risks. A shared option is paid for once.
 *
 * @public
 */
export interface TreatmentOption {
  readonly id: string;
  /** In any one unit, 0 or more. */
  readonly cost: number;
  readonly effects: readonly OptionEffect[];
}

/** What there is to choose from. @public */
export interface TreatmentChoice {
  /** Risks as they are now. */
  readonly risks: ReadonlyArray<{
    readonly id: string;
    readonly estimate: Estimate;
  }>;
  readonly options: readonly TreatmentOption[];
  /** Pairs of options that cannot both be chosen. */
  readonly excludes?: ReadonlyArray<readonly [string, string]>;
  /** Pairs of options of which the first requires the second. */
  readonly needs?: ReadonlyArray<readonly [string, string]>;
}

/** Options chosen together. @public */
export interface OptionSet {
  /** In the order of their text. */
  readonly options: readonly string[];
  readonly cost: number;
  /** Exposure that they leave, in points, not rounded. */
  readonly projectedPoints: number;
}

function requireAcyclic(needs: ReadonlyMap<string, readonly string[]>): void {
  const done = new Set<string>();
  const visit = (id: string, path: readonly string[]): void => {
    if (path.includes(id)) {
      throw new RiskModelError(
        'cyclic',
        'needs',
        `go in a circle: ${[...path.slice(path.indexOf(id)), id].join(' -> ')}`,
      );
    }
    if (!done.has(id)) {
      for (const needed of needs.get(id) ?? []) {
        visit(needed, [...path, id]);
      }
      done.add(id);
    }
  };
  for (const id of needs.keys()) {
    visit(id, []);
  }
}

function validate(choice: TreatmentChoice): void {
  const { risks, options, excludes = [], needs = [] } = choice;
  const riskIds = new Set(risks.map(risk => risk.id));
  const optionIds = new Set(options.map(option => option.id));
  requireUnique(
    risks.map(risk => risk.id),
    'risks',
  );
  requireUnique(
    options.map(option => option.id),
    'options',
  );
  risks.forEach(({ estimate }, index) =>
    validateEstimate(estimate, `risks[${index}].estimate`),
  );
  const requireKnown = (known: Set<string>, id: string, path: string) => {
    if (!known.has(id)) {
      throw new RiskModelError(
        'unknownReference',
        path,
        `refers to '${id}', which was not given`,
      );
    }
  };
  options.forEach(({ cost, effects }, index) => {
    requireNotNegative(cost, `options[${index}].cost`);
    effects.forEach((effect, position) => {
      const path = `options[${index}].effects[${position}]`;
      requireKnown(riskIds, effect.riskId, `${path}.riskId`);
      requireFraction(effect.effectLikelihood, `${path}.effectLikelihood`);
      requireFraction(effect.effectImpact, `${path}.effectImpact`);
    });
  });
  if (!Number.isFinite(options.reduce((sum, { cost }) => sum + cost, 0))) {
    throw new RiskModelError(
      'tooLarge',
      'options',
      'have costs that add up beyond what a number holds',
    );
  }
  Object.entries({ excludes, needs }).forEach(([name, pairs]) =>
    pairs.forEach((pair, index) =>
      pair.forEach(id => requireKnown(optionIds, id, `${name}[${index}]`)),
    ),
  );
}

/** A choice made ready for trying many sets of its options. */
export interface PreparedChoice {
  readonly options: readonly TreatmentOption[];
  /** Whether nothing is excluded and everything needed is there. */
  isAllowed(chosen: ReadonlySet<string>): boolean;
  /** An option with all that it needs, directly or not. */
  withNeeds(id: string): string[];
  optionSet(chosen: ReadonlySet<string>): OptionSet;
}

export function prepareChoice(choice: TreatmentChoice): PreparedChoice {
  validate(choice);
  const { risks, excludes = [], needs = [] } = choice;
  // A fixed order makes costs and exposures the same bits on every call.
  const options = [...choice.options].sort((a, b) => (a.id < b.id ? -1 : 1));
  const needed = new Map<string, string[]>();
  for (const [first, second] of needs) {
    needed.set(first, [...(needed.get(first) ?? []), second]);
  }
  requireAcyclic(needed);
  const withNeeds = (id: string): string[] => [
    ...new Set([id, ...(needed.get(id) ?? []).flatMap(withNeeds)]),
  ];
  return {
    options,
    withNeeds,
    isAllowed: chosen =>
      !excludes.some(([a, b]) => chosen.has(a) && chosen.has(b)) &&
      needs.every(([a, b]) => !chosen.has(a) || chosen.has(b)),
    optionSet: chosen => {
      const taken = options.filter(option => chosen.has(option.id));
      const left = new Map(
        risks.map(({ id, estimate }) => [
          id,
          (estimate.probabilityMicro / MICRO_PER_ONE) *
            (estimate.impactCenti / CENTI_PER_POINT),
        ]),
      );
      for (const { effects } of taken) {
        for (const { riskId, effectLikelihood, effectImpact } of effects) {
          const points = left.get(riskId) ?? 0;
          left.set(
            riskId,
            points * (1 - effectLikelihood) * (1 - effectImpact),
          );
        }
      }
      return {
        options: taken.map(option => option.id),
        cost: taken.reduce((sum, option) => sum + option.cost, 0),
        projectedPoints: [...left.values()].reduce((sum, e) => sum + e, 0),
      };
    },
  };
}
