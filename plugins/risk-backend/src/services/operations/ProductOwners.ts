import { Endpoints } from '@product-risk/backstage-plugin-risk-common';
import { Accountability } from '../../catalog/Accountability';
import { Caller } from '../Caller';
import { OperationInput, Operations } from '../Operations';
import { decodeCursor, encodeCursor } from '../read/queries/keyset';
import { presentOwner } from '../read/present/owners';
import { VisibleRisks } from '../read/VisibleRisks';

interface ProductOwnersOptions {
  accountability: Accountability;
  visible: VisibleRisks;
}

/** Who is proposed as the owner of a product, and who is confirmed. */
export class ProductOwners
  implements Operations<'listProposedOwners' | 'confirmOwners'>
{
  readonly #options: ProductOwnersOptions;

  constructor(options: ProductOwnersOptions) {
    this.#options = options;
  }

  listProposedOwners = async (
    { cursor, limit }: OperationInput<Endpoints['listProposedOwners']>,
    caller: Caller,
  ) => {
    const { accountability, visible } = this.#options;
    const { items: found, total } = await accountability.proposed({
      after: cursor ? decodeCursor(cursor).id : undefined,
      limit,
    });
    const seen = await visible.among(
      found.flatMap(({ productRef, proposed }) => [productRef, proposed.ref]),
      caller,
    );
    const items = found.flatMap(({ productRef, proposed, confirmed }) => {
      const product = seen.link(productRef);
      return product
        ? [{ product, proposed: presentOwner(proposed, seen), confirmed }]
        : [];
    });
    const last = found[found.length - 1];
    return {
      items,
      nextCursor:
        last && found.length === limit
          ? encodeCursor({ key: last.productRef, id: last.productRef })
          : undefined,
      totalItems: total,
      hidden: found.length - items.length,
    };
  };

  /** Products that the caller may not see are refused like unknown ones. */
  confirmOwners = async (
    { body: { confirmations } }: OperationInput<Endpoints['confirmOwners']>,
    caller: Caller,
  ) => {
    const { accountability, visible } = this.#options;
    const seen = await visible.among(
      confirmations.map(({ productRef }) => productRef),
      caller,
    );
    const { confirmed, refused } = await accountability.confirm(
      confirmations.filter(({ productRef }) => seen.has(productRef)),
      caller.actor,
    );
    return {
      confirmed,
      refused: [
        ...refused,
        ...confirmations
          .filter(({ productRef }) => !seen.has(productRef))
          .map(({ productRef }) => ({
            productRef,
            reason: 'There is no such product',
          })),
      ],
    };
  };
}
