import { DbMitigationRow } from '../../database/tables';
import { StatedMitigation } from './statedMitigations';

/** Mitigations of one finding after an import. */
export interface MergedMitigations {
  /** Rows that are new or differ. */
  rows: DbMitigationRow[];
  /** Mitigations that a person verified and the file takes back now. */
  withdrawn: DbMitigationRow[];
}

const NOT_VERIFIED = { evidence: null, verified_by: null, verified_at: null };

/**
 * Whether the file takes back what a person verified. What it said when the
 * person verified it, and words nobody knows, do not.
 */
function isWithdrawn(
  stored: DbMitigationRow,
  stated: StatedMitigation | undefined,
): boolean {
  if (stored.state !== 'verified') return false;
  if (!stated) return true;
  return (
    stated.stated !== stored.stated &&
    stated.stated !== 'unknown' &&
    stated.state !== 'claimed'
  );
}

const isSame = (a: DbMitigationRow, b: DbMitigationRow) =>
  (Object.keys(b) as (keyof DbMitigationRow)[]).every(
    column => a[column] === b[column],
  );

/**
 * Merges what the file states about a finding's mitigations into what is
 * stored: evidence that a person attached stays, unless the file withdraws the
 * mitigation.
 */
export function mergeMitigations(
  findingId: string,
  stored: readonly DbMitigationRow[],
  stated: readonly StatedMitigation[],
  context: { at: string; newId: () => string },
): MergedMitigations {
  const merged: MergedMitigations = { rows: [], withdrawn: [] };
  const before = new Map(stored.map(row => [row.key, row]));
  for (const mitigation of stated) {
    const existing = before.get(mitigation.key);
    before.delete(mitigation.key);
    if (!existing) {
      merged.rows.push({
        id: context.newId(),
        finding_id: findingId,
        ...mitigation,
        ...NOT_VERIFIED,
        absent_since: null,
      });
      continue;
    }
    const withdrawn = isWithdrawn(existing, mitigation);
    if (withdrawn) merged.withdrawn.push(existing);
    const staysVerified = existing.state === 'verified' && !withdrawn;
    const row: DbMitigationRow = {
      ...existing,
      ...mitigation,
      ...(withdrawn && NOT_VERIFIED),
      state: staysVerified ? 'verified' : mitigation.state,
      absent_since: null,
    };
    if (!isSame(existing, row)) merged.rows.push(row);
  }
  for (const existing of before.values()) {
    if (existing.absent_since !== null) continue;
    const withdrawn = isWithdrawn(existing, undefined);
    if (withdrawn) merged.withdrawn.push(existing);
    merged.rows.push({
      ...existing,
      ...(withdrawn && { ...NOT_VERIFIED, state: 'none' as const }),
      absent_since: context.at,
    });
  }
  return merged;
}
