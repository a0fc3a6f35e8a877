import {
  applyMitigations,
  Estimate,
  exposureUnits,
  highestEstimate,
  Level,
  levelOf,
  MICRO_PER_ONE,
  MitigationEffect,
  RiskPolicy,
} from '@product-risk/risk-model';

/** One current finding of a risk: the scenario at one place. */
export interface RiskInstance {
  entityRef: string | null;
  /** Assumed from what its source says; undefined: the source says nothing. */
  estimate?: Estimate;
  mitigations: readonly MitigationEffect[];
}

/** The numbers of a risk, exposures in 1/10 000 point. */
export interface RiskNumbers {
  ratingState: 'unrated' | 'assumed' | 'confirmed';
  /** Before mitigations; undefined: unrated, or nothing reports it any more. */
  inherent?: Estimate;
  current?: Estimate;
  exposure: number;
  exposureInherent: number;
  exposureProjected: number;
  exposureVerifiedOnly: number;
  level: Level | null;
  open: boolean;
  /** Entities it touches, in order of refs. */
  entityRefs: string[];
}

const CERTAIN: Estimate = {
  probabilityMicro: MICRO_PER_ONE,
  impactCenti: 10_000,
};

const exposureOf = (estimate: Estimate | undefined) =>
  estimate ? exposureUnits(estimate) : 0;

function refsOf(instances: readonly { entityRef: string | null }[]): string[] {
  const refs = instances.flatMap(({ entityRef }) => entityRef ?? []);
  return [...new Set(refs)].sort();
}

function ratingState(
  person: Estimate | undefined,
  inherent: Estimate | undefined,
): RiskNumbers['ratingState'] {
  if (person) return 'confirmed';
  return inherent ? 'assumed' : 'unrated';
}

/**
 * Numbers of one risk from the findings that evidence it.
 *
 * Each finding is an instance of the scenario at one place, and its mitigations
 * lower that instance alone: what is fixed in one component is not thereby
 * fixed in the next. The risk is as high as its highest instance, so a second
 * report of the same or a lower estimate changes nothing. A person's estimate
 * stands for every instance; an instance whose source names no severity takes
 * the highest of the others, because unknown is never less.
 *
 * The risk touches the entities of the instances that something is left of;
 * when nothing is left anywhere it is closed, touches all of them, and keeps
 * its inherent exposure: that is what the mitigations remove.
 */
export function riskNumbers(
  instances: readonly RiskInstance[],
  person: Estimate | undefined,
  policy: RiskPolicy,
): RiskNumbers {
  const inherent =
    person ?? highestEstimate(instances.map(({ estimate }) => estimate));
  const mitigated = instances.map(instance => {
    const start = person ?? instance.estimate ?? inherent;
    const reduce = (estimate: Estimate) =>
      applyMitigations(estimate, instance.mitigations, policy);
    const result = start && reduce(start);
    const left = result
      ? exposureUnits(result.current) > 0 ||
        exposureUnits(result.inherent) === 0
      : exposureUnits(reduce(CERTAIN).current) > 0;
    return { entityRef: instance.entityRef, result, left };
  });
  const remaining = mitigated.filter(({ left }) => left);
  const highest = (pick: 'current' | 'projected' | 'verifiedOnly') =>
    highestEstimate(mitigated.map(({ result }) => result?.[pick]));
  const current = highest('current');
  const exposure = exposureOf(current);
  return {
    ratingState: ratingState(person, inherent),
    inherent,
    current: current && {
      probabilityMicro: current.probabilityMicro,
      impactCenti: current.impactCenti,
    },
    exposure,
    exposureInherent: instances.length > 0 ? exposureOf(inherent) : 0,
    exposureProjected: exposureOf(highest('projected')),
    exposureVerifiedOnly: exposureOf(highest('verifiedOnly')),
    level: inherent ? levelOf(exposure, policy.scale) : null,
    open: remaining.length > 0,
    entityRefs: refsOf(remaining.length > 0 ? remaining : mitigated),
  };
}
