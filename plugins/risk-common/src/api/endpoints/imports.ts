import { z } from 'zod';
import { defineEndpoint } from '../endpoint';
import {
  daySchema,
  entityParamsSchema,
  entityRefSchema,
  idParamsSchema,
  importPreviewSchema,
  importQuerySchema,
  importResultSchema,
  releaseImportSchema,
  timestampSchema,
  uploadQuerySchema,
} from '../schemas';
import { importErrors, notFound } from './errors';

/** How threat models come in. */
export const importEndpoints = {
  previewImport: defineEndpoint({
    method: 'post',
    path: '/entities/:kind/:namespace/:name/imports/preview',
    tag: 'Imports',
    summary: 'What importing a file would change; changes nothing',
    params: entityParamsSchema,
    query: importQuerySchema,
    body: 'binary',
    response: importPreviewSchema,
    errors: importErrors,
  }),
  importFile: defineEndpoint({
    method: 'post',
    path: '/entities/:kind/:namespace/:name/imports',
    tag: 'Imports',
    summary: 'Import a file for an entity',
    params: entityParamsSchema,
    query: uploadQuerySchema,
    body: 'binary',
    response: importResultSchema,
    errors: importErrors,
  }),
  pushModel: defineEndpoint({
    method: 'put',
    path: '/push/:name',
    tag: 'Imports',
    summary: 'Push a threat model from a pipeline with a service token',
    params: z.object({
      name: z
        .string()
        .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/)
        .describe('Name of the source, chosen by the pusher'),
    }),
    query: z.object({
      entity: entityRefSchema,
      fileName: z.string().trim().min(1).max(255).optional(),
      format: z.string().max(63).optional(),
      asOf: z
        .union([daySchema, timestampSchema])
        .optional()
        .describe(
          'When the file looked like this, to build a history. Only before the first live import of the product, from the oldest version to the newest',
        ),
    }),
    body: 'binary',
    response: importResultSchema,
    errors: importErrors,
  }),
  resolveImport: defineEndpoint({
    method: 'post',
    path: '/imports/:id/resolution',
    tag: 'Imports',
    summary: 'Release or reject an import that is held back',
    params: idParamsSchema,
    body: releaseImportSchema,
    response: importResultSchema,
    errors: {
      ...notFound,
      409: 'Not held back any more, or a newer import came meanwhile',
    },
  }),
  refreshSource: defineEndpoint({
    method: 'post',
    path: '/sources/:id/refresh',
    tag: 'Imports',
    summary: 'Read the file of an annotation again',
    params: idParamsSchema,
    response: importResultSchema,
    errors: importErrors,
  }),
};
