export * from './model';
export * from './format';
export * from './errors';
export * from './limits';
export type { XmlElement } from './document/XmlElement';
export { formats } from './formats';
export { detectFormat } from './detectFormat';
export * from './readThreatModels';
export * from './export';
