import { endpoints } from '@product-risk/backstage-plugin-risk-common';
import { EndpointRegistrar } from '../http/EndpointRegistrar';
import { Operations } from '../services/Operations';

/** Products, by themselves and by who answers for them. */
export function registerProducts(
  registrar: EndpointRegistrar,
  operations: Operations<
    'getScorecard' | 'listProductRisks' | 'listMyProducts' | 'listOwnedProducts'
  >,
): void {
  registrar.register(
    'getScorecard',
    endpoints.getScorecard,
    operations.getScorecard,
  );
  registrar.register(
    'listProductRisks',
    endpoints.listProductRisks,
    operations.listProductRisks,
  );
  registrar.register(
    'listMyProducts',
    endpoints.listMyProducts,
    operations.listMyProducts,
  );
  registrar.register(
    'listOwnedProducts',
    endpoints.listOwnedProducts,
    operations.listOwnedProducts,
  );
}
