import { endpoints } from '@product-risk/backstage-plugin-risk-common';
import { EndpointRegistrar } from '../http/EndpointRegistrar';
import { Operations } from '../services/Operations';

/** Threat models: their diagrams, as files, and what their elements stand for. */
export function registerModels(
  registrar: EndpointRegistrar,
  operations: Operations<'getModelDiagram' | 'exportModel' | 'mapElement'>,
): void {
  registrar.register(
    'getModelDiagram',
    endpoints.getModelDiagram,
    operations.getModelDiagram,
  );
  registrar.register(
    'exportModel',
    endpoints.exportModel,
    operations.exportModel,
  );
  registrar.register('mapElement', endpoints.mapElement, operations.mapElement);
}
