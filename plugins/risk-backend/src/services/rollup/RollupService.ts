import { Knex } from 'knex';
import { RiskConfig } from '../../config';
import { RiskLedger } from '../risks/RiskLedger';

export interface RollupServiceOptions {
  database: Knex;
  config: RiskConfig;
  risks: RiskLedger;
  now: () => Date;
}

/** Keeps the numbers of entities and products up to date by writes. */
export class RollupService {
  constructor(private readonly options: RollupServiceOptions) {}

  /** Recomputes some products and entities and nothing else. */
  async recompute(
    _trx: Knex.Transaction,
    _affected: { products: Iterable<string>; entities: Iterable<string> },
  ): Promise<void> {
    throw new Error(`Not there yet ${this.options.config.unitDescription}`);
  }

  /** Recomputes everything when the policy is not the one stored. */
  async rebuildAll(): Promise<void> {
    throw new Error('Not there yet');
  }
}
