export * from './AssessmentList';
export * from './AssessmentsPanel';
