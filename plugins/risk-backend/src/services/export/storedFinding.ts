import { MICRO_PER_ONE, Scale } from '@product-risk/risk-model';
import {
  AcceptanceRequest,
  CategoryRef,
  estimateOfRating,
  Finding,
  StatedRating,
} from '@product-risk/threat-model-formats';
import { z } from 'zod';
import { DbMitigationRow, toBoolean, toInteger } from '../../database/tables';
import { toFindingStatus } from '../ingest/findingStatus';
import { severityOf } from '../read/present/findings';
import { readJson } from '../read/queries/json';
import { withConfirmed } from './confirmedCategories';
import {
  ConfirmedCategory,
  ExportedFinding,
  GrantedAcceptance,
} from './exportQueries';
import { readFindingDetail } from './readFindingDetail';
import { storedUses } from './storedMitigations';

interface FindingParts {
  /** Within its model. */
  key: string;
  isThere: (elementId: string) => boolean;
  mitigations: readonly DbMitigationRow[];
  categories: readonly ConfirmedCategory[];
  acceptance?: GrantedAcceptance;
  scale: Scale;
}

const CENTI_PER_POINT = 100;

const acceptanceSchema = z
  .object({ reason: z.string(), until: z.string().optional() })
  .optional();

/** What a file says, unless a person left it out or brought it back. */
function statusOf(
  row: ExportedFinding,
): Pick<Finding, 'status' | 'statusRaw' | 'statusReason'> {
  const status = toFindingStatus(row.stated_status);
  const reason = row.triage_reason ?? undefined;
  if (row.triage === 'excluded' && status !== 'not_applicable') {
    return { status: 'not_applicable', statusReason: reason };
  }
  if (row.triage === 'restored' && status === 'not_applicable') {
    return { status: 'open', statusReason: reason };
  }
  return {
    status,
    statusRaw: row.status_raw ?? undefined,
    statusReason: row.status_reason ?? undefined,
  };
}

/** What a person rated the risk as, else what the file rates the finding as. */
function ratingOf(
  row: ExportedFinding,
  scale: Scale,
): StatedRating | undefined {
  const stated: StatedRating | undefined =
    row.stated_rating === null ? undefined : JSON.parse(row.stated_rating);
  const { risk_probability_micro: probabilityMicro } = row;
  if (row.risk_rating_state !== 'confirmed' || probabilityMicro === null) {
    return stated;
  }
  const impactCenti = toInteger(row.risk_impact_centi);
  const estimate = stated && estimateOfRating(stated, scale);
  return estimate?.probabilityMicro === probabilityMicro &&
    estimate.impactCenti === impactCenti
    ? stated
    : {
        unit: 'points',
        probability: probabilityMicro / MICRO_PER_ONE,
        impactPoints: impactCenti / CENTI_PER_POINT,
      };
}

/**
 * Nobody accepts by a file: an acceptance that is in force becomes a request,
 * which asks whoever owns the product where the file comes in next.
 */
function acceptanceOf(
  row: ExportedFinding,
  granted: GrantedAcceptance | undefined,
): AcceptanceRequest | undefined {
  return granted
    ? {
        reason: granted.reason ?? granted.sentence,
        until: granted.expiry ?? undefined,
      }
    : readJson(acceptanceSchema, row.acceptance ?? '', undefined);
}

/** `7.5 (custom)` as value and scale. */
function scoreOf(text: string | undefined): Finding['score'] {
  const [, number, scale] = /^(\S+) \((.*)\)$/s.exec(text ?? '') ?? [];
  const value = Number(number);
  return number !== undefined && Number.isFinite(value)
    ? { value, scale }
    : undefined;
}

const categoriesSchema = z.array(
  z.object({
    taxonomy: z.enum([
      'STRIDE',
      'LINDDUN',
      'CIA',
      'CWE',
      'CAPEC',
      'ATTACK',
      'OWASP',
      'PLOT4ai',
      'other',
    ]),
    id: z.string(),
  }),
);

/** A finding as its file stated it, with what people decided about it since. */
export function storedFinding(
  row: ExportedFinding,
  { key, isThere, mitigations, categories, acceptance, scale }: FindingParts,
): Finding {
  const {
    score,
    pointer,
    line,
    column,
    diagramId: _,
    ...detail
  } = readFindingDetail(row);
  const status = statusOf(row);
  const stated: CategoryRef[] = readJson(categoriesSchema, row.categories, []);
  return {
    key,
    sourceId: row.native_id ?? undefined,
    definitionKey: row.definition_key ?? undefined,
    title: row.title,
    description: row.description,
    severity: severityOf(row.severity),
    severityRaw: row.severity_raw ?? undefined,
    ...detail,
    // Words for its numbers, which the rating says itself.
    ...(row.stated_rating !== null && {
      likelihoodRaw: undefined,
      impactRaw: undefined,
    }),
    score: scoreOf(score),
    rating: ratingOf(row, scale),
    ...status,
    acceptanceRequest: acceptanceOf(row, acceptance),
    reviewed: toBoolean(row.reviewed),
    categories: withConfirmed(stated, categories),
    elementIds: detail.elementIds.filter(isThere),
    mitigations: storedUses(mitigations, status.status),
    position: { pointer, line, column },
  };
}
