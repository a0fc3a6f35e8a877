import { RatingInput } from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { RiskConfig } from '../../config';
import { RollupService } from '../rollup/RollupService';
import { RiskLedger } from './RiskLedger';

export interface RiskServiceOptions {
  database: Knex;
  config: RiskConfig;
  risks: RiskLedger;
  rollup: RollupService;
  now: () => Date;
}

/** What people decide about findings and risks. Survives every re-import. */
export class RiskService {
  constructor(private readonly options: RiskServiceOptions) {}

  /** Confirms or changes the rating of a risk. */
  async rate(
    _riskId: string,
    _rating: RatingInput,
    _actor: string,
  ): Promise<void> {
    throw new Error(`Not there yet ${this.options.config.unitDescription}`);
  }

  /** Puts a risk into the words of a person. */
  async word(
    _riskId: string,
    _statement: string,
    _actor: string,
  ): Promise<void> {
    throw new Error('Not there yet');
  }

  /** Leaves a finding out, or brings it back, whatever the file says. */
  async triage(
    _findingId: string,
    _triage: { action: 'exclude' | 'restore'; reason: string },
    _actor: string,
  ): Promise<void> {
    throw new Error('Not there yet');
  }

  /** Attaches evidence that a mitigation is in place, or withdraws it. */
  async verify(
    _mitigationId: string,
    _verification: { verified: boolean; evidence: string },
    _actor: string,
  ): Promise<void> {
    throw new Error('Not there yet');
  }
}
