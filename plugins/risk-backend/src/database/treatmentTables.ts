import { DbBoolean, DbInteger } from './tables';

export interface DbSessionRow {
  id: string;
  product_ref: string;
  title: string;
  state: 'requested' | 'planned' | 'held' | 'cancelled';
  day: string | null;
  cadence_days: number | null;
  reason: string;
  notes: string;
  outcome: string;
  created_by: string;
  created_at: string;
  updated_at: string;
  revision: number;
}

export interface DbSessionMemberRow {
  session_id: string;
  role: 'scope' | 'participant';
  ref: string;
}

export interface DbSessionRiskRow {
  session_id: string;
  risk_id: string;
  direction: 'in' | 'out';
}

/** Which file states an option; all null: people do. */
export interface OptionOrigin {
  source_id: string | null;
  /** Its key within the source. */
  origin_key: string | null;
  /** As the file left it; another revision is what people made of it. */
  origin_revision: number | null;
  /** Of what the file stated. */
  origin_hash: string | null;
}

export interface DbTreatmentOptionRow extends OptionOrigin {
  id: string;
  product_ref: string;
  session_id: string | null;
  kind: 'mitigate' | 'avoid' | 'transfer' | 'detect' | 'accept';
  title: string;
  constraints: string;
  evidence: string;
  cost_once: DbInteger;
  cost_yearly: DbInteger;
  lead_days: number | null;
  withdrawn: DbBoolean;
  created_by: string;
  created_at: string;
  updated_at: string;
  revision: number;
}

export interface DbOptionEffectRow {
  option_id: string;
  risk_id: string;
  effect_likelihood_micro: number;
  effect_impact_micro: number;
}

export interface DbOptionLinkRow {
  kind: 'excludes' | 'needs';
  option_id: string;
  other_id: string;
}
