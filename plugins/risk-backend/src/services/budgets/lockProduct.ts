import { NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { ProductStore } from '../../database/ProductStore';

/**
 * Lets one change of a target at a time happen, until the transaction ends.
 *
 * @throws NotFoundError for what is no product any more
 */
export async function lockProduct(
  trx: Knex.Transaction,
  productRef: string,
): Promise<void> {
  const products = await new ProductStore(trx).lock([productRef]);
  const product = products.get(productRef);
  if (!product || product.retired) {
    throw new NotFoundError(`${productRef} is no product here`);
  }
}
