import { endpoints } from '@product-risk/backstage-plugin-risk-common';
import { EndpointRegistrar } from '../http/EndpointRegistrar';
import { Operations } from '../services/Operations';

/** What machines found, and what people make of it. */
export function registerPromotions(
  registrar: EndpointRegistrar,
  operations: Operations<
    'listNotReviewed' | 'promoteFindings' | 'withdrawPromotions'
  >,
): void {
  registrar.register(
    'listNotReviewed',
    endpoints.listNotReviewed,
    operations.listNotReviewed,
  );
  registrar.register(
    'promoteFindings',
    endpoints.promoteFindings,
    operations.promoteFindings,
  );
  registrar.register(
    'withdrawPromotions',
    endpoints.withdrawPromotions,
    operations.withdrawPromotions,
  );
}
