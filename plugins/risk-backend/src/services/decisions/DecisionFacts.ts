import { DecisionChange } from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { DecisionStore, RiskFacts } from '../../database/DecisionStore';
import { DbDecisionRow } from '../../database/decisionTables';
import { DbRiskStateRow } from '../../database/tables';
import { changesSince, exposureOf, isFatal } from './riskFacts';

/** The risks of a decision as they are now, against when it was asked. */
export interface FactsNow {
  facts: RiskFacts[];
  byId: Map<string, RiskFacts>;
  changes: DecisionChange[];
  /** Changes after which there is nothing left to decide. */
  gone: DecisionChange[];
  exposure: number;
}

/** Reads what a decision depends on. */
export class DecisionFacts {
  constructor(private readonly knex: Knex) {}

  async of({ id }: Pick<DbDecisionRow, 'id'>): Promise<FactsNow> {
    const store = new DecisionStore(this.knex);
    const riskIds = (await store.riskIdsOf([id])).get(id) ?? [];
    const byId = await store.factsOf(riskIds);
    const facts = [...byId.values()];
    const changes = changesSince(
      await store.snapshotOf(id, 'requested'),
      byId,
      await this.#merged(riskIds),
    );
    return {
      facts,
      byId,
      changes,
      gone: changes.filter(isFatal),
      exposure: exposureOf(facts),
    };
  }

  /** Those that went into another risk, by the last word of their history. */
  async #merged(riskIds: readonly string[]): Promise<Set<string>> {
    const rows = await this.knex<DbRiskStateRow>('risk_state')
      .whereIn('risk_id', riskIds)
      .orderBy('id')
      .select('risk_id', 'cause');
    const last = new Map(rows.map(({ risk_id, cause }) => [risk_id, cause]));
    return new Set(
      riskIds.filter(id => ['merged', 'movedOut'].includes(last.get(id) ?? '')),
    );
  }
}
