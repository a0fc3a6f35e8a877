import { NotFoundError } from '@backstage/errors';
import { RiskFacts } from '../../database/DecisionStore';
import { DbDecisionRow } from '../../database/decisionTables';
import { NO_PRODUCT } from '../../database/tables';
import { UnacceptableError } from '../../http/errors';
import { Json } from './canonicalJson';
import { exposureOf } from './riskFacts';

/** What a request for a decision is made of. */
export interface NewDecision {
  id: string;
  productRef: string;
  facts: readonly RiskFacts[];
  sentence: string;
  options: string;
  optionIds: readonly string[];
  proposedExpiry: string;
  actor: string;
  at: string;
  supersedes?: string;
  reason?: string;
  /** What a file opens at most once. */
  originKey?: string;
}

/** The row of a decision that was just asked for. */
export const newDecision = (request: NewDecision): DbDecisionRow => ({
  id: request.id,
  product_ref: request.productRef,
  state: 'requested',
  waiting_for: 'owner',
  waiting_since: request.at,
  sentence: request.sentence,
  options: request.options,
  option_ids: JSON.stringify(request.optionIds),
  chosen_option_ids: '[]',
  origin: request.originKey ? 'file' : 'person',
  origin_key: request.originKey ?? null,
  requested_by: request.actor,
  requested_at: request.at,
  proposed_expiry: request.proposedExpiry,
  exposure_at_request: exposureOf(request.facts),
  owner_ref: null,
  second_ref: null,
  authority: null,
  decided_by: null,
  decided_at: null,
  expiry: null,
  exposure_at_grant: null,
  reason: request.reason ?? null,
  ended_at: null,
  supersedes: request.supersedes ?? null,
  superseded_by: null,
});

/** Everything about a request, for the log. */
export const requestDetail = (
  row: DbDecisionRow,
  facts: readonly RiskFacts[],
): { [key: string]: Json } => ({
  sentence: row.sentence,
  options: row.options,
  optionIds: row.option_ids,
  proposedExpiry: row.proposed_expiry,
  origin: row.origin,
  supersedes: row.supersedes,
  reason: row.reason,
  risks: facts.map(fact => ({ ...fact })),
});

/**
 * The product that some risks have in common.
 *
 * @throws NotFoundError, UnacceptableError
 */
export function requireOneProduct(
  facts: readonly RiskFacts[],
  riskIds: readonly string[],
): string {
  const found = new Set(facts.map(({ riskId }) => riskId));
  const missing = riskIds.filter(id => !found.has(id));
  if (missing.length > 0) {
    throw new NotFoundError(`Risk ${missing.join(', ')} is unknown`);
  }
  const closed = facts.filter(({ state }) => state !== 'open');
  if (closed.length > 0) {
    throw new UnacceptableError(
      `"${closed[0].title}" is closed: there is nothing to decide about. Leave it out.`,
    );
  }
  const products = new Set(facts.map(({ productRef }) => productRef));
  if (products.has(NO_PRODUCT)) {
    throw new UnacceptableError(
      'A risk belongs to no product, so nobody can decide about it. Give its component a product in the catalog first.',
    );
  }
  if (products.size > 1) {
    throw new UnacceptableError(
      'The risks belong to different products. Ask the owner of each for a decision.',
    );
  }
  return facts[0].productRef;
}
