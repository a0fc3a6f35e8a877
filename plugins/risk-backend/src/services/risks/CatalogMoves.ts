import { Knex } from 'knex';
import { RiskStore } from '../../database/RiskStore';
import { RollupService } from '../rollup/RollupService';
import { RiskLedger } from './RiskLedger';

/** What changed in the mirror of the catalog, by entity ref. */
export interface CatalogChange {
  /** Entities that belong to another product now; '' is no product. */
  moved: { ref: string; from: string; to: string }[];
  /** Entities that two complete syncs did not see. */
  missing: string[];
  /** Entities that were missing and came back. */
  restored: string[];
  /** Products whose set of components changed. */
  coverageChanged: string[];
  /** Entities that are new, or of which the mirror keeps something else now. */
  entityRefsChanged: string[];
}

const CATALOG = 'catalog';

/**
 * Lets risks follow their entities when the catalog changes: they keep their
 * ids when their entities move to another product, and stay, flagged, when an
 * entity is missing.
 */
export class CatalogMoves {
  constructor(
    private readonly options: { risks: RiskLedger; rollup: RollupService },
  ) {}

  /** Runs within the transaction that changed the mirror. */
  async catalogChanged(
    trx: Knex.Transaction,
    change: CatalogChange,
  ): Promise<void> {
    const entities = new Set([
      ...change.moved.map(({ ref }) => ref),
      ...change.missing,
      ...change.restored,
      ...change.entityRefsChanged,
    ]);
    const affected = await this.options.risks.settle(trx, {
      findingIds: await new RiskStore(trx).findingIdsOfEntities(entities),
      actor: CATALOG,
    });
    await this.options.rollup.recompute(trx, {
      products: [
        ...affected.products,
        ...change.coverageChanged,
        ...change.moved.flatMap(({ from, to }) => [from, to]),
      ],
      entities: [...affected.entities, ...entities],
    });
  }
}
