import { Knex } from 'knex';
import { selectInChunks } from '../../database/batches';
import {
  DbFindingRow,
  DbMitigationRow,
  DbModelElementRow,
  DbRiskRow,
  DbThreatModelRow,
} from '../../database/tables';
import { StoredOptions } from '../../database/TreatmentStore';
import {
  DbOptionEffectRow,
  DbOptionLinkRow,
  DbTreatmentOptionRow,
} from '../../database/treatmentTables';
import { dayOf } from '../../days';

/** A current finding with the risk that it evidences. */
export type ExportedFinding = DbFindingRow & {
  risk_id: string | null;
  risk_product_ref: string | null;
  risk_rating_state: DbRiskRow['rating_state'] | null;
  risk_probability_micro: DbRiskRow['probability_micro'];
  risk_impact_centi: DbRiskRow['impact_centi'];
};

export async function exportedFindings(
  db: Knex,
  modelId: string,
): Promise<ExportedFinding[]> {
  return db({ f: 'finding' })
    .leftJoin({ rf: 'risk_finding' }, 'rf.finding_id', 'f.id')
    .leftJoin({ r: 'risk' }, 'r.id', 'rf.risk_id')
    .where('f.model_id', modelId)
    .whereNull('f.absent_since')
    .orderBy('f.key')
    .select(
      'f.*',
      'r.id as risk_id',
      'r.product_ref as risk_product_ref',
      'r.rating_state as risk_rating_state',
      'r.probability_micro as risk_probability_micro',
      'r.impact_centi as risk_impact_centi',
    );
}

export async function exportedMitigations(
  db: Knex,
  findingIds: readonly string[],
): Promise<DbMitigationRow[]> {
  return selectInChunks(findingIds, chunk =>
    db<DbMitigationRow>('mitigation')
      .whereIn('finding_id', chunk)
      .whereNull('absent_since')
      .orderBy(['finding_id', 'key']),
  );
}

export interface ConfirmedCategory {
  finding_id: string;
  category: string;
}

/** Categories that a person confirmed. */
export async function confirmedCategoriesOf(
  db: Knex,
  findingIds: readonly string[],
): Promise<ConfirmedCategory[]> {
  return selectInChunks(findingIds, chunk =>
    db('category_assignment')
      .whereIn('finding_id', chunk)
      .where('state', 'confirmed')
      .whereNotNull('assigned_by')
      .orderBy(['finding_id', 'category'])
      .select<ConfirmedCategory[]>('finding_id', 'category'),
  );
}

export interface GrantedAcceptance {
  risk_id: string;
  reason: string | null;
  sentence: string;
  expiry: string | null;
}

/** Acceptances that are in force, the latest of a risk last. */
export async function acceptancesOf(
  db: Knex,
  riskIds: readonly string[],
  now: Date,
): Promise<GrantedAcceptance[]> {
  return selectInChunks(riskIds, chunk =>
    db({ dr: 'decision_risk' })
      .join({ d: 'decision' }, 'd.id', 'dr.decision_id')
      .whereIn('dr.risk_id', chunk)
      .where('d.state', 'granted')
      .where('d.expiry', '>', dayOf(now))
      .orderBy(['d.decided_at', 'd.id'])
      .select<GrantedAcceptance[]>(
        'dr.risk_id',
        'd.reason',
        'd.sentence',
        'd.expiry',
      ),
  );
}

/** The options for some risks that nobody withdrew, with what they do to these. */
export async function exportedOptions(
  db: Knex,
  riskIds: readonly string[],
): Promise<StoredOptions> {
  const effects = await selectInChunks(riskIds, chunk =>
    db<DbOptionEffectRow>('option_effect')
      .whereIn('risk_id', chunk)
      .orderBy(['option_id', 'risk_id'])
      .select(),
  );
  const ids = new Set(effects.map(({ option_id }) => option_id));
  const options = await selectInChunks(ids, chunk =>
    db<DbTreatmentOptionRow>('treatment_option')
      .whereIn('id', chunk)
      .where({ withdrawn: false })
      .orderBy(['created_at', 'id'])
      .select(),
  );
  const links = await selectInChunks(ids, chunk =>
    db<DbOptionLinkRow>('option_link')
      .whereIn('option_id', chunk)
      .orderBy(['kind', 'option_id', 'other_id'])
      .select(),
  );
  return { options, effects, links };
}

/** All that is known of one model. */
export interface StoredModelRows {
  model: DbThreatModelRow;
  elements: readonly DbModelElementRow[];
  findings: readonly ExportedFinding[];
  mitigations: readonly DbMitigationRow[];
  categories: readonly ConfirmedCategory[];
  acceptances: readonly GrantedAcceptance[];
  options: StoredOptions;
}
