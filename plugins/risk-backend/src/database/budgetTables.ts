import { DbInteger } from './tables';

export interface DbEntityAssessmentRow {
  entity_ref: string;
  day: string;
}

export interface DbExposureStepRow {
  product_ref: string;
  assessed_day: string;
  day: string;
  exposure: DbInteger;
}

export interface DbBudgetTargetRow {
  id: number;
  product_ref: string;
  at: string;
  actor: string;
  method: 'set' | 'calibrated';
  steps: string;
  reason: string;
}
