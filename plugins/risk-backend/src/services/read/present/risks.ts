import { ProductRisk } from '@product-risk/backstage-plugin-risk-common';
import { toBoolean, toInteger } from '../../../database/tables';
import { RiskRow } from '../queries/risks';
import { VisibleEntities } from '../VisibleRisks';
import { strideOf } from './findings';

/**
 * Whether the caller may see a risk: at least one of its entities, and any
 * risk that touches none.
 */
export const isRiskVisible = (
  entityRefs: readonly string[],
  visible: VisibleEntities,
) => entityRefs.length === 0 || entityRefs.some(ref => visible.has(ref));

/**
 * @remarks
 * A sentence that was composed names entities, so it is replaced by the title
 * when one of them is hidden from the caller.
 */
export function presentRisk(
  row: RiskRow,
  entityRefs: readonly string[],
  visible: VisibleEntities,
): ProductRisk {
  const { entities, hidden } = visible.split(entityRefs);
  const namesHidden = hidden > 0 && row.statement_by === null;
  return {
    id: row.id,
    title: row.title,
    statement: namesHidden ? row.title : row.statement,
    stride: strideOf(row.stride),
    level: row.level ?? undefined,
    exposure: toInteger(row.exposure),
    exposureInherent: toInteger(row.exposure_inherent),
    ratingState: row.rating_state,
    probabilityMicro: row.current_probability_micro ?? undefined,
    impactCenti:
      row.current_impact_centi === null
        ? undefined
        : toInteger(row.current_impact_centi),
    state: row.state,
    openedAt: row.opened_at,
    entities,
    hiddenEntities: hidden,
    findingId: row.finding_id ?? undefined,
    acceptedInFile: toBoolean(row.accepted_in_file),
    treatmentUnderWay: toBoolean(row.treatment_under_way),
    missingEntity: toBoolean(row.entity_missing),
  };
}
