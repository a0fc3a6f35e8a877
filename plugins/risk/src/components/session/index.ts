export * from './SessionPage';
export * from './SessionsPanel';
