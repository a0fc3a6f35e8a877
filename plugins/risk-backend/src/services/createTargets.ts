import { Knex } from 'knex';
import { RiskConfig } from '../config';
import { TargetLedger } from './budgets/TargetLedger';
import { createDecisions } from './createDecisions';
import { createReads } from './createReads';
import { BudgetTargets } from './operations/BudgetTargets';
import { TargetRaises } from './operations/TargetRaises';

interface TargetsOptions
  extends Pick<
    ReturnType<typeof createDecisions>,
    'log' | 'authority' | 'mirrorLog'
  > {
  db: Knex;
  config: RiskConfig;
  reads: Pick<ReturnType<typeof createReads>, 'budgets' | 'targetAuthority'>;
  now: () => Date;
}

/** What changes targets of budgets, with one signature or two. */
export function createTargets({
  log,
  authority,
  reads,
  ...rest
}: TargetsOptions) {
  const options = {
    ...rest,
    authority: reads.targetAuthority,
    signers: authority,
    ledger: new TargetLedger(log),
    budgetReads: reads.budgets,
  };
  return { ...new BudgetTargets(options), ...new TargetRaises(options) };
}
