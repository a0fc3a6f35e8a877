export {
  GRACE_DAYS,
  budgetedExposure,
  type AssessedExposure,
  type Step,
  type StepFunction,
} from './steps';
export { defaultAlertRules, type AlertRule, type AlertUrgency } from './alerts';
export * from './exposureBudget';
export * from './calibrateTarget';
