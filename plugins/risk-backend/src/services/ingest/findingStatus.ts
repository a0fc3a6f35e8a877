import { FindingStatus } from '@product-risk/threat-model-formats';
import { DbFindingRow, DbMitigationRow } from '../../database/tables';

const stated: Record<FindingStatus, DbFindingRow['status']> = {
  open: 'open',
  in_progress: 'in_progress',
  mitigated: 'claimed',
  // What a file accepts is still there: only the product owner can accept it.
  accepted: 'accepted',
  transferred: 'accepted',
  avoided: 'accepted',
  not_applicable: 'excluded',
  // A word that nobody has seen before is never taken for good news.
  unknown: 'open',
};

/**
 * What a finding counts as: what its file says, unless a person left it out or
 * brought it back here.
 */
export function findingStatus(
  statedStatus: FindingStatus,
  triage: DbFindingRow['triage'],
): DbFindingRow['status'] {
  if (triage === 'excluded') return 'excluded';
  const status = stated[statedStatus];
  return triage === 'restored' && status === 'excluded' ? 'open' : status;
}

const findingStatuses = Object.keys(stated);

/** Reads a stored word back. */
export function toFindingStatus(word: string): FindingStatus {
  const isStatus = (text: string): text is FindingStatus =>
    findingStatuses.includes(text);
  return isStatus(word) ? word : 'unknown';
}

/** How far a mitigation has got, least first. */
export const mitigationRank: Record<DbMitigationRow['state'], number> = {
  none: 0,
  planned: 1,
  claimed: 2,
  verified: 3,
};
