export * from './HowMuchPanel';
export * from './TreatmentView';
export { costWords, effectWords, optionKindWords } from './treatmentWords';
