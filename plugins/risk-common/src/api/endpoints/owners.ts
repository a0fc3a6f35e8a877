import { defineEndpoint } from '../endpoint';
import {
  confirmOwnersResultSchema,
  confirmOwnersSchema,
  pageOf,
  pageQuerySchema,
  proposedOwnerSchema,
} from '../schemas';

/** Who owns which product. */
export const ownerEndpoints = {
  listProposedOwners: defineEndpoint({
    method: 'get',
    path: '/product-owners/proposed',
    tag: 'Products',
    summary: 'Product owners that wait to be confirmed',
    query: pageQuerySchema,
    response: pageOf(proposedOwnerSchema),
  }),
  confirmOwners: defineEndpoint({
    method: 'post',
    path: '/product-owners/confirmations',
    tag: 'Products',
    summary: 'Confirm product owners in bulk',
    body: confirmOwnersSchema,
    response: confirmOwnersResultSchema,
  }),
};
