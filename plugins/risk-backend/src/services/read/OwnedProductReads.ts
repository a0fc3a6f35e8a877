import { UserInfoService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  Endpoints,
  OwnedProducts,
} from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { Caller } from '../Caller';
import { OperationInput, Operations } from '../Operations';
import { Owners } from './Owners';
import { ProductSummaries } from './ProductSummaries';
import { productRows } from './queries/products';

/** Which products somebody answers for. */
export interface Answerable extends Owners {
  productsOf(ownershipRefs: string[]): Promise<string[]>;
  /** A user and the groups it is a direct member of. */
  ownershipRefsOf(ownerRef: string): Promise<string[]>;
  productsOfGroupTree(groupRef: string): Promise<string[]>;
}

interface OwnedProductReadsOptions {
  db: Knex;
  owners: Answerable;
  userInfo: UserInfoService;
  summaries: ProductSummaries;
}

/** Most products of one owner that an answer lists. */
const PRODUCT_LIMIT = 200;

/** The products of a person or of a tree of groups, each once. */
export class OwnedProductReads
  implements Operations<'listMyProducts' | 'listOwnedProducts'>
{
  readonly #options: OwnedProductReadsOptions;

  constructor(options: OwnedProductReadsOptions) {
    this.#options = options;
  }

  listMyProducts = async (
    _input: OperationInput<Endpoints['listMyProducts']>,
    caller: Caller,
  ): Promise<OwnedProducts> => {
    if (caller.kind !== 'user') {
      throw new NotAllowedError('Only people answer for products');
    }
    const { owners, userInfo } = this.#options;
    const { ownershipEntityRefs } = await userInfo.getUserInfo(
      caller.credentials,
    );
    return this.#owned(await owners.productsOf(ownershipEntityRefs), caller);
  };

  listOwnedProducts = async (
    { entityRef }: OperationInput<Endpoints['listOwnedProducts']>,
    caller: Caller,
  ): Promise<OwnedProducts> => {
    const { owners } = this.#options;
    const refs = entityRef.startsWith('group:')
      ? await owners.productsOfGroupTree(entityRef)
      : await owners.productsOf(await owners.ownershipRefsOf(entityRef));
    return this.#owned(refs, caller, entityRef);
  };

  async #owned(
    refs: readonly string[],
    caller: Caller,
    ownerRef?: string,
  ): Promise<OwnedProducts> {
    const { db, summaries } = this.#options;
    const rows = await productRows(db, refs);
    const { summaries: products, visible } = await summaries.of(
      rows.slice(0, PRODUCT_LIMIT),
      caller,
      { alsoVisible: ownerRef ? [ownerRef] : [] },
    );
    const shown = products.filter(({ hidden }) => !hidden);
    return {
      owner: visible.link(ownerRef),
      products: shown,
      total: shown.reduce((sum, { exposures }) => sum + exposures.current, 0),
      truncated: rows.length > PRODUCT_LIMIT,
    };
  }
}
