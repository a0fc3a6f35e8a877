export * from './model';
export * from './format';
export * from './errors';
