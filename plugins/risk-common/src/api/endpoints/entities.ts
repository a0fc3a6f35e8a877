import { z } from 'zod';
import { defineEndpoint } from '../endpoint';
import {
  entityParamsSchema,
  entityRiskSchema,
  findingSchema,
  findingsQuerySchema,
  importSummarySchema,
  pageOf,
  pageQuerySchema,
  sourceSchema,
} from '../schemas';
import { notFound } from './errors';

/** What the tab of an entity shows. */
export const entityEndpoints = {
  getEntityRisk: defineEndpoint({
    method: 'get',
    path: '/entities/:kind/:namespace/:name',
    tag: 'Entities',
    summary: 'How exposed an entity is, and how sure we are',
    params: entityParamsSchema,
    response: entityRiskSchema,
    errors: notFound,
  }),
  listEntityFindings: defineEndpoint({
    method: 'get',
    path: '/entities/:kind/:namespace/:name/findings',
    tag: 'Entities',
    summary: 'The findings of an entity, filtered, sorted and paged',
    params: entityParamsSchema,
    query: findingsQuerySchema,
    response: pageOf(findingSchema),
    errors: notFound,
  }),
  listEntitySources: defineEndpoint({
    method: 'get',
    path: '/entities/:kind/:namespace/:name/sources',
    tag: 'Entities',
    summary: 'The sources that report on an entity, failed ones included',
    params: entityParamsSchema,
    response: z.object({ items: z.array(sourceSchema) }),
    errors: notFound,
  }),
  listEntityImports: defineEndpoint({
    method: 'get',
    path: '/entities/:kind/:namespace/:name/imports',
    tag: 'Entities',
    summary: 'The history of imports, newest first',
    params: entityParamsSchema,
    query: pageQuerySchema,
    response: pageOf(importSummarySchema),
    errors: notFound,
  }),
};
