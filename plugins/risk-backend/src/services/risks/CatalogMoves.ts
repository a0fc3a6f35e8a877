import { Knex } from 'knex';
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
  /** Entities that are new or whose kind, type, lifecycle or annotations changed. */
  entityRefsChanged: string[];
}

/** Lets risks follow their entities when the catalog changes. */
export class CatalogMoves {
  constructor(
    private readonly options: { risks: RiskLedger; rollup: RollupService },
  ) {}

  /** Runs within the transaction that changed the mirror. */
  async catalogChanged(
    trx: Knex.Transaction,
    change: CatalogChange,
  ): Promise<void> {
    await this.options.rollup.recompute(trx, {
      products: change.coverageChanged,
      entities: change.entityRefsChanged,
    });
  }
}
