import { ExploredOption } from '@product-risk/backstage-plugin-risk-common';
import { MICRO_PER_ONE } from '@product-risk/risk-model';
import { StoredOptions } from '../../database/TreatmentStore';
import { toInteger } from '../../database/tables';
import { DbTreatmentOptionRow } from '../../database/treatmentTables';
import { VisibleEntities } from '../read/VisibleRisks';

/** What an option costs over some years, in 1/100 unit. */
export const costOf = (row: DbTreatmentOptionRow, years: number) =>
  toInteger(row.cost_once) + years * toInteger(row.cost_yearly);

interface PresentContext {
  stored: StoredOptions;
  years: number;
  isVisible: (riskId: string) => boolean;
  seen: VisibleEntities;
  /** Exposure of the product with this option alone, in points. */
  projectedWith: (optionId: string) => number;
}

/** An option as the API tells it, to whoever may see one of its risks. */
export function presentOption(
  row: DbTreatmentOptionRow,
  { stored, years, isVisible, seen, projectedWith }: PresentContext,
): ExploredOption {
  const effects = stored.effects.filter(one => one.option_id === row.id);
  const shown = effects.filter(({ risk_id }) => isVisible(risk_id));
  const linked = (kind: 'excludes' | 'needs') =>
    stored.links
      .filter(link => link.kind === kind && link.option_id === row.id)
      .map(({ other_id }) => other_id);
  return {
    id: row.id,
    revision: row.revision,
    sessionId: row.session_id ?? undefined,
    kind: row.kind,
    title: row.title,
    constraints: row.constraints,
    evidence: row.evidence,
    costOnce: toInteger(row.cost_once),
    costYearly: toInteger(row.cost_yearly),
    cost: costOf(row, years),
    leadDays: row.lead_days ?? undefined,
    effects: shown.map(effect => ({
      riskId: effect.risk_id,
      effectLikelihood: effect.effect_likelihood_micro / MICRO_PER_ONE,
      effectImpact: effect.effect_impact_micro / MICRO_PER_ONE,
    })),
    hiddenEffects: effects.length - shown.length,
    excludes: linked('excludes'),
    needs: linked('needs'),
    projectedPoints: projectedWith(row.id),
    createdBy: seen.link(row.created_by),
    createdAt: row.created_at,
  };
}
