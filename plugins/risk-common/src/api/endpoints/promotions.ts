import { defineEndpoint } from '../endpoint';
import {
  entityParamsSchema,
  promotionResultSchema,
  promotionSchema,
  reviewPageSchema,
  reviewQuerySchema,
} from '../schemas';
import { notFound } from './errors';

const groupsNotFound = {
  404: 'The entity is unknown or not visible to the caller, or has no such group',
} as const;

/** What machines found, and what people make of it. */
export const promotionEndpoints = {
  listNotReviewed: defineEndpoint({
    method: 'get',
    path: '/entities/:kind/:namespace/:name/not-reviewed',
    tag: 'Promotion',
    summary:
      'What scanners and other machines found on an entity, by vulnerability, rule or threat',
    params: entityParamsSchema,
    query: reviewQuerySchema,
    response: reviewPageSchema,
    errors: notFound,
  }),
  promoteFindings: defineEndpoint({
    method: 'post',
    path: '/entities/:kind/:namespace/:name/promotions',
    tag: 'Promotion',
    summary: 'Make groups of findings into risks; holds for later imports',
    params: entityParamsSchema,
    body: promotionSchema,
    response: promotionResultSchema,
    errors: groupsNotFound,
  }),
  withdrawPromotions: defineEndpoint({
    method: 'post',
    path: '/entities/:kind/:namespace/:name/promotions/withdrawal',
    tag: 'Promotion',
    summary: 'Take promotions back, those of rules too',
    params: entityParamsSchema,
    body: promotionSchema,
    response: promotionResultSchema,
    errors: groupsNotFound,
  }),
};
