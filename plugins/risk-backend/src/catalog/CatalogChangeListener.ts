import { Knex } from 'knex';
import { CatalogChange } from '../services/risks/CatalogMoves';

/** Lets others follow the catalog in the transaction that mirrors it. */
export interface CatalogChangeListener {
  catalogChanged(trx: Knex.Transaction, change: CatalogChange): Promise<void>;
}
