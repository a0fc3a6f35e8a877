export * from './common';
export * from './sources';
export * from './findings';
export * from './entities';
export * from './products';
export * from './report';
export * from './explain';
export * from './decisions';
