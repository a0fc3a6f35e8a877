import { MICRO_PER_ONE, TreatmentOption } from '@product-risk/risk-model';
import { Knex } from 'knex';
import { selectInChunks } from '../../database/batches';
import { StoredOptions } from '../../database/TreatmentStore';
import { toInteger } from '../../database/tables';
import { DbTreatmentOptionRow } from '../../database/treatmentTables';
import { RiskRow, risksByIds } from '../read/queries/risks';
import { ComparisonFacts, linkPairs } from './comparison';

/** Those of some risks that are open, rated and in the product today. */
export async function treatableRisks(
  db: Knex,
  productRef: string,
  riskIds: readonly string[],
): Promise<Map<string, RiskRow>> {
  const rows = await risksByIds(db, [...new Set(riskIds)]);
  return new Map(
    [...rows].filter(
      ([, row]) =>
        row.product_ref === productRef &&
        row.state === 'open' &&
        row.current_probability_micro !== null &&
        row.current_impact_centi !== null,
    ),
  );
}

/** For each of some risks: the first day any of its entities was assessed. */
export async function assessedDaysOf(
  db: Knex,
  riskIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await selectInChunks(riskIds, chunk =>
    db({ re: 'risk_entity' })
      .join({ ea: 'entity_assessment' }, 'ea.entity_ref', 're.entity_ref')
      .whereIn('re.risk_id', chunk)
      .groupBy('re.risk_id')
      .select<{ risk_id: string; day: string }[]>(
        're.risk_id',
        db.raw('min(ea.day) as day'),
      ),
  );
  return new Map(rows.map(({ risk_id, day }) => [risk_id, day]));
}

interface Given {
  risks: ReadonlyMap<string, RiskRow>;
  exposureUnits: number;
  targetUnits?: number;
  costOf: (row: DbTreatmentOptionRow) => number;
}

/** Stored options as the model compares them. */
export function comparisonFacts(
  { options, effects, links }: StoredOptions,
  { risks, exposureUnits, targetUnits, costOf }: Given,
): ComparisonFacts {
  const ids = new Set(options.map(({ id }) => id));
  const treated = new Set(
    effects.filter(one => ids.has(one.option_id)).map(one => one.risk_id),
  );
  return {
    risks: [...risks.values()]
      .filter(({ id }) => treated.has(id))
      .map(row => ({
        id: row.id,
        units: toInteger(row.exposure),
        estimate: {
          probabilityMicro: row.current_probability_micro ?? 0,
          impactCenti: toInteger(row.current_impact_centi),
        },
      })),
    options: options.map(
      (row): TreatmentOption => ({
        id: row.id,
        cost: costOf(row),
        effects: effects
          .filter(one => one.option_id === row.id && risks.has(one.risk_id))
          .map(one => ({
            riskId: one.risk_id,
            effectLikelihood: one.effect_likelihood_micro / MICRO_PER_ONE,
            effectImpact: one.effect_impact_micro / MICRO_PER_ONE,
          })),
      }),
    ),
    ...linkPairs(links),
    exposureUnits,
    targetUnits,
  };
}
