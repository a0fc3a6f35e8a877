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
  /** Who signed a raise second; null: nobody had to. */
  second_signer: string | null;
}

/** A raise that waits for its second signature. */
export interface DbTargetRaiseRow
  extends Omit<DbBudgetTargetRow, 'id' | 'second_signer'> {
  id: string;
  owner_ref: string;
  second_ref: string;
}

/** What became of a raise. */
export interface DbRaiseAnswerRow {
  id: string;
  product_ref: string;
  asked_at: string;
  asked_by: string;
  steps: string;
  outcome: 'signed' | 'rejected' | 'withdrawn';
  answered_at: string;
  answered_by: string;
  reason: string;
}
