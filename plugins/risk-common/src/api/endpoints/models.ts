import { defineEndpoint } from '../endpoint';
import {
  diagramElementSchema,
  idParamsSchema,
  mapElementSchema,
  modelDiagramSchema,
} from '../schemas';
import { notFound } from './errors';

/** Threat models and their elements. */
export const modelEndpoints = {
  getModelDiagram: defineEndpoint({
    method: 'get',
    path: '/models/:id/diagram',
    tag: 'Models',
    summary: 'Elements, flows and boundaries of a model with their findings',
    params: idParamsSchema,
    response: modelDiagramSchema,
    errors: notFound,
  }),
  mapElement: defineEndpoint({
    method: 'post',
    path: '/models/:id/mappings',
    tag: 'Models',
    summary: 'Map an element of a model to a catalog entity',
    params: idParamsSchema,
    body: mapElementSchema,
    response: diagramElementSchema,
    errors: notFound,
  }),
};
