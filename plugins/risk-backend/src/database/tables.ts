/**
 * Rows as they are stored. Booleans come back as 0/1 from SQLite and 64-bit
 * integers as text from PostgreSQL: read them through `toBoolean` and
 * `toInteger`. Times are ISO 8601 in UTC.
 */

export type DbBoolean = boolean | number;
export type DbInteger = number | string;

export const toBoolean = (value: DbBoolean | null | undefined) =>
  Boolean(value);

/**
 * Reads a 64-bit sum. Exposure beyond 2^53 units (900 billion points) would
 * not be exact any more, so it is an error and never a rounded number.
 */
export function toInteger(value: DbInteger | null | undefined): number {
  const integer = Number(value ?? 0);
  if (!Number.isSafeInteger(integer)) {
    throw new Error(`Stored number ${value} is not a safe integer`);
  }
  return integer;
}

/** The product of entities and risks that belong to none. */
export const NO_PRODUCT = '';

export interface DbMetaRow {
  key: string;
  value: string;
}

export interface DbEntityRow {
  ref: string;
  kind: string;
  title: string;
  type: string | null;
  lifecycle: string | null;
  owner_ref: string | null;
  system_ref: string | null;
  product_ref: string;
  product_tie: DbBoolean;
  domain_ref: string | null;
  is_product: DbBoolean;
  counts_for_coverage: DbBoolean;
  annotations: string;
  fingerprint: string;
  missing_runs: number;
  missing_since: string | null;
  first_seen: string;
}

export interface DbEntityRelationRow {
  source_ref: string;
  type: string;
  target_ref: string;
}

export interface DbEntityClosureRow {
  ancestor: string;
  descendant: string;
  depth: number;
  relation: string;
}

export interface DbEntityChangeRow {
  id: number;
  entity_ref: string;
  at: string;
  kind: 'relation-added' | 'relation-removed' | 'type-changed';
  relation: string | null;
  subject: string;
  previous: string | null;
}

export interface DbProductRow {
  entity_ref: string;
  title: string;
  domain_ref: string | null;
  proposed_owner_ref: string | null;
  proposed_by: string | null;
  owner_ref: string | null;
  confirmed_by: string | null;
  confirmed_at: string | null;
  considered_owner_ref: string | null;
  retired: DbBoolean;
}

export interface DbProductLogRow {
  id: number;
  product_ref: string;
  at: string;
  actor: string;
  action: string;
  before: string | null;
  after: string | null;
}

export interface DbSourceRow {
  id: string;
  method: 'annotation' | 'upload' | 'push' | 'manual';
  location: string;
  state: 'pending' | 'ok' | 'failed' | 'quarantined';
  error: string | null;
  content_hash: string | null;
  etag: string | null;
  revision: number;
  created_at: string;
  checked_at: string | null;
  applied_at: string | null;
}

export interface DbAttachmentRow {
  source_id: string;
  entity_ref: string;
  declared_as: string;
  since: string;
  detached_at: string | null;
}

export interface DbImportRow {
  id: string;
  source_id: string;
  seq: number;
  at: string;
  actor: string;
  status:
    | 'applied'
    | 'unchanged'
    | 'quarantined'
    | 'released'
    | 'rejected'
    | 'failed';
  file_name: string;
  content_hash: string | null;
  bytes: number;
  format: string | null;
  format_version: string | null;
  created: number;
  changed: number;
  reopened: number;
  absent: number;
  unchanged: number;
  warnings: string;
  error: string | null;
  reason: string | null;
  resolved_by: string | null;
  resolved_at: string | null;
  /** When a version was brought in as of `at`; null for what came live. */
  backfilled_at: string | null;
}

export interface DbImportDocumentRow {
  import_id: string;
  content: Buffer;
}

export interface DbThreatModelRow {
  id: string;
  source_id: string;
  kind: 'threat-model' | 'scan';
  model_key: string;
  title: string;
  format: string;
  format_version: string | null;
  owner: string | null;
  stated_at: string | null;
  content_changed_at: string;
  content_hash: string;
  diagrams: string;
  is_assessment: DbBoolean;
  absent_since: string | null;
  /** `StoredModelDetail` as JSON. */
  detail: string;
}

export interface DbModelElementRow {
  model_id: string;
  element_id: string;
  name: string;
  kind: string;
  out_of_scope: DbBoolean;
  parent_id: string | null;
  from_id: string | null;
  to_id: string | null;
  bidirectional: DbBoolean;
  diagram_id: string | null;
  entity_ref: string | null;
  mapped_by: 'file' | 'person' | 'repository' | 'name' | 'attachment' | 'none';
  /** `ElementCandidate[]` as JSON. */
  candidates: string;
  /** `StoredElementDetail` as JSON. */
  detail: string;
}

/**
 * Who says that an element stands for its entity, and not only lies there. What
 * was concluded from a name or a folder places findings; it does not show that
 * anybody assessed the entity.
 */
export const ELEMENT_IS_ENTITY: readonly DbModelElementRow['mapped_by'][] = [
  'file',
  'person',
];

export interface DbElementMappingRow {
  source_id: string;
  model_key: string;
  element_id: string;
  entity_ref: string;
  actor: string;
  at: string;
}

export interface DbFindingRow {
  id: string;
  source_id: string;
  model_id: string;
  key: string;
  definition_key: string | null;
  native_id: string | null;
  entity_ref: string | null;
  element_id: string | null;
  title: string;
  description: string;
  severity: string;
  severity_raw: string | null;
  /** JSON of what the file rates it as in numbers. */
  stated_rating: string | null;
  /** JSON of the file's request to accept it. */
  acceptance: string | null;
  status: 'open' | 'in_progress' | 'claimed' | 'accepted' | 'excluded';
  stated_status: string;
  status_raw: string | null;
  status_reason: string | null;
  reviewed: DbBoolean;
  triage: 'excluded' | 'restored' | null;
  triage_reason: string | null;
  triage_by: string | null;
  triage_at: string | null;
  /** What people look at and promote together. */
  review_group: string | null;
  /** By a person, by a rule, or taken back by a person; null: undecided. */
  promotion: 'promoted' | 'rule' | 'withdrawn' | null;
  promoted_by: string | null;
  promoted_at: string | null;
  promotion_reason: string | null;
  stride: string;
  categories: string;
  detail: string;
  content_hash: string;
  first_seen: string;
  last_seen: string;
  changed_at: string;
  absent_since: string | null;
  first_import_id: string;
  last_import_id: string;
}

export interface DbRelinkChoiceRow {
  from_finding_id: string;
  to_finding_id: string;
  choice: 'accepted' | 'dismissed';
  actor: string;
  at: string;
}

export interface DbFindingEventRow {
  id: number;
  finding_id: string;
  at: string;
  kind:
    | 'first-seen'
    | 'changed'
    | 'absent'
    | 'reopened'
    | 'excluded'
    | 'restored'
    | 'moved'
    | 'promoted'
    | 'promotion-withdrawn'
    | 'relinked'
    | 'mitigation-verified'
    | 'mitigation-withdrawn'
    | 'category-confirmed'
    | 'category-rejected';
  actor: string;
  import_id: string | null;
  detail: string;
}

export interface DbMitigationRow {
  id: string;
  finding_id: string;
  key: string;
  title: string;
  description: string;
  stated: string;
  status_raw: string | null;
  state: 'none' | 'planned' | 'claimed' | 'verified';
  effect_likelihood_micro: number;
  effect_impact_micro: number;
  evidence: string | null;
  verified_by: string | null;
  verified_at: string | null;
  absent_since: string | null;
}

export interface DbRiskRow {
  id: string;
  product_ref: string;
  group_key: string;
  title: string;
  statement: string;
  statement_by: string | null;
  stride: string;
  rating_state: 'unrated' | 'assumed' | 'confirmed';
  probability_micro: number | null;
  impact_centi: DbInteger | null;
  current_probability_micro: number | null;
  current_impact_centi: DbInteger | null;
  exposure: DbInteger;
  exposure_inherent: DbInteger;
  exposure_projected: DbInteger;
  exposure_verified_only: DbInteger;
  level: 'low' | 'medium' | 'high' | 'critical' | null;
  state: 'open' | 'closed';
  review_flag: DbBoolean;
  entity_missing: DbBoolean;
  /** A finding of it has a planned or claimed mitigation. */
  mitigation_under_way: DbBoolean;
  opened_at: string;
  closed_at: string | null;
  updated_at: string;
}

export interface DbRiskFindingRow {
  finding_id: string;
  risk_id: string;
  linked_by: string;
}

export interface DbRiskEntityRow {
  risk_id: string;
  entity_ref: string;
  share: DbInteger;
}

export interface DbRatingRow {
  id: number;
  risk_id: string;
  at: string;
  actor: string;
  probability_micro: number;
  impact_centi: DbInteger;
  comment: string;
}

export interface DbRiskStateRow {
  id: number;
  risk_id: string;
  at: string;
  product_ref: string;
  probability_micro: number | null;
  impact_centi: DbInteger | null;
  exposure: DbInteger;
  level: DbRiskRow['level'];
  state: DbRiskRow['state'];
  cause: string;
  actor: string;
}

/** The numbers that an entity's and a product's roll-up have in common. */
export interface DbRollupColumns {
  exposure: DbInteger;
  exposure_inherent: DbInteger;
  exposure_projected: DbInteger;
  exposure_verified_only: DbInteger;
  critical: number;
  high: number;
  medium: number;
  low: number;
  unrated: number;
  confirmed: number;
  findings_open: number;
  findings_in_progress: number;
  findings_claimed: number;
  findings_verified: number;
  findings_accepted: number;
  findings_excluded: number;
  not_reviewed: number;
  updated_at: string;
}

export interface DbEntityRollupRow extends DbRollupColumns {
  entity_ref: string;
  share: DbInteger;
  models: number;
  failed_sources: number;
  stale_since: string | null;
  stale_reasons: string;
}

export interface DbProductRollupRow extends DbRollupColumns {
  product_ref: string;
  components: number;
  modelled: number;
  stale: number;
  failed_sources: number;
  risks_open: number;
}

export interface DbProductSevereRow {
  product_ref: string;
  probability_micro: number;
  count: number;
}

export interface DbSnapshotRow {
  product_ref: string;
  day: string;
  exposure: DbInteger;
  critical: number;
  high: number;
  medium: number;
  low: number;
  unrated: number;
  components: number;
  modelled: number;
  stale: number;
  /** From the history of a model, not from watching. */
  backfilled: DbBoolean;
}
