import { Estimate, exposureUnits } from './exposure';
import { MitigationEffect, applyMitigations } from './mitigation';
import { requireUnique } from './numbers';

/**
 * Why an exposure changed, in the order in which changes are reckoned.
 *
 * @public
 */
export const changeCauses = [
  'new',
  'newlyAssessed',
  'movedIn',
  'split',
  'reopened',
  'reRated',
  'merged',
  'mitigationWithdrawn',
  'mitigationClaimed',
  'mitigationVerified',
  'policyChanged',
  'fixed',
  'movedOut',
  'entityRemoved',
] as const;

/** One reason why an exposure changed. @public */
export type ChangeCause = (typeof changeCauses)[number];

/** A mitigation that can be recognised at two instants. @public */
export interface IdentifiedMitigation extends MitigationEffect {
  readonly id: string;
}

/** A risk at one instant, with all that its exposure follows from. @public */
export interface RiskState {
  readonly id: string;
  readonly state: 'open' | 'reopened' | 'closed';
  /** Before mitigations; undefined: unrated. */
  readonly inherent?: Estimate;
  readonly mitigations: readonly IdentifiedMitigation[];
}

/**
 * What two states of a risk cannot tell by themselves, taken from its history:
 * why it came, left, or got another estimate. One that does not fit what
 * happened, such as `movedIn` for a risk that left, is not used.
 *
 * @public
 */
export type RecordedCause = Extract<
  ChangeCause,
  | 'newlyAssessed'
  | 'movedIn'
  | 'movedOut'
  | 'merged'
  | 'split'
  | 'entityRemoved'
  | 'policyChanged'
>;

/** A change of one risk's exposure by one cause. @public */
export interface RiskChange {
  readonly risk: string;
  readonly cause: ChangeCause;
  /** In 1/10 000 point; negative when the exposure fell. */
  readonly exposureUnits: number;
}

/** A risk at two instants, undefined where it was not there. */
export interface RiskTransition {
  readonly before?: RiskState;
  readonly after?: RiskState;
  readonly recordedCause?: RecordedCause;
  readonly claimedWeightBefore: number;
  readonly claimedWeightAfter: number;
}

type Mitigations = readonly IdentifiedMitigation[];

interface Version {
  readonly inherent?: Estimate;
  readonly mitigations: Mitigations;
  readonly claimedWeight: number;
}

const strength = { planned: 0, claimed: 1, verified: 2 } as const;

function oneOf<T extends ChangeCause>(
  cause: RecordedCause | undefined,
  fitting: readonly T[],
): T | undefined {
  return fitting.find(candidate => candidate === cause);
}

function arrivalCause({ before, after, recordedCause }: RiskTransition) {
  const recorded = oneOf(recordedCause, [
    'newlyAssessed',
    'movedIn',
    'split',
    'merged',
  ]);
  if (recorded) {
    return recorded;
  }
  return before || after?.state === 'reopened' ? 'reopened' : 'new';
}

function departureCause({ recordedCause }: RiskTransition) {
  return (
    oneOf(recordedCause, ['movedOut', 'merged', 'split', 'entityRemoved']) ??
    'fixed'
  );
}

function ratingCause({ recordedCause }: RiskTransition) {
  return (
    oneOf(recordedCause, ['merged', 'split', 'policyChanged']) ?? 'reRated'
  );
}

function byId(mitigations: Mitigations): Map<string, IdentifiedMitigation> {
  return new Map(mitigations.map(mitigation => [mitigation.id, mitigation]));
}

/** What mitigations were, with the effects they are given now. */
function withPresentEffects(before: Mitigations, after: Mitigations) {
  const present = byId(after);
  return before.map(mitigation => ({
    ...(present.get(mitigation.id) ?? mitigation),
    state: mitigation.state,
  }));
}

/** Without those that are gone, and those that became weaker as they are. */
function withoutWithdrawn(before: Mitigations, after: Mitigations) {
  const present = byId(after);
  return before.flatMap(mitigation => {
    const now = present.get(mitigation.id);
    if (!now) {
      return [];
    }
    return strength[now.state] < strength[mitigation.state]
      ? [now]
      : [mitigation];
  });
}

/** As they are now, but for those verified since: these as they were. */
function beforeVerification(
  before: Mitigations,
  after: Mitigations,
): IdentifiedMitigation[] {
  const past = byId(before);
  return after.map(mitigation =>
    mitigation.state === 'verified'
      ? { ...mitigation, state: past.get(mitigation.id)?.state ?? 'planned' }
      : mitigation,
  );
}

function exposureOf(version: Version): number {
  const { inherent, mitigations, claimedWeight } = version;
  return inherent
    ? exposureUnits(
        applyMitigations(inherent, mitigations, { claimedWeight }).current,
      )
    : 0;
}

function counts(state: RiskState | undefined): state is RiskState {
  return state !== undefined && state.state !== 'closed';
}

/**
 * Takes a risk from one state to the other, one cause at a time, and notes
 * what each step does to its exposure. Whatever the steps are, they lead from
 * the exposure before to the exposure after, so that they add up exactly.
 */
export function changesOfRisk(transition: RiskTransition): RiskChange[] {
  const { before, after, claimedWeightBefore, claimedWeightAfter } = transition;
  const from = before ?? after;
  const to = after ?? before;
  if (!from || !to || (!counts(before) && !counts(after))) {
    return [];
  }
  for (const { id, mitigations } of [from, to]) {
    requireUnique(
      mitigations.map(mitigation => mitigation.id),
      `mitigations of '${id}'`,
    );
  }
  const startWeight = before ? claimedWeightBefore : claimedWeightAfter;
  const endWeight = after ? claimedWeightAfter : claimedWeightBefore;
  const rerated = withPresentEffects(from.mitigations, to.mitigations);
  const steps: Array<[ChangeCause, Mitigations]> = [
    [ratingCause(transition), rerated],
    ['mitigationWithdrawn', withoutWithdrawn(rerated, to.mitigations)],
    ['mitigationClaimed', beforeVerification(from.mitigations, to.mitigations)],
    ['mitigationVerified', to.mitigations],
  ];

  const changes = new Map<ChangeCause, number>();
  let exposure = counts(before)
    ? exposureOf({ ...from, claimedWeight: startWeight })
    : 0;
  const reach = (cause: ChangeCause, next: number) => {
    changes.set(cause, (changes.get(cause) ?? 0) + next - exposure);
    exposure = next;
  };
  const reachIfOther = (cause: ChangeCause, next: number) => {
    if (next !== exposure) {
      reach(cause, next);
    }
  };
  if (!counts(before)) {
    reach(
      arrivalCause(transition),
      exposureOf({ ...from, claimedWeight: startWeight }),
    );
  }
  for (const [cause, mitigations] of steps) {
    reachIfOther(
      cause,
      exposureOf({
        inherent: to.inherent,
        mitigations,
        claimedWeight: startWeight,
      }),
    );
  }
  reachIfOther(
    'policyChanged',
    exposureOf({ ...to, claimedWeight: endWeight }),
  );
  if (!counts(after)) {
    reach(departureCause(transition), 0);
  }
  return [...changes].map(([cause, units]) => ({
    risk: from.id,
    cause,
    exposureUnits: units,
  }));
}
