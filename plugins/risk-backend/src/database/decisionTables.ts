import { DbInteger, DbRiskRow } from './tables';

/** Rows of decisions and their log, as they are stored. */

export interface DbDecisionRow {
  id: string;
  product_ref: string;
  state: 'requested' | 'granted' | 'rejected' | 'revoked' | 'superseded';
  /** Whose step is next; null once it is settled. */
  waiting_for: 'owner' | 'options' | 'second-signer' | null;
  waiting_since: string;
  sentence: string;
  options: string;
  /** JSON array. */
  option_ids: string;
  /** JSON array: what the owner chose instead of accepting. */
  chosen_option_ids: string;
  origin: 'person' | 'file';
  /** What a file opens at most once. */
  origin_key: string | null;
  requested_by: string;
  requested_at: string;
  proposed_expiry: string;
  exposure_at_request: DbInteger;
  /** Owner at the moment of the grant. */
  owner_ref: string | null;
  /** Who may sign second, resolved when the owner signed. */
  second_ref: string | null;
  /** JSON: how the signers are entitled. */
  authority: string | null;
  decided_by: string | null;
  decided_at: string | null;
  /** First UTC day on which it is over. */
  expiry: string | null;
  exposure_at_grant: DbInteger | null;
  reason: string | null;
  /** When a grant was revoked or superseded. */
  ended_at: string | null;
  supersedes: string | null;
  superseded_by: string | null;
}

export type SnapshotMoment = 'requested' | 'granted';

export interface DbDecisionSnapshotRow {
  decision_id: string;
  moment: SnapshotMoment;
  risk_id: string;
  title: string;
  statement: string;
  product_ref: string;
  state: DbRiskRow['state'];
  probability_micro: number | null;
  impact_centi: DbInteger | null;
  exposure: DbInteger;
  level: DbRiskRow['level'];
}

export interface DbDecisionSnapshotEntityRow {
  decision_id: string;
  moment: SnapshotMoment;
  risk_id: string;
  entity_ref: string;
}

export interface DbDecisionSignatureRow {
  decision_id: string;
  role: 'owner' | 'second';
  signer: string;
  on_behalf_of: string;
  at: string;
  reason: string;
  expiry: string;
  /** What the signer saw; null: signed before this was kept. */
  basis: string | null;
}

export interface DbDecisionLogRow {
  seq: DbInteger;
  at: string;
  action: string;
  decision_id: string | null;
  product_ref: string;
  actor: string;
  /** Canonical JSON. */
  detail: string;
  prev_hash: string;
  hash: string;
}

export interface DbIdempotencyKeyRow {
  actor: string;
  key: string;
  request_hash: string;
  /** Tells the request that took the key from those that repeat it. */
  attempt: string;
  decision_id: string;
  /** JSON of the first answer; null until it is given. */
  response: string | null;
  at: string;
}
