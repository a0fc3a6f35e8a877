import { endpoints } from '@product-risk/backstage-plugin-risk-common';
import { EndpointRegistrar } from '../http/EndpointRegistrar';
import { Operations } from '../services/Operations';

/** How much exposure over time products may carry, and how timely they act. */
export function registerBudgets(
  registrar: EndpointRegistrar,
  operations: Operations<
    | 'getBudget'
    | 'setBudgetTarget'
    | 'signBudgetTarget'
    | 'rejectBudgetTarget'
    | 'listMyTargetRaises'
    | 'getTimeliness'
  >,
): void {
  registrar.register('getBudget', endpoints.getBudget, operations.getBudget);
  registrar.register(
    'setBudgetTarget',
    endpoints.setBudgetTarget,
    operations.setBudgetTarget,
  );
  registrar.register(
    'signBudgetTarget',
    endpoints.signBudgetTarget,
    operations.signBudgetTarget,
  );
  registrar.register(
    'rejectBudgetTarget',
    endpoints.rejectBudgetTarget,
    operations.rejectBudgetTarget,
  );
  registrar.register(
    'listMyTargetRaises',
    endpoints.listMyTargetRaises,
    operations.listMyTargetRaises,
  );
  registrar.register(
    'getTimeliness',
    endpoints.getTimeliness,
    operations.getTimeliness,
  );
}
