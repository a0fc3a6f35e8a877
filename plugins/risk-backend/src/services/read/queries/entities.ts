import { Knex } from 'knex';
import {
  DbEntityRollupRow,
  DbEntityRow,
  DbInteger,
  NO_PRODUCT,
} from '../../../database/tables';
import { absentNumbers, Maybe } from '../present/rollup';

/** A mirrored entity with its numbers and its product. */
export type EntityNumbersRow = Maybe<DbEntityRollupRow> &
  Pick<DbEntityRow, 'ref' | 'product_ref' | 'product_tie' | 'is_product'> & {
    missing_since: string | null;
    product_exposure: DbInteger | null;
  };

export async function entityNumbers(
  db: Knex,
  ref: string,
): Promise<EntityNumbersRow | undefined> {
  return db('entity')
    .leftJoin({ rollup: 'entity_rollup' }, 'rollup.entity_ref', 'entity.ref')
    .leftJoin(
      { product: 'product_rollup' },
      'product.product_ref',
      'entity.product_ref',
    )
    .where('entity.ref', ref)
    .first(
      'rollup.*',
      'entity.ref',
      'entity.product_ref',
      'entity.product_tie',
      'entity.is_product',
      'entity.missing_since',
      'product.exposure as product_exposure',
    );
}

/**
 * Of an entity that is in the catalog and that the mirror has not seen yet:
 * nothing is known of it.
 */
export const numbersBeforeMirrored = (ref: string): EntityNumbersRow => ({
  ref,
  product_ref: NO_PRODUCT,
  product_tie: false,
  is_product: false,
  missing_since: null,
  product_exposure: null,
  entity_ref: null,
  share: null,
  models: null,
  failed_sources: null,
  stale_since: null,
  stale_reasons: null,
  ...absentNumbers,
});

export type ProductPartRow = Pick<
  DbEntityRow,
  'ref' | 'counts_for_coverage' | 'missing_since'
> &
  Maybe<
    Pick<
      DbEntityRollupRow,
      | 'models'
      | 'failed_sources'
      | 'stale_since'
      | 'stale_reasons'
      | 'unrated'
      | 'not_reviewed'
      | 'share'
    >
  >;

/** Most entities of one product that an answer lists. */
const PART_LIMIT = 200;

/**
 * What a product consists of: what its exposure sits on, largest first, and
 * what counts for its coverage.
 */
export async function productParts(
  db: Knex,
  productRef: string,
): Promise<ProductPartRow[]> {
  return db('entity')
    .leftJoin({ rollup: 'entity_rollup' }, 'rollup.entity_ref', 'entity.ref')
    .where('entity.product_ref', productRef)
    .andWhere(either =>
      either
        .where('entity.counts_for_coverage', true)
        .orWhere('rollup.share', '>', 0),
    )
    .orderByRaw('coalesce(rollup.share, -1) desc, entity.ref')
    .limit(PART_LIMIT)
    .select(
      'entity.ref',
      'entity.counts_for_coverage',
      'entity.missing_since',
      'rollup.models',
      'rollup.failed_sources',
      'rollup.stale_since',
      'rollup.stale_reasons',
      'rollup.unrated',
      'rollup.not_reviewed',
      'rollup.share',
    );
}
