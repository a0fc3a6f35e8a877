export * from './range';
export * from './scales';
