import {
  DbSessionMemberRow,
  DbSessionRiskRow,
} from '../../database/treatmentTables';
import { normaliseRef } from '../../http/parseInput';

/** Who and what takes part in a session, and the risks it is about. */
export interface SessionParts {
  members: DbSessionMemberRow[];
  risks: DbSessionRiskRow[];
}

export const refsOf = (refs: readonly string[]) => [
  ...new Set(refs.map(normaliseRef)),
];

export const members = (
  id: string,
  role: DbSessionMemberRow['role'],
  refs: readonly string[],
): DbSessionMemberRow[] => refs.map(ref => ({ session_id: id, role, ref }));

export const risksOf = (
  id: string,
  direction: DbSessionRiskRow['direction'],
  riskIds: readonly string[],
): DbSessionRiskRow[] =>
  [...new Set(riskIds)].map(risk_id => ({
    session_id: id,
    risk_id,
    direction,
  }));
