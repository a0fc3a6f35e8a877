import { ChangeCause } from '@product-risk/risk-model';
import { DbRiskRow, DbRiskStateRow } from '../../database/tables';
import { Placement } from './placeFindings';
import { FindingNewsSets } from './riskRow';
import { stateCause } from './stateCause';

export interface HistoryContext extends FindingNewsSets {
  actor: string;
  /** Cause of every change, when something other than a finding caused it. */
  cause?: ChangeCause;
  /** Entities that were not assessed before. */
  newlyAssessed?: ReadonlySet<string>;
}

type NewState = Omit<DbRiskStateRow, 'id'>;

/** Whether history, which records current numbers, has something to say. */
function hasChanged(before: DbRiskRow, after: DbRiskRow): boolean {
  return (
    before.current_probability_micro !== after.current_probability_micro ||
    before.current_impact_centi !== after.current_impact_centi ||
    before.exposure !== after.exposure ||
    before.level !== after.level ||
    before.state !== after.state
  );
}

function stateOf(
  risk: DbRiskRow,
  cause: ChangeCause,
  context: HistoryContext,
): NewState {
  return {
    risk_id: risk.id,
    at: risk.updated_at,
    product_ref: risk.product_ref,
    probability_micro: risk.current_probability_micro,
    impact_centi: risk.current_impact_centi,
    exposure: risk.exposure,
    level: risk.level,
    state: risk.state,
    cause,
    actor: context.actor,
  };
}

function firstCause(
  placement: Placement,
  entityRefs: readonly string[],
  context: HistoryContext,
): ChangeCause {
  if (placement.received) return 'movedIn';
  return entityRefs.some(ref => context.newlyAssessed?.has(ref))
    ? 'newlyAssessed'
    : 'new';
}

/**
 * What history says about a change of one risk; nothing when no number, level,
 * product or state changed.
 *
 * A risk that moves leaves a last row of exposure 0 with the product it left,
 * so that each product's history is complete by itself.
 */
export function riskStates(
  placement: Placement,
  after: DbRiskRow,
  entityRefs: readonly string[],
  context: HistoryContext,
): NewState[] {
  const before = placement.stored;
  if (!before) {
    return [
      stateOf(after, firstCause(placement, entityRefs, context), context),
    ];
  }
  if (placement.movedFrom !== undefined) {
    return [
      {
        ...stateOf(after, 'movedOut', context),
        product_ref: placement.movedFrom,
        exposure: 0,
        state: 'closed',
      },
      stateOf(after, 'movedIn', context),
    ];
  }
  if (!hasChanged(before, after)) return [];
  if (placement.lost) return [stateOf(after, 'movedOut', context)];
  if (placement.received) return [stateOf(after, 'movedIn', context)];
  const has = (ids: ReadonlySet<string> | undefined) =>
    placement.findings.some(({ id }) => ids?.has(id));
  const news = {
    created: has(context.created),
    reopened: has(context.reopened),
    removed: has(context.removed),
  };
  return [
    stateOf(after, context.cause ?? stateCause(before, after, news), context),
  ];
}
