import { defineEndpoint } from '../endpoint';
import {
  budgetSchema,
  entityParamsSchema,
  myRaisesSchema,
  raiseAnswerSchema,
  setTargetSchema,
  timelinessSchema,
} from '../schemas';
import { notFound } from './errors';

const waiting = {
  ...notFound,
  409: 'The raise waits no more, or the owner changed meanwhile',
} as const;

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
    summary:
      'Set or calibrate the target of a product, as its owner; a raise waits for a second signature',
    params: entityParamsSchema,
    body: setTargetSchema,
    response: budgetSchema,
    errors: {
      ...notFound,
      409: 'The target changed meanwhile, or nothing can be calibrated yet',
    },
  }),
  signBudgetTarget: defineEndpoint({
    method: 'post',
    path: '/products/:kind/:namespace/:name/budget/target/second-signature',
    tag: 'Budgets',
    summary: 'Sign a raise of the target as the second person',
    params: entityParamsSchema,
    body: raiseAnswerSchema,
    response: budgetSchema,
    errors: waiting,
  }),
  rejectBudgetTarget: defineEndpoint({
    method: 'post',
    path: '/products/:kind/:namespace/:name/budget/target/rejection',
    tag: 'Budgets',
    summary: 'Turn a raise of the target down, or take it back as the owner',
    params: entityParamsSchema,
    body: raiseAnswerSchema,
    response: budgetSchema,
    errors: waiting,
  }),
  listMyTargetRaises: defineEndpoint({
    method: 'get',
    path: '/my-target-raises',
    tag: 'Budgets',
    summary: 'Raises of targets that I may sign second, and those I asked for',
    response: myRaisesSchema,
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
