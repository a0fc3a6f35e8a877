import { NotFoundError } from '@backstage/errors';
import { Endpoints } from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { normaliseRef } from '../../http/parseInput';
import { Caller } from '../Caller';
import { OperationInput, Operations } from '../Operations';
import { ProductReads } from '../read/ProductReads';
import { productRows } from '../read/queries/products';
import { RaisedRisks } from '../risks/RaisedRisks';
import { ProductBelongings } from '../treatment/ProductBelongings';

interface RaisingOptions {
  db: Knex;
  raised: Pick<RaisedRisks, 'raise'>;
  belongings: ProductBelongings;
  productReads: ProductReads;
}

/** Risks that people raise by hand, answered as lists show them. */
export class Raising implements Operations<'raiseRisk'> {
  readonly #options: RaisingOptions;

  constructor(options: RaisingOptions) {
    this.#options = options;
  }

  /** @throws NotFoundError, InputError */
  raiseRisk = async (
    { entityRef: productRef, body }: OperationInput<Endpoints['raiseRisk']>,
    caller: Caller,
  ) => {
    const { db, raised, belongings, productReads } = this.#options;
    const [product] = await productRows(db, [productRef]);
    if (!product) throw new NotFoundError(`${productRef} is no product here`);
    const entityRef = body.entityRef && normaliseRef(body.entityRef);
    await belongings.requireEntities(
      db,
      {
        productRef,
        refs: entityRef ? [entityRef] : [],
        path: 'body.entityRef',
      },
      caller,
    );
    const id = await raised.raise(
      productRef,
      { ...body, entityRef },
      caller.actor,
    );
    return productReads.risk(id, caller);
  };
}
