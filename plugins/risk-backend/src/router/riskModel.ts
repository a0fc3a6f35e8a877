import { endpoints } from '@product-risk/backstage-plugin-risk-common';
import { EndpointRegistrar } from '../http/EndpointRegistrar';
import { Operations } from '../services/Operations';

/** What the numbers mean, and what each is made of. */
export function registerRiskModel(
  registrar: EndpointRegistrar,
  operations: Operations<'getRiskModel' | 'explain'>,
): void {
  registrar.register(
    'getRiskModel',
    endpoints.getRiskModel,
    operations.getRiskModel,
  );
  registrar.register('explain', endpoints.explain, operations.explain);
}
