export type {
  OptionEffect,
  OptionSet,
  TreatmentChoice,
  TreatmentOption,
} from './options';
export * from './chooseTreatment';
