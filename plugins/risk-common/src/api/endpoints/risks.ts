import { defineEndpoint } from '../endpoint';
import {
  idParamsSchema,
  productRiskSchema,
  ratingInputSchema,
  statementInputSchema,
} from '../schemas';
import { notFound } from './errors';

/** Risks and their ratings. */
export const riskEndpoints = {
  rateRisk: defineEndpoint({
    method: 'post',
    path: '/risks/:id/ratings',
    tag: 'Risks',
    summary: 'Rate a risk, or confirm the assumed rating',
    params: idParamsSchema,
    body: ratingInputSchema,
    response: productRiskSchema,
    errors: notFound,
  }),
  wordRisk: defineEndpoint({
    method: 'put',
    path: '/risks/:id/statement',
    tag: 'Risks',
    summary: 'Say in plain words what could happen to the product',
    params: idParamsSchema,
    body: statementInputSchema,
    response: productRiskSchema,
    errors: notFound,
  }),
};
