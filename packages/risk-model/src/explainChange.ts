import { compareText, requireUnique } from './numbers';
import { RiskPolicy } from './policy';
import {
  ChangeCause,
  RecordedCause,
  RiskChange,
  RiskState,
  changeCauses,
  changesOfRisk,
} from './riskChange';

/** The risks of one product, entity or group at one instant. @public */
export interface RiskSituation {
  readonly policy: RiskPolicy;
  readonly risks: readonly RiskState[];
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
  /** Exposure after less exposure before, in 1/10 000 point. */
  readonly differenceUnits: number;
  /** One row a cause, in the order of {@link changeCauses}; adds up exactly. */
  readonly causes: readonly CauseTotal[];
  /** One row a risk and cause, by risk; adds up exactly. */
  readonly changes: readonly RiskChange[];
}

function sum(changes: readonly RiskChange[]): number {
  return changes.reduce((total, change) => total + change.exposureUnits, 0);
}

/**
 * Why the exposure of a product, an entity or a group differs between two
 * instants. Each risk is taken from what it was to what it is one cause at a
 * time, in the order of {@link changeCauses}; the steps add up to the
 * difference exactly.
 *
 * A risk that is there only after is `new`, or `reopened` when its state says
 * so; one that is there only before, or closed since, is `fixed`. A recorded
 * cause says otherwise: why it came, left or got another estimate.
 *
 * @param recorded - causes from the history of risks, by risk id
 * @throws {@link RiskModelError} `duplicateId`, or for an estimate, effect or
 * weight outside its range.
 * @public
 */
export function explainChange(
  before: RiskSituation,
  after: RiskSituation,
  recorded: ReadonlyMap<string, RecordedCause> = new Map(),
): ExposureChange {
  const ids = (situation: RiskSituation) =>
    situation.risks.map(risk => risk.id);
  requireUnique(ids(before), 'before.risks');
  requireUnique(ids(after), 'after.risks');
  const past = new Map(before.risks.map(risk => [risk.id, risk]));
  const present = new Map(after.risks.map(risk => [risk.id, risk]));

  const changes = [...new Set([...ids(before), ...ids(after)])]
    .sort(compareText)
    .flatMap(id =>
      changesOfRisk({
        before: past.get(id),
        after: present.get(id),
        recordedCause: recorded.get(id),
        claimedWeightBefore: before.policy.claimedWeight,
        claimedWeightAfter: after.policy.claimedWeight,
      }),
    );
  return {
    differenceUnits: sum(changes),
    causes: changeCauses.flatMap(cause => {
      const ofCause = changes.filter(change => change.cause === cause);
      return ofCause.length > 0
        ? [
            {
              cause,
              exposureUnits: sum(ofCause),
              riskCount: ofCause.length,
            },
          ]
        : [];
    }),
    changes,
  };
}
