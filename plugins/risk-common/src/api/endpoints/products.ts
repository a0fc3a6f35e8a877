import { defineEndpoint } from '../endpoint';
import {
  entityParamsSchema,
  ownedProductsSchema,
  pageOf,
  productRiskSchema,
  productRisksQuerySchema,
  scorecardSchema,
} from '../schemas';
import { notFound } from './errors';

/** Products, by themselves and by who answers for them. */
export const productEndpoints = {
  getScorecard: defineEndpoint({
    method: 'get',
    path: '/products/:kind/:namespace/:name',
    tag: 'Products',
    summary: 'The scorecard of a product',
    params: entityParamsSchema,
    response: scorecardSchema,
    errors: notFound,
  }),
  listProductRisks: defineEndpoint({
    method: 'get',
    path: '/products/:kind/:namespace/:name/risks',
    tag: 'Products',
    summary: 'The risks of a product that the caller may see, largest first',
    params: entityParamsSchema,
    query: productRisksQuerySchema,
    response: pageOf(productRiskSchema),
    errors: notFound,
  }),
  listMyProducts: defineEndpoint({
    method: 'get',
    path: '/my-products',
    tag: 'Products',
    summary: 'The products the caller answers for, worst first',
    response: ownedProductsSchema,
  }),
  listOwnedProducts: defineEndpoint({
    method: 'get',
    path: '/owners/:kind/:namespace/:name/products',
    tag: 'Products',
    summary: 'The products a group with its child groups, or a user, owns',
    params: entityParamsSchema,
    response: ownedProductsSchema,
    errors: notFound,
  }),
};
