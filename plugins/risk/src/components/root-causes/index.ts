export * from './LinkRootCauseDialog';
export * from './RootCausesPanel';
