import {
  Decision,
  DecisionLogEntry,
  DecisionRisk,
  DecisionSignature,
  DecisionSnapshot,
} from '@product-risk/backstage-plugin-risk-common';
import { z } from 'zod';
import { RiskFacts } from '../../../database/DecisionStore';
import {
  DbDecisionLogRow,
  DbDecisionSignatureRow,
  SnapshotMoment,
} from '../../../database/decisionTables';
import { toInteger } from '../../../database/tables';
import { DecisionRiskRow, DecisionRow } from '../queries/decisions';
import { VisibleEntities } from '../VisibleRisks';
import { isRiskVisible } from './risks';

const idsSchema = z.array(z.string());

/** In the place of a text that may speak of hidden entities. */
const HIDDEN_TEXT = 'About risks that you may not see';

export const textOrHidden = (text: string, hidden: number) =>
  hidden > 0 ? HIDDEN_TEXT : text;

const presentRisk = (
  row: DecisionRiskRow,
  entityRefs: readonly string[],
  visible: VisibleEntities,
): DecisionRisk => {
  const { hidden } = visible.split(entityRefs);
  return {
    id: row.id,
    title: row.title,
    statement:
      hidden > 0 && row.statement_by === null ? row.title : row.statement,
    level: row.level ?? undefined,
    exposure: toInteger(row.exposure),
    state: row.state,
    findingId: row.finding_id ?? undefined,
  };
};

/**
 * A decision as the caller may see it; undefined when none of its risks, or
 * not the product, is visible.
 */
export function presentDecision(
  row: DecisionRow,
  risks: readonly DecisionRiskRow[],
  refsOf: (riskId: string) => readonly string[],
  visible: VisibleEntities,
): Decision | undefined {
  const product = visible.link(row.product_ref);
  const shown = risks.filter(({ id }) => isRiskVisible(refsOf(id), visible));
  if (!product || shown.length === 0) return undefined;
  const hidden = risks.length - shown.length;
  return {
    id: row.id,
    product,
    state: row.state,
    status: row.status,
    overdue: row.overdue,
    sentence: textOrHidden(row.sentence, hidden),
    options: textOrHidden(row.options, hidden),
    optionIds: idsSchema.parse(JSON.parse(row.option_ids)),
    chosenOptionIds: idsSchema.parse(JSON.parse(row.chosen_option_ids)),
    risks: shown.map(risk => presentRisk(risk, refsOf(risk.id), visible)),
    hiddenRisks: hidden,
    exposure: risks.reduce(
      (total, { exposure }) => total + toInteger(exposure),
      0,
    ),
    exposureAtRequest: toInteger(row.exposure_at_request),
    exposureAtGrant:
      row.exposure_at_grant === null
        ? undefined
        : toInteger(row.exposure_at_grant),
    origin: row.origin,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at,
    waitingSince: row.waiting_for === null ? undefined : row.waiting_since,
    proposedExpiry: row.proposed_expiry,
    expiry: row.expiry ?? undefined,
    decidedBy: row.decided_by ?? undefined,
    decidedAt: row.decided_at ?? undefined,
    reason: row.reason === null ? undefined : textOrHidden(row.reason, hidden),
    supersedes: row.supersedes ?? undefined,
    supersededBy: row.superseded_by ?? undefined,
  };
}

export function presentSnapshot(
  moment: SnapshotMoment,
  facts: readonly RiskFacts[],
  visible: VisibleEntities,
): DecisionSnapshot[] {
  return facts
    .filter(fact => isRiskVisible(fact.entities, visible))
    .map(fact => {
      const { entities, hidden } = visible.split(fact.entities);
      return {
        moment,
        riskId: fact.riskId,
        title: fact.title,
        probabilityMicro: fact.probabilityMicro ?? undefined,
        impactCenti: fact.impactCenti ?? undefined,
        exposure: fact.exposure,
        level: fact.level ?? undefined,
        entities,
        hiddenEntities: hidden,
      };
    });
}

export const presentSignature = (
  row: DbDecisionSignatureRow,
  hidden: number,
): DecisionSignature => ({
  role: row.role,
  by: row.signer,
  onBehalfOf: row.on_behalf_of,
  at: row.at,
  reason: textOrHidden(row.reason, hidden),
});

const reasonSchema = z.object({ reason: z.string().nullish() });

export function presentLogEntry(
  row: DbDecisionLogRow,
  hidden: number,
): DecisionLogEntry {
  const { data } = reasonSchema.safeParse(JSON.parse(row.detail));
  return {
    seq: toInteger(row.seq),
    at: row.at,
    action: row.action,
    actor: row.actor,
    reason: data?.reason ? textOrHidden(data.reason, hidden) : undefined,
    hash: row.hash,
  };
}
