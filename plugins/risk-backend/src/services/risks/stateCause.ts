import { ChangeCause } from '@product-risk/risk-model';
import { DbRiskRow, toInteger } from '../../database/tables';

/** What happened to the findings of a risk just now. */
export interface FindingNews {
  created: boolean;
  reopened: boolean;
  /** Gone from the file, or left out. */
  removed: boolean;
}

/**
 * Why a risk changed, when nothing outside its findings caused it.
 */
export function stateCause(
  before: DbRiskRow,
  after: DbRiskRow,
  news: FindingNews,
): ChangeCause {
  if (before.state === 'closed' && after.state === 'open') return 'reopened';
  const difference = toInteger(after.exposure) - toInteger(before.exposure);
  const closed = before.state === 'open' && after.state === 'closed';
  if ((closed || difference < 0) && news.removed) return 'fixed';
  if (difference > 0 && news.reopened) return 'reopened';
  if (difference > 0 && news.created) return 'new';
  const sameInherent =
    before.probability_micro === after.probability_micro &&
    toInteger(before.impact_centi) === toInteger(after.impact_centi);
  if (closed) {
    return toInteger(after.exposure_verified_only) === 0
      ? 'mitigationVerified'
      : 'mitigationClaimed';
  }
  if (!sameInherent || difference === 0) return 'reRated';
  if (difference > 0) return 'mitigationWithdrawn';
  return toInteger(after.exposure_verified_only) <
    toInteger(before.exposure_verified_only)
    ? 'mitigationVerified'
    : 'mitigationClaimed';
}
