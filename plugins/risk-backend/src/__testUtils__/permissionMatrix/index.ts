export * from './answers';
export * from './calls';
export * from './portal';
export * from './world';
export * from './files';
