import {
  chooseTreatment,
  Estimate,
  OptionSet,
  Treatment,
  TreatmentOption,
  UNITS_PER_POINT,
} from '@product-risk/risk-model';
import { DbOptionLinkRow } from '../../database/treatmentTables';

/** Options of one product, as they are compared. */
export interface ComparisonFacts {
  /** Open risks that an option treats, as they are now. */
  risks: ReadonlyArray<{ id: string; estimate: Estimate; units: number }>;
  options: readonly TreatmentOption[];
  excludes: ReadonlyArray<readonly [string, string]>;
  needs: ReadonlyArray<readonly [string, string]>;
  /** Of the whole product, in 1/10 000 point. */
  exposureUnits: number;
  targetUnits?: number;
}

export interface Comparison extends Pick<Treatment, 'method'> {
  paretoFront: OptionSet[];
  cheapest?: OptionSet;
}

/** Exposure of the risks that no option treats, in points. */
const untreatedPoints = ({ exposureUnits, risks }: ComparisonFacts) =>
  (exposureUnits - risks.reduce((sum, { units }) => sum + units, 0)) /
  UNITS_PER_POINT;

/**
 * Which options to take, for the whole product: what no option treats stays in
 * every set, and is left out of the search for speed.
 */
export function compareOptions(facts: ComparisonFacts): Comparison {
  const { risks, options, excludes, needs, targetUnits } = facts;
  const rest = untreatedPoints(facts);
  const target =
    targetUnits === undefined ? undefined : targetUnits / UNITS_PER_POINT;
  const withRest = (set: OptionSet): OptionSet => ({
    ...set,
    projectedPoints: set.projectedPoints + rest,
  });
  const left = target === undefined ? 0 : target - rest;
  const { method, paretoFront, cheapest } = chooseTreatment(
    { risks, options, excludes, needs },
    Math.max(0, left),
  );
  return {
    method,
    paretoFront: paretoFront.map(withRest),
    // A target below what no option touches is out of reach of every set.
    cheapest:
      target !== undefined && left >= 0 && cheapest
        ? withRest(cheapest)
        : undefined,
  };
}

/** A chosen set of options, whether it can be or not. */
export interface ChosenSet {
  set: OptionSet;
  /** Why the options cannot be chosen together. */
  problem?: string;
}

/** What exactly these options would leave, all of them taken. */
export function projectSet(
  facts: ComparisonFacts,
  chosen: readonly string[],
): ChosenSet {
  const options = facts.options.filter(({ id }) => chosen.includes(id));
  const ids = options.map(({ id }) => id).sort();
  // Taken as one option, the only question left is what it leaves.
  const together: TreatmentOption = {
    id: 'together',
    cost: options.reduce((sum, { cost }) => sum + cost, 0),
    effects: options.flatMap(({ effects }) => effects),
  };
  const { paretoFront } = chooseTreatment(
    { risks: facts.risks, options: [together] },
    0,
  );
  const { projectedPoints } = paretoFront[paretoFront.length - 1];
  return {
    set: {
      options: ids,
      cost: together.cost,
      projectedPoints: projectedPoints + untreatedPoints(facts),
    },
    problem: problemOf(facts, new Set(ids)),
  };
}

/** Why some options cannot be chosen together. */
export function problemOf(
  { excludes, needs }: Pick<ComparisonFacts, 'excludes' | 'needs'>,
  ids: ReadonlySet<string>,
): string | undefined {
  if (excludes.some(([a, b]) => ids.has(a) && ids.has(b))) {
    return 'Two of these options exclude each other.';
  }
  return needs.some(([a, b]) => ids.has(a) && !ids.has(b))
    ? 'One of these options needs another one.'
    : undefined;
}

/** How options fit together, as pairs of their ids. */
export function linkPairs(
  links: readonly DbOptionLinkRow[],
): Pick<ComparisonFacts, 'excludes' | 'needs'> {
  const pairs = (kind: DbOptionLinkRow['kind']) =>
    links
      .filter(link => link.kind === kind)
      .map(({ option_id, other_id }): [string, string] => [
        option_id,
        other_id,
      ]);
  return { excludes: pairs('excludes'), needs: pairs('needs') };
}
