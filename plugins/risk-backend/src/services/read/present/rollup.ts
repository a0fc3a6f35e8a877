import { Level, levels } from '@product-risk/risk-model';
import {
  Coverage,
  Exposures,
  FindingCounts,
  LevelCounts,
} from '@product-risk/backstage-plugin-risk-common';
import {
  DbProductRollupRow,
  DbRollupColumns,
  toInteger,
} from '../../../database/tables';

/** Of a left join: null where there is no roll-up yet. */
export type Maybe<T> = { [K in keyof T]: T[K] | null };

/** The numbers of what was never rolled up: unknown, which is not 0. */
export const absentNumbers: Maybe<DbRollupColumns> = {
  exposure: null,
  exposure_inherent: null,
  exposure_projected: null,
  exposure_verified_only: null,
  critical: null,
  high: null,
  medium: null,
  low: null,
  unrated: null,
  confirmed: null,
  findings_open: null,
  findings_in_progress: null,
  findings_claimed: null,
  findings_verified: null,
  findings_accepted: null,
  findings_excluded: null,
  not_reviewed: null,
  updated_at: null,
};

/** A sum over rows comes back as text from PostgreSQL, whatever its type. */
export type Summed<T> = { [K in keyof T]: number | string | null };

type ExposureColumns = Pick<
  DbRollupColumns,
  | 'exposure'
  | 'exposure_inherent'
  | 'exposure_projected'
  | 'exposure_verified_only'
>;

export const exposuresOf = (row: Summed<ExposureColumns>): Exposures => ({
  current: toInteger(row.exposure),
  inherent: toInteger(row.exposure_inherent),
  projected: toInteger(row.exposure_projected),
  verifiedOnly: toInteger(row.exposure_verified_only),
});

type LevelColumns = Pick<
  DbRollupColumns,
  'critical' | 'high' | 'medium' | 'low' | 'unrated'
>;

export const levelCountsOf = (row: Summed<LevelColumns>): LevelCounts => ({
  critical: toInteger(row.critical),
  high: toInteger(row.high),
  medium: toInteger(row.medium),
  low: toInteger(row.low),
  unrated: toInteger(row.unrated),
});

export const ratedCount = (counts: LevelCounts) =>
  counts.critical + counts.high + counts.medium + counts.low;

/** Undefined when nothing is rated: unknown, not low. */
export const worstOf = (counts: LevelCounts): Level | undefined =>
  [...levels].reverse().find(level => counts[level] > 0);

type FindingColumns = Pick<
  DbRollupColumns,
  | 'findings_open'
  | 'findings_in_progress'
  | 'findings_claimed'
  | 'findings_verified'
  | 'findings_accepted'
  | 'findings_excluded'
  | 'not_reviewed'
>;

export const findingCountsOf = (
  row: Summed<FindingColumns>,
): FindingCounts => ({
  open: toInteger(row.findings_open),
  inProgress: toInteger(row.findings_in_progress),
  claimed: toInteger(row.findings_claimed),
  verified: toInteger(row.findings_verified),
  accepted: toInteger(row.findings_accepted),
  excluded: toInteger(row.findings_excluded),
  notReviewed: toInteger(row.not_reviewed),
});

/**
 * Findings that somebody looked at and that stand. What scanners report, and
 * what was left out of it, says nothing about what nobody thought of.
 */
export const assessedFindings = (counts: FindingCounts) =>
  counts.open +
  counts.inProgress +
  counts.claimed +
  counts.verified +
  counts.accepted;

type CoverageColumns = Pick<
  DbProductRollupRow,
  | 'components'
  | 'modelled'
  | 'stale'
  | 'unrated'
  | 'not_reviewed'
  | 'failed_sources'
>;

export const coverageOf = (row: Summed<CoverageColumns>): Coverage => ({
  components: toInteger(row.components),
  modelled: toInteger(row.modelled),
  stale: toInteger(row.stale),
  unrated: toInteger(row.unrated),
  notReviewed: toInteger(row.not_reviewed),
  failedSources: toInteger(row.failed_sources),
});

/**
 * Splits what mitigations removed. What a verified mitigation alone removes
 * counts as verified; the rest rests on claims.
 */
export const removedOf = ({ inherent, current, verifiedOnly }: Exposures) => ({
  byClaims: inherent - current,
  verified: inherent - verifiedOnly,
});
