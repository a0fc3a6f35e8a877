import { RiskFindingRow } from '../../database/RiskStore';

/**
 * Findings with the same key are one risk within a product: results of scans
 * about one vulnerability of one package, or that break one rule; findings that
 * instantiate one threat definition of one model. Any other finding is a risk
 * of its own.
 */
export function groupKeyOf(
  finding: Pick<
    RiskFindingRow,
    'id' | 'model_id' | 'model_kind' | 'definition_key' | 'review_group'
  >,
): string {
  if (finding.model_kind === 'scan' && finding.review_group !== null) {
    return `scan:${finding.review_group}`;
  }
  return finding.definition_key === null
    ? `finding:${finding.id}`
    : `definition:${finding.model_id}:${finding.definition_key}`;
}
