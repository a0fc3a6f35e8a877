import { CategoriseMethod } from '@product-risk/category-frameworks';
import { DbBoolean, DbInteger } from './tables';

/** Rows about categories as they are stored; see `tables.ts`. */

export interface DbCategoryAssignmentRow {
  finding_id: string;
  category: string;
  framework: string;
  state: 'confirmed' | 'suggested' | 'rejected';
  method: CategoriseMethod | 'person';
  confidence_milli: number;
  derived_from: string;
  assigned_by: string | null;
  assigned_at: string;
  data_version: string;
}

export interface DbAssessmentRow {
  product_ref: string;
  method: string;
  category: string;
  at: string;
  assessed_by: string | null;
  note: string;
}

/** Method of what a person states. */
export const STATEMENT = 'statement';

export interface DbProductCategoryRow {
  product_ref: string;
  category: string;
  framework: string;
  kind: string;
  confirmed: number;
  suggested: number;
  affected: DbBoolean;
  affected_if_suggested: DbBoolean;
  exposure: DbInteger;
}

export interface DbProductCategoryTotalRow {
  product_ref: string;
  findings: number;
  uncategorised: number;
  waiting: number;
  revision: number;
}

export interface DbCategoryHistoryRow {
  product_ref: string;
  category: string;
  day: string;
  affected: DbBoolean;
}

export interface DbProductCategoryCauseRow {
  product_ref: string;
  category: string;
  cause: string;
  title: string;
}

export interface DbInitiativeRow {
  id: string;
  title: string;
  category: string;
  sponsor_ref: string;
  hypothesis: string;
  cost_each: number | null;
  cost_platform: number | null;
  state: 'open' | 'closed';
  created_by: string;
  created_at: string;
  closed_by: string | null;
  closed_at: string | null;
  outcome: string | null;
}

export interface DbInitiativeProductRow {
  initiative_id: string;
  product_ref: string;
  affected_before: DbBoolean;
  exposure_before: DbInteger;
}
