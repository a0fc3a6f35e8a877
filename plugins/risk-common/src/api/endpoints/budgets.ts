import { defineEndpoint } from '../endpoint';
import {
  budgetSchema,
  entityParamsSchema,
  setTargetSchema,
  timelinessSchema,
} from '../schemas';
import { notFound } from './errors';

/** How much exposure over time a product may carry, and how timely it acts. */
export const budgetEndpoints = {
  getBudget: defineEndpoint({
    method: 'get',
    path: '/products/:kind/:namespace/:name/budget',
    tag: 'Budgets',
    summary: 'The exposure budget of a product: spent, forecast, target',
    params: entityParamsSchema,
    response: budgetSchema,
    errors: notFound,
  }),
  setBudgetTarget: defineEndpoint({
    method: 'post',
    path: '/products/:kind/:namespace/:name/budget/target',
    tag: 'Budgets',
    summary: 'Set or calibrate the target of a product, as its owner',
    params: entityParamsSchema,
    body: setTargetSchema,
    response: budgetSchema,
    errors: {
      ...notFound,
      409: 'The target changed meanwhile, or nothing can be calibrated yet',
    },
  }),
  getTimeliness: defineEndpoint({
    method: 'get',
    path: '/products/:kind/:namespace/:name/timeliness',
    tag: 'Budgets',
    summary: 'How timely the risks of a product are closed',
    params: entityParamsSchema,
    response: timelinessSchema,
    errors: notFound,
  }),
};
