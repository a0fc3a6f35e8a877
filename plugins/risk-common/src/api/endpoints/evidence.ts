import { defineEndpoint } from '../endpoint';
import {
  evidencePageQuerySchema,
  evidencePageSchema,
  evidenceQuerySchema,
} from '../schemas';
import { notFound } from './errors';

const tag = 'Categories';

/** What threat models tell whoever answers for a control or a register risk. */
export const evidenceEndpoints = {
  listCategoryEvidence: defineEndpoint({
    method: 'get',
    path: '/report/category/evidence',
    tag,
    summary: 'Findings and treatments that inform a control, with freshness',
    query: evidencePageQuerySchema,
    response: evidencePageSchema,
    errors: notFound,
  }),
  exportCategoryEvidence: defineEndpoint({
    method: 'get',
    path: '/report/category/evidence.csv',
    tag,
    summary: 'The same as CSV, all of it',
    query: evidenceQuerySchema,
    response: 'csv',
    errors: notFound,
  }),
};
