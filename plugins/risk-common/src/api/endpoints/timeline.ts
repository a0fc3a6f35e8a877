import { defineEndpoint } from '../endpoint';
import {
  entityParamsSchema,
  idParamsSchema,
  removeTimelineEventSchema,
  timelineEventInputSchema,
  timelineEventUpdateSchema,
  timelineQuerySchema,
  timelineSchema,
} from '../schemas';
import { notFound } from './errors';

const changed = {
  ...notFound,
  409: 'Changed meanwhile by somebody else; read it again',
} as const;

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
    body: timelineEventInputSchema,
    response: timelineSchema,
    errors: notFound,
  }),
  updateTimelineEvent: defineEndpoint({
    method: 'put',
    path: '/timeline-events/:id',
    tag: 'Timeline',
    summary: 'Change a date that somebody put on a timeline',
    params: idParamsSchema,
    body: timelineEventUpdateSchema,
    response: timelineSchema,
    errors: changed,
  }),
  removeTimelineEvent: defineEndpoint({
    method: 'post',
    path: '/timeline-events/:id/removal',
    tag: 'Timeline',
    summary: 'Take a date away that somebody put on a timeline',
    params: idParamsSchema,
    body: removeTimelineEventSchema,
    response: timelineSchema,
    errors: changed,
  }),
};
