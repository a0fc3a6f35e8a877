import { Knex } from 'knex';
import { DecisionStore } from '../../database/DecisionStore';
import { DbDecisionRow } from '../../database/decisionTables';
import { TreatmentStore } from '../../database/TreatmentStore';
import { UnacceptableError } from '../../http/errors';
import { linkPairs, problemOf } from '../treatment/comparison';

/**
 * That an owner can choose some options instead of accepting: they are explored
 * options of the product, fit together, and treat what is decided about.
 *
 * @throws UnacceptableError
 */
export async function requireChoosable(
  knex: Knex,
  decision: Pick<DbDecisionRow, 'id' | 'product_ref'>,
  optionIds: readonly string[],
): Promise<void> {
  if (optionIds.length === 0) return;
  const chosen = new Set(optionIds);
  const { options, effects, links } = await new TreatmentStore(knex).ofProduct(
    decision.product_ref,
  );
  const known = new Set(options.map(({ id }) => id));
  const unknown = optionIds.filter(id => !known.has(id));
  if (unknown.length > 0) {
    throw new UnacceptableError(
      `Option ${unknown.join(
        ', ',
      )} is not among the explored options of the product; it may have been withdrawn. Compare the options again and choose anew.`,
    );
  }
  const problem = problemOf(linkPairs(links), chosen);
  if (problem) {
    throw new UnacceptableError(`${problem} Choose others.`);
  }
  const riskIds = await new DecisionStore(knex).riskIdsOf([decision.id]);
  const asked = new Set(riskIds.get(decision.id));
  const treats = effects.some(
    ({ option_id, risk_id }) => chosen.has(option_id) && asked.has(risk_id),
  );
  if (!treats) {
    throw new UnacceptableError(
      'None of these options treats a risk of this decision. Choose one that does, or reject without options.',
    );
  }
}
