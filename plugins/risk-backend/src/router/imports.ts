import { endpoints } from '@product-risk/backstage-plugin-risk-common';
import { EndpointRegistrar } from '../http/EndpointRegistrar';
import { Operations } from '../services/Operations';

/** Files that come in, and what becomes of them. */
export function registerImports(
  registrar: EndpointRegistrar,
  operations: Operations<
    | 'previewImport'
    | 'importFile'
    | 'pushModel'
    | 'resolveImport'
    | 'refreshSource'
  >,
): void {
  registrar.register(
    'previewImport',
    endpoints.previewImport,
    operations.previewImport,
  );
  registrar.register('importFile', endpoints.importFile, operations.importFile);
  registrar.register('pushModel', endpoints.pushModel, operations.pushModel);
  registrar.register(
    'resolveImport',
    endpoints.resolveImport,
    operations.resolveImport,
  );
  registrar.register(
    'refreshSource',
    endpoints.refreshSource,
    operations.refreshSource,
  );
}
