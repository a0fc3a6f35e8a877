import { defineEndpoint } from '../endpoint';
import {
  addTimelineEventSchema,
  entityParamsSchema,
  timelineQuerySchema,
  timelineSchema,
} from '../schemas';
import { notFound } from './errors';

/** Everybody's dates about a product in one picture. */
export const timelineEndpoints = {
  getTimeline: defineEndpoint({
    method: 'get',
    path: '/products/:kind/:namespace/:name/timeline',
    tag: 'Timeline',
    summary: 'What happens when to a product, and what does not fit',
    params: entityParamsSchema,
    query: timelineQuerySchema,
    response: timelineSchema,
    errors: notFound,
  }),
  addTimelineEvent: defineEndpoint({
    method: 'post',
    path: '/products/:kind/:namespace/:name/timeline',
    tag: 'Timeline',
    summary: 'Put a date on the timeline of a product',
    params: entityParamsSchema,
    body: addTimelineEventSchema,
    response: timelineSchema,
    errors: notFound,
  }),
};
