import { RiskModelError } from '../errors';
import { compareText, requireFinite, requireNotNegative } from '../numbers';
import {
  OptionSet,
  PreparedChoice,
  TreatmentChoice,
  prepareChoice,
} from './options';

/** Which options to take. @public */
export interface Treatment {
  /**
   * `exact`: every allowed set was tried. `greedy`: there were too many, and a
   * cheaper set or a better front may exist.
   */
  readonly method: 'exact' | 'greedy';
  /** Sets of which no other costs no more and leaves less; by rising cost. */
  readonly paretoFront: readonly OptionSet[];
  /** Cheapest set found that meets the target; undefined: none does. */
  readonly cheapest: OptionSet | undefined;
}

/** Most options of which every set is tried. @public */
export const EXACT_OPTION_LIMIT = 12;

// Products of effects that are equal on paper may differ in their last digits.
const RELATIVE_ROUNDING = 1e-12;

function meets(points: number, targetPoints: number): boolean {
  return points <= targetPoints * (1 + RELATIVE_ROUNDING) + RELATIVE_ROUNDING;
}

function compareSets(a: OptionSet, b: OptionSet): number {
  const rounding =
    RELATIVE_ROUNDING * Math.max(1, a.projectedPoints, b.projectedPoints);
  const difference = a.projectedPoints - b.projectedPoints;
  return (
    a.cost - b.cost ||
    (Math.abs(difference) <= rounding ? 0 : difference) ||
    compareText(a.options.join('\n'), b.options.join('\n'))
  );
}

function everyAllowedSet(choice: PreparedChoice): OptionSet[] {
  const sets: OptionSet[] = [];
  for (let bits = 0; bits < 2 ** choice.options.length; bits++) {
    const chosen = new Set(
      choice.options
        .filter((_, index) => bits & (1 << index))
        .map(option => option.id),
    );
    if (choice.isAllowed(chosen)) {
      sets.push(choice.optionSet(chosen));
    }
  }
  return sets;
}

/** The sets on the way of always adding what removes most for its cost. */
function greedySets(choice: PreparedChoice): OptionSet[] {
  const sets = [choice.optionSet(new Set())];
  for (;;) {
    const current = sets[sets.length - 1];
    let best: { set: OptionSet; worth: number } | undefined;
    for (const { id } of choice.options) {
      const chosen = new Set([...current.options, ...choice.withNeeds(id)]);
      if (!current.options.includes(id) && choice.isAllowed(chosen)) {
        const set = choice.optionSet(chosen);
        const removed = current.projectedPoints - set.projectedPoints;
        const worth = removed / (set.cost - current.cost);
        if (removed > 0 && (!best || worth > best.worth)) {
          best = { set, worth };
        }
      }
    }
    if (!best) {
      return sets;
    }
    sets.push(best.set);
  }
}

/** A set without what it does not need to meet the target, dearest first. */
function withoutSurplus(
  set: OptionSet,
  targetPoints: number,
  choice: PreparedChoice,
): OptionSet {
  const dearestFirst = [...choice.options].sort((a, b) => b.cost - a.cost);
  return dearestFirst.reduce((kept, { id }) => {
    const fewer = new Set(kept.options.filter(other => other !== id));
    const candidate = choice.optionSet(fewer);
    return choice.isAllowed(fewer) &&
      meets(candidate.projectedPoints, targetPoints)
      ? candidate
      : kept;
  }, set);
}

function paretoFront(sets: readonly OptionSet[]): OptionSet[] {
  const front: OptionSet[] = [];
  for (const set of [...sets].sort(compareSets)) {
    const last = front[front.length - 1];
    if (
      !last ||
      last.projectedPoints - set.projectedPoints >
        RELATIVE_ROUNDING * Math.max(1, last.projectedPoints)
    ) {
      front.push(set);
    }
  }
  return front;
}

/**
 * The cheapest set of options that brings the exposure of some risks down to a
 * target, and the Pareto front of cost and exposure left.
 *
 * Effects multiply, as those of mitigations do. Of equally cheap sets the one
 * that leaves less wins, then the first by the text of its options. Up to 12
 * options every set is tried; beyond, the answer is greedy and says so.
 *
 * @throws {@link RiskModelError} `unknownReference` for a risk or option that
 * was not given, `cyclic` for options that need each other, or for a value
 * outside its range.
 * @public
 */
export function chooseTreatment(
  choice: TreatmentChoice,
  targetPoints: number,
): Treatment {
  requireNotNegative(targetPoints, 'targetPoints');
  const prepared = prepareChoice(choice);
  const exact = prepared.options.length <= EXACT_OPTION_LIMIT;
  const tried = exact ? everyAllowedSet(prepared) : greedySets(prepared);
  const meeting = tried.filter(set => meets(set.projectedPoints, targetPoints));
  const sets = exact
    ? tried
    : [
        ...tried,
        ...meeting.map(set => withoutSurplus(set, targetPoints, prepared)),
      ];
  const [cheapest] = sets
    .filter(set => meets(set.projectedPoints, targetPoints))
    .sort(compareSets);
  return {
    method: exact ? 'exact' : 'greedy',
    paretoFront: paretoFront(sets),
    cheapest,
  };
}

/**
 * Return on security investment: `(removed * value * years - cost) / cost`
 * (Sonnenreich, Albanese and Stout 2006).
 *
 * `given.removedPoints`: exposure that goes away, in points a year; may
 * be negative for an option that makes things worse
 * `given.costPerPoint`: what a point is worth, in the unit of the cost
 * @returns 0 breaks even, 1 pays back twice its cost; undefined for what costs
 * nothing
 * @throws {@link RiskModelError} `notFinite`, `outOfRange` or `tooLarge`.
 * @public
 */
export function returnOnInvestment(given: {
  removedPoints: number;
  costPerPoint: number;
  years: number;
  cost: number;
}): number | undefined {
  const { removedPoints, costPerPoint, years, cost } = given;
  requireFinite(removedPoints, 'removedPoints');
  for (const [path, value] of Object.entries({ costPerPoint, years, cost })) {
    requireNotNegative(value, path);
  }
  if (cost === 0) {
    return undefined;
  }
  const returned = (removedPoints * costPerPoint * years - cost) / cost;
  if (!Number.isFinite(returned)) {
    throw new RiskModelError(
      'tooLarge',
      'return on investment',
      'is beyond what a number holds',
    );
  }
  return returned;
}
