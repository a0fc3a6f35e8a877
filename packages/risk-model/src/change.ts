import { Estimate } from './exposure';
import { MitigationEffect } from './mitigation';
import { RiskPolicy } from './policy';

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

/** The risks of one product, entity or group at one instant. @public */
export interface RiskSituation {
  readonly policy: RiskPolicy;
  readonly risks: readonly RiskState[];
}

/**
 * What the two situations cannot tell by themselves, from the history of a
 * risk: why it came, left, or got another estimate.
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

/** All changes by one cause. @public */
export interface CauseTotal {
  readonly cause: ChangeCause;
  /** In 1/10 000 point; negative when the exposure fell. */
  readonly exposureUnits: number;
  /** Number of risks it concerns. */
  readonly riskCount: number;
}

/** Why an exposure differs between two instants. @public */
export interface ExposureChange {
  /** In 1/10 000 point, as the next two. */
  readonly beforeUnits: number;
  readonly afterUnits: number;
  readonly differenceUnits: number;
  /** One row a cause, in the order of {@link changeCauses}; adds up exactly. */
  readonly causes: readonly CauseTotal[];
  /** One row a risk and cause; adds up exactly. */
  readonly changes: readonly RiskChange[];
}
