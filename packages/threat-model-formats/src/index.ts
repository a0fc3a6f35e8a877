export * from './model';
export * from './format';
export * from './errors';
export * from './limits';
export { formats } from './formats';
export { detectFormat } from './detectFormat';
export * from './readThreatModels';
