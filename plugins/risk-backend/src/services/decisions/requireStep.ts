import { ConflictError } from '@backstage/errors';
import { DbDecisionRow } from '../../database/decisionTables';

type Step = Pick<DbDecisionRow, 'state' | 'waiting_for'>;

const describeStep = ({ state, waiting_for }: Step) =>
  state === 'requested'
    ? `waits for the ${waiting_for?.replace('-', ' ') ?? 'owner'}`
    : `is ${state}`;

/** @throws ConflictError when a decision is somewhere else on its way. */
export function requireStep(
  decision: DbDecisionRow,
  expected: {
    state: DbDecisionRow['state'];
    waitingFor?: DbDecisionRow['waiting_for'];
    notWaitingFor?: DbDecisionRow['waiting_for'];
  },
): void {
  const fits =
    decision.state === expected.state &&
    (expected.waitingFor === undefined ||
      decision.waiting_for === expected.waitingFor) &&
    (expected.notWaitingFor === undefined ||
      decision.waiting_for !== expected.notWaitingFor);
  if (!fits) {
    throw new ConflictError(
      `This decision ${describeStep(decision)}; read it again`,
    );
  }
}
