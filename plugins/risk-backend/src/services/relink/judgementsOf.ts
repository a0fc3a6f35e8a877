import { Judgement } from '@product-risk/backstage-plugin-risk-common';
import { DbMitigationRow, DbRatingRow } from '../../database/tables';
import { ratingText } from '../read/present/history';
import { DecisionOfRisk } from './decisionsOfRisk';
import { RelinkRow } from './relinkOffers';

/** What people decided about a finding and its risk, each in a sentence. */
export function judgementsOf(
  row: RelinkRow,
  rating: DbRatingRow | undefined,
  mitigations: readonly DbMitigationRow[],
  decisions: readonly DecisionOfRisk[],
): Judgement[] {
  const judgements: Judgement[] = [];
  if (rating) {
    judgements.push({
      kind: 'rating',
      text: ratingText(rating),
      by: rating.actor,
      at: rating.at,
    });
  }
  if (row.statement_by && row.statement) {
    judgements.push({
      kind: 'wording',
      text: `Worded: ${row.statement}`,
      by: row.statement_by,
    });
  }
  if (row.triage && row.triage_by) {
    const done = row.triage === 'excluded' ? 'Left out' : 'Brought back';
    judgements.push({
      kind: 'triage',
      text: row.triage_reason ? `${done}: ${row.triage_reason}` : done,
      by: row.triage_by,
      at: row.triage_at ?? undefined,
    });
  }
  if (row.promotion === 'promoted' && row.promoted_by) {
    judgements.push({
      kind: 'promotion',
      text: 'Made a risk',
      by: row.promoted_by,
      at: row.promoted_at ?? undefined,
    });
  }
  for (const { title, evidence, verified_by, verified_at } of mitigations) {
    if (!verified_by) continue;
    judgements.push({
      kind: 'verification',
      text: [`Verified: ${title}`, evidence].filter(Boolean).join(', '),
      by: verified_by,
      at: verified_at ?? undefined,
    });
  }
  for (const decision of decisions) judgements.push(judgementOf(decision));
  return judgements;
}

/** The step alone: its words may be about risks that the reader may not see. */
function judgementOf(decision: DecisionOfRisk): Judgement {
  const { state, expiry, requested_by, requested_at } = decision;
  if (state === 'requested') {
    return {
      kind: 'decision',
      text: 'Put before the owner of the product',
      by: requested_by,
      at: requested_at,
    };
  }
  return {
    kind: 'decision',
    text: expiry ? `Decision ${state}, until ${expiry}` : `Decision ${state}`,
    by: decision.decided_by ?? requested_by,
    at: decision.decided_at ?? requested_at,
  };
}
