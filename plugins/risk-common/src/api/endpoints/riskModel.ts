import { z } from 'zod';
import { defineEndpoint } from '../endpoint';
import {
  explainQuerySchema,
  explanationSchema,
  metricSchema,
  riskModelPageSchema,
} from '../schemas';
import { notFound } from './errors';

/** What the numbers mean here, and what each is made of. */
export const riskModelEndpoints = {
  getRiskModel: defineEndpoint({
    method: 'get',
    path: '/risk-model',
    tag: 'Risk model',
    summary: 'What every number means here, from the live configuration',
    response: riskModelPageSchema,
  }),
  explain: defineEndpoint({
    method: 'get',
    path: '/explain/:metric',
    tag: 'Risk model',
    summary: 'What a number is made of',
    params: z.object({ metric: metricSchema }),
    query: explainQuerySchema,
    response: explanationSchema,
    errors: notFound,
  }),
};
