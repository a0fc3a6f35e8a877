import { defineEndpoint } from '../endpoint';
import {
  executiveSummarySchema,
  pageOf,
  productsQuerySchema,
  productSummarySchema,
  reportSchema,
} from '../schemas';

/** The organisation's report. */
export const reportEndpoints = {
  getReport: defineEndpoint({
    method: 'get',
    path: '/report',
    tag: 'Report',
    summary: 'Totals, coverage, domains and trend of the organisation',
    response: reportSchema,
  }),
  listProducts: defineEndpoint({
    method: 'get',
    path: '/report/products',
    tag: 'Report',
    summary: 'All products, searched, sorted and paged',
    query: productsQuerySchema,
    response: pageOf(productSummarySchema),
  }),
  getExecutiveSummary: defineEndpoint({
    method: 'get',
    path: '/report/executive',
    tag: 'Report',
    summary: 'Budgets and systemic themes in plain words, for one page',
    response: executiveSummarySchema,
  }),
  exportProducts: defineEndpoint({
    method: 'get',
    path: '/report/products.csv',
    tag: 'Report',
    summary: 'The list of products as CSV',
    query: productsQuerySchema.omit({ cursor: true, limit: true }),
    response: 'csv',
  }),
};
