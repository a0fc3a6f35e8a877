export * from './InitiativesPanel';
