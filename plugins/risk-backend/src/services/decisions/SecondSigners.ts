import { Knex } from 'knex';
import { RiskConfig } from '../../config';
import { DbEntityClosureRow } from '../../database/tables';

interface SecondSignersOptions {
  database: Knex;
  config: RiskConfig;
}

interface AncestorRow extends Pick<DbEntityClosureRow, 'ancestor'> {
  /** Owner that was confirmed, where the ancestor is a product itself. */
  confirmed: string | null;
  is_product: boolean | number;
  owner_ref: string | null;
}

/**
 * Who signs second for a product: the owner of the nearest ancestor that has
 * one, else `risk.policy.fallbackSigner`.
 *
 * @remarks
 * A person who owns the product alone is passed over: two people sign.
 * Owners of domains come from the catalog, because nobody confirms them here;
 * an ancestor that is a product has only its confirmed owner.
 */
export class SecondSigners {
  constructor(private readonly options: SecondSignersOptions) {}

  /** @param ownerRef - the owner of the product */
  async of(
    productRef: string,
    ownerRef: string | undefined,
  ): Promise<string | undefined> {
    const { database, config } = this.options;
    const isAnother = (ref: string | null | undefined): ref is string =>
      Boolean(ref) && !(ref === ownerRef && ref?.startsWith('user:'));
    const ancestors = await database({ c: 'entity_closure' })
      .join({ e: 'entity' }, 'e.ref', 'c.ancestor')
      .leftJoin({ p: 'product' }, 'p.entity_ref', 'e.ref')
      .where('c.descendant', productRef)
      .where('c.depth', '>', 0)
      .whereNull('e.missing_since')
      .orderBy(['c.depth', 'c.ancestor'])
      .select<AncestorRow[]>(
        'c.ancestor',
        'p.owner_ref as confirmed',
        'e.is_product',
        'e.owner_ref',
      );
    for (const { confirmed, is_product, owner_ref } of ancestors) {
      const owner = is_product ? confirmed : owner_ref;
      if (isAnother(owner)) return owner;
    }
    const { fallbackSigner } = config.policy.decisions;
    return isAnother(fallbackSigner) ? fallbackSigner : undefined;
  }
}
