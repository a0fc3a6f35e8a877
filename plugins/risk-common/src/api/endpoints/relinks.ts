import { z } from 'zod';
import { defineEndpoint } from '../endpoint';
import {
  entityParamsSchema,
  relinkChoiceSchema,
  relinkOfferSchema,
  relinkResultSchema,
} from '../schemas';
import { notFound } from './errors';

const choiceErrors = {
  ...notFound,
  409: 'Chosen already, or the findings have changed meanwhile',
} as const;

/** What people decided about findings that are gone, and where it may belong. */
export const relinkEndpoints = {
  listRelinkOffers: defineEndpoint({
    method: 'get',
    path: '/entities/:kind/:namespace/:name/relinks',
    tag: 'Relinking',
    summary:
      'Judgements whose finding is gone, with new findings that look like it',
    params: entityParamsSchema,
    response: z.object({ items: z.array(relinkOfferSchema) }),
    errors: notFound,
  }),
  acceptRelink: defineEndpoint({
    method: 'post',
    path: '/entities/:kind/:namespace/:name/relinks',
    tag: 'Relinking',
    summary: 'Move the judgements of a finding that is gone to another one',
    params: entityParamsSchema,
    body: relinkChoiceSchema,
    response: relinkResultSchema,
    errors: choiceErrors,
  }),
  dismissRelink: defineEndpoint({
    method: 'post',
    path: '/entities/:kind/:namespace/:name/relinks/dismissal',
    tag: 'Relinking',
    summary: 'Say that two findings are not the same; is not offered again',
    params: entityParamsSchema,
    body: relinkChoiceSchema,
    response: relinkResultSchema,
    errors: choiceErrors,
  }),
};
