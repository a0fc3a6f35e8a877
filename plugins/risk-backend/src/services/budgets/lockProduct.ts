import { ConflictError, NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { ProductStore } from '../../database/ProductStore';

/**
 * Lets one change of a target at a time happen, until the transaction ends.
 *
 * @param ownerRef - whose authority was checked before; absent: nobody's
 * @throws NotFoundError for what is no product any more, ConflictError when it
 * has another owner by now
 */
export async function lockProduct(
  trx: Knex.Transaction,
  productRef: string,
  ownerRef?: string,
): Promise<void> {
  const products = await new ProductStore(trx).lock([productRef]);
  const product = products.get(productRef);
  if (!product || product.retired) {
    throw new NotFoundError(`${productRef} is no product here`);
  }
  const current = product.owner_ref ?? product.proposed_owner_ref;
  if (ownerRef !== undefined && current !== ownerRef) {
    throw new ConflictError(
      'The owner of the product changed meanwhile; look at the budget again',
    );
  }
}
