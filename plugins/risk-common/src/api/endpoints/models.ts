import { z } from 'zod';
import { defineEndpoint } from '../endpoint';
import {
  diagramElementSchema,
  exportFormatSchema,
  idParamsSchema,
  mapElementSchema,
  modelDiagramSchema,
  modelExportSchema,
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
  exportModel: defineEndpoint({
    method: 'get',
    path: '/models/:id/export',
    tag: 'Models',
    summary: 'A model as a file, with what people decided since it came in',
    params: idParamsSchema,
    query: z.object({ format: exportFormatSchema.default('native') }),
    response: modelExportSchema,
    recorded: true,
    errors: {
      ...notFound,
      422: 'The file would be larger than any that is imported',
    },
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
