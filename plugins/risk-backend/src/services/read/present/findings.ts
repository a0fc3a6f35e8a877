import {
  Finding,
  FindingRisk,
  FindingStatus,
  Mitigation,
} from '@product-risk/backstage-plugin-risk-common';
import { MICRO_PER_ONE } from '@product-risk/risk-model';
import { z } from 'zod';
import {
  DbFindingRow,
  DbMitigationRow,
  toBoolean,
  toInteger,
} from '../../../database/tables';
import { FindingRow } from '../queries/findings';
import { readJson } from '../queries/json';
import { VisibleEntities } from '../VisibleRisks';

const severitySchema = z
  .enum(['critical', 'high', 'medium', 'low', 'info', 'unknown'])
  .catch('unknown');

/** The canonical word; one that is none of ours is unknown. */
export const severityOf = (word: string) => severitySchema.parse(word);

const categoriesSchema = z.array(
  z.object({ taxonomy: z.string(), id: z.string() }),
);

const strideSchema = z.array(z.enum(['S', 'T', 'R', 'I', 'D', 'E']));

/** Letters as stored, for instance `ST`. */
export const strideOf = (letters: string) =>
  strideSchema.catch([]).parse([...letters]);

export const statusOf = ({
  status,
  absent_since,
}: Pick<DbFindingRow, 'status' | 'absent_since'>): FindingStatus =>
  absent_since === null ? status : 'absent';

const estimateOf = (
  probabilityMicro: number | null,
  impactCenti: number | string | null,
) =>
  probabilityMicro === null || impactCenti === null
    ? undefined
    : { probabilityMicro, impactCenti: toInteger(impactCenti) };

/**
 * @remarks
 * A sentence that was composed names entities, so it is replaced by the title
 * when the caller may not see one of them.
 */
function riskOf(
  row: FindingRow,
  entityRefs: readonly string[],
  visible: VisibleEntities,
): FindingRisk | undefined {
  if (row.risk_id === null) return undefined;
  const namesHidden =
    row.risk_statement_by === null && visible.split(entityRefs).hidden > 0;
  const title = row.risk_title ?? row.title;
  return {
    id: row.risk_id,
    title,
    statement: namesHidden ? title : row.risk_statement ?? title,
    productRef: row.risk_product_ref || undefined,
    ratingState: row.risk_rating_state ?? 'unrated',
    inherent: estimateOf(row.risk_probability_micro, row.risk_impact_centi),
    current: estimateOf(
      row.risk_current_probability_micro,
      row.risk_current_impact_centi,
    ),
    exposure: toInteger(row.risk_exposure),
    level: row.risk_level ?? undefined,
    state: row.risk_state ?? 'open',
    reviewFlag: toBoolean(row.risk_review_flag),
  };
}

export const presentMitigation = (row: DbMitigationRow): Mitigation => ({
  id: row.id,
  title: row.title,
  description: row.description,
  state: row.state,
  stated: row.stated,
  statusRaw: row.status_raw ?? undefined,
  effectLikelihood: row.effect_likelihood_micro / MICRO_PER_ONE,
  effectImpact: row.effect_impact_micro / MICRO_PER_ONE,
  evidence: row.evidence ?? undefined,
  verifiedBy: row.verified_by ?? undefined,
  verifiedAt: row.verified_at ?? undefined,
});

/** What a page of findings needs beside its rows. */
export interface FindingContext {
  mitigations: readonly DbMitigationRow[];
  /** Entities of each risk, by its id. */
  riskEntities: ReadonlyMap<string, string[]>;
  visible: VisibleEntities;
}

export const presentFinding = (
  row: FindingRow,
  { mitigations, riskEntities, visible }: FindingContext,
): Finding => ({
  id: row.id,
  title: row.title,
  severity: severityOf(row.severity),
  severityRaw: row.severity_raw ?? undefined,
  status: statusOf(row),
  statusRaw: row.status_raw ?? undefined,
  statusReason: row.status_reason ?? undefined,
  reviewed: toBoolean(row.reviewed),
  stride: strideOf(row.stride),
  categories: readJson(categoriesSchema, row.categories, []),
  entity: visible.link(row.entity_ref),
  element:
    row.element_id === null
      ? undefined
      : {
          id: row.element_id,
          name: row.element_name ?? row.element_id,
          kind: row.element_kind ?? 'node',
        },
  model: { id: row.model_id, title: row.model_title },
  sourceId: row.source_id,
  risk: riskOf(row, riskEntities.get(row.risk_id ?? '') ?? [], visible),
  mitigations: mitigations
    .filter(mitigation => mitigation.finding_id === row.id)
    .map(presentMitigation),
  firstSeen: row.first_seen,
  lastSeen: row.last_seen,
  absentSince: row.absent_since ?? undefined,
});
