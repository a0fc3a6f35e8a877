import { Knex } from 'knex';
import { inChunks, insertRows, selectInChunks, upsertRows } from './batches';
import { DbProductLogRow, DbProductRow } from './tables';

/** What the catalog says about a product. */
export type ProductProposal = Pick<
  DbProductRow,
  | 'entity_ref'
  | 'title'
  | 'domain_ref'
  | 'proposed_owner_ref'
  | 'proposed_by'
  | 'retired'
>;

/** Products, and who owns them. */
export class ProductStore {
  constructor(private readonly knex: Knex) {}

  async byRefs(refs: Iterable<string>): Promise<Map<string, DbProductRow>> {
    const rows = await selectInChunks(refs, chunk =>
      this.knex<DbProductRow>('product').whereIn('entity_ref', chunk).select(),
    );
    return new Map(rows.map(row => [row.entity_ref, row]));
  }

  /** As {@link byRefs}, locked in the order of refs until the end. */
  async lock(refs: Iterable<string>): Promise<Map<string, DbProductRow>> {
    const rows = await selectInChunks([...refs].sort(), chunk =>
      this.knex<DbProductRow>('product')
        .whereIn('entity_ref', chunk)
        .orderBy('entity_ref')
        .forUpdate()
        .select(),
    );
    return new Map(rows.map(row => [row.entity_ref, row]));
  }

  /** Takes over what the catalog says. The confirmed owner is not its own. */
  async propose(proposals: readonly ProductProposal[]): Promise<void> {
    await upsertRows(this.knex, 'product', proposals, ['entity_ref']);
  }

  async setDomain(
    refs: readonly string[],
    domainRef: string | null,
  ): Promise<void> {
    await inChunks(refs, chunk =>
      this.knex<DbProductRow>('product')
        .whereIn('entity_ref', chunk)
        .update({ domain_ref: domainRef }),
    );
  }

  /**
   * Retires what is no product any more or left the catalog.
   *
   * @remarks
   * Not while it carries open risks: exposure must not disappear from the
   * report because somebody edits or deletes a catalog file.
   */
  async retireAbandoned(): Promise<void> {
    await this.knex('product')
      .where('retired', false)
      .whereExists(
        this.knex('entity')
          .whereRaw('entity.ref = product.entity_ref')
          .andWhere(either =>
            either
              .where('entity.is_product', false)
              .orWhereNotNull('entity.missing_since'),
          ),
      )
      .whereNotExists(
        this.knex('risk')
          .whereRaw('risk.product_ref = product.entity_ref')
          .andWhere('risk.state', 'open'),
      )
      .update({ retired: true });
  }

  async confirm(
    row: Pick<
      DbProductRow,
      | 'entity_ref'
      | 'owner_ref'
      | 'confirmed_by'
      | 'confirmed_at'
      | 'considered_owner_ref'
    >,
  ): Promise<void> {
    const { entity_ref, ...values } = row;
    await this.knex<DbProductRow>('product')
      .where({ entity_ref })
      .update(values);
  }

  async log(entries: readonly Omit<DbProductLogRow, 'id'>[]): Promise<void> {
    await insertRows(this.knex, 'product_log', entries);
  }

  /**
   * Products that somebody answers for: by confirmation, else by proposal.
   */
  async refsOwnedBy(ownerRefs: Iterable<string>): Promise<string[]> {
    const rows = await selectInChunks(ownerRefs, chunk =>
      this.knex<DbProductRow>('product')
        .where({ retired: false })
        .andWhere(either =>
          either
            .whereIn('owner_ref', chunk)
            .orWhere(proposed =>
              proposed
                .whereNull('owner_ref')
                .whereIn('proposed_owner_ref', chunk),
            ),
        )
        .select('entity_ref'),
    );
    return [...new Set(rows.map(row => row.entity_ref))].sort();
  }

  /** One page of products whose proposed owner waits for a decision. */
  async awaiting(page: {
    after?: string;
    limit: number;
  }): Promise<DbProductRow[]> {
    const query = this.#awaiting().orderBy('entity_ref').limit(page.limit);
    if (page.after !== undefined) {
      query.where('entity_ref', '>', page.after);
    }
    return query.select();
  }

  async countAwaiting(): Promise<number> {
    const [{ count }] = await this.#awaiting().count({ count: '*' });
    return Number(count);
  }

  #awaiting() {
    return this.knex<DbProductRow>('product')
      .where({ retired: false })
      .whereNotNull('proposed_owner_ref')
      .andWhere(either =>
        either
          .whereNull('owner_ref')
          .orWhereRaw(
            `(proposed_owner_ref <> owner_ref and proposed_owner_ref <> coalesce(considered_owner_ref, ''))`,
          ),
      );
  }
}
