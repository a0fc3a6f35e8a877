import { endpoints } from '@product-risk/backstage-plugin-risk-common';
import { EndpointRegistrar } from '../http/EndpointRegistrar';
import { Operations } from '../services/Operations';

/** Diagrams of threat models, and what their elements stand for. */
export function registerModels(
  registrar: EndpointRegistrar,
  operations: Operations<'getModelDiagram' | 'mapElement'>,
): void {
  registrar.register(
    'getModelDiagram',
    endpoints.getModelDiagram,
    operations.getModelDiagram,
  );
  registrar.register('mapElement', endpoints.mapElement, operations.mapElement);
}
