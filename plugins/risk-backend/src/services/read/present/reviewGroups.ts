import {
  ReviewGroup,
  SeverityCounts,
} from '@product-risk/backstage-plugin-risk-common';
import { toInteger } from '../../../database/tables';
import { scanOfDetail } from '../queries/scanOfDetail';
import {
  ExampleRow,
  ReviewGroupRow,
  severities,
  SeverityColumns,
} from '../queries/reviewGroups';

export const presentSeverities = (
  row: SeverityColumns | undefined,
): SeverityCounts => ({
  critical: toInteger(row?.critical),
  high: toInteger(row?.high),
  medium: toInteger(row?.medium),
  low: toInteger(row?.low),
  info: toInteger(row?.info),
  unknown: toInteger(row?.unknown),
});

function stateOf({ waiting, promoted }: ReviewGroupRow): ReviewGroup['state'] {
  if (toInteger(waiting) > 0) return 'waiting';
  return toInteger(promoted) > 0 ? 'promoted' : 'withdrawn';
}

function decisionOf(example: ExampleRow): ReviewGroup['decision'] {
  const { promotion, promoted_by, promoted_at, promotion_reason } = example;
  if (!promotion || !promoted_by || !promoted_at) return undefined;
  return {
    by: promoted_by,
    rule: promotion === 'rule',
    at: promoted_at,
    reason: promotion_reason ?? undefined,
  };
}

/** A group of findings, with one of them as an example. */
export function presentReviewGroup(
  row: ReviewGroupRow,
  example: ExampleRow,
): ReviewGroup {
  const counts = presentSeverities(row);
  const { aliases = [], ...scan } = scanOfDetail(example.detail) ?? {};
  return {
    group: row.review_group,
    title: example.title,
    severity: severities.find(severity => counts[severity] > 0) ?? 'unknown',
    severities: counts,
    findings: toInteger(row.findings),
    state: stateOf(row),
    decision: decisionOf(example),
    ...scan,
    aliases,
    example: {
      id: example.id,
      description: example.description,
      element: example.element_name ?? undefined,
      format: example.format,
      source: example.location,
    },
    sources: toInteger(row.sources),
  };
}
