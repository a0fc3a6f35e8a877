/**
 * API schemas, permissions, annotations and typed client of Product Risk.
 *
 * @packageDocumentation
 */

export * from './annotations';
export * from './changes';
export * from './permissions';
export * from './api/endpoint';
export * from './api/endpoints';
export * from './api/types';
export * from './api/vocabulary';
export * from './api/RiskApi';
export * from './api/RiskClient';
export * from './api/openapi';
