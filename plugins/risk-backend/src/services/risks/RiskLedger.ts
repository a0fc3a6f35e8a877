import { Knex } from 'knex';
import { RiskConfig } from '../../config';

/**
 * Keeps risks in step with their findings: which findings are one risk, what
 * the risk's numbers are, and the history of every change.
 */
export class RiskLedger {
  constructor(
    private readonly options: { config: RiskConfig; now: () => Date },
  ) {}

  /** Policy version that the numbers follow. */
  get policyVersion(): string {
    return this.options.config.policyVersion;
  }

  /** Recomputes the risks of some findings within the caller's transaction. */
  async settle(
    _trx: Knex.Transaction,
    _change: { findingIds: Iterable<string>; actor: string },
  ): Promise<{ products: Set<string>; entities: Set<string> }> {
    throw new Error('Not there yet');
  }
}
