import { Knex } from 'knex';
import { RiskConfig } from '../config';
import { Vocabulary } from '../frameworksConfig';
import { CategoryLedger } from './categories/CategoryLedger';
import { RiskLedger } from './risks/RiskLedger';
import { RollupService } from './rollup/RollupService';

export interface WritingOptions {
  database: Knex;
  config: RiskConfig;
  vocabulary: Promise<Vocabulary>;
  now: () => Date;
}

/** What keeps risks, categories and numbers in step with what is written. */
export function createWriting(options: WritingOptions) {
  const categories = new CategoryLedger(options);
  const risks = new RiskLedger(options);
  const rollup = new RollupService({ ...options, risks, categories });
  return { risks, categories, rollup };
}
