import { randomUUID } from 'crypto';
import { Knex } from 'knex';
import { DecisionStore } from '../database/DecisionStore';
import { newDecision } from '../services/decisions/newDecision';
import { SEEDED_AT } from './seedOrganisation';

/** A request about one risk, as if somebody had asked. */
export async function seedDecision(
  knex: Knex,
  riskId: string,
  actor: string,
): Promise<string> {
  const store = new DecisionStore(knex);
  const facts = [...(await store.factsOf([riskId])).values()];
  const id = randomUUID();
  await store.insert(
    newDecision({
      id,
      productRef: facts[0].productRef,
      facts,
      sentence: 'Somebody could pay with a stolen token.',
      options: '',
      optionIds: [],
      proposedExpiry: '2027-01-31',
      actor,
      at: SEEDED_AT,
    }),
    [riskId],
  );
  await store.addSnapshot(id, 'requested', facts);
  return id;
}
