export * from './ExecutivePage';
