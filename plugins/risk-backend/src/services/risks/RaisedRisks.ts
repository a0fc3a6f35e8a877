import { createHash, randomUUID } from 'crypto';
import { RaisedRisk } from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { FindingStore } from '../../database/FindingStore';
import { ModelStore } from '../../database/ModelStore';
import { RiskStore } from '../../database/RiskStore';
import { SourceStore } from '../../database/SourceStore';
import { RollupService } from '../rollup/RollupService';
import { RiskLedger } from './RiskLedger';
import { RiskService } from './RiskService';

export interface RaisedRisksOptions {
  database: Knex;
  risks: RiskLedger;
  rollup: RollupService;
  judgements: Pick<RiskService, 'rate'>;
  now: () => Date;
}

const METHOD = 'manual';

/**
 * Risks that people raise by hand. Each is a finding of a source that stands
 * for the people of one product, so that everything else treats it like what a
 * file reports. That source covers nothing: raising a risk assesses no
 * component.
 */
export class RaisedRisks {
  constructor(private readonly options: RaisedRisksOptions) {}

  /** @returns the id of the new risk */
  async raise(
    productRef: string,
    { title, statement, entityRef = productRef, rating }: RaisedRisk,
    actor: string,
  ): Promise<string> {
    const { database, risks, rollup, judgements } = this.options;
    const at = this.options.now().toISOString();
    const riskId = await database.transaction(async trx => {
      const { sourceId, modelId } = await this.#sourceOf(trx, productRef, at);
      const id = randomUUID();
      await new FindingStore(trx).insert([
        {
          id,
          source_id: sourceId,
          model_id: modelId,
          key: id,
          definition_key: null,
          native_id: null,
          entity_ref: entityRef,
          element_id: null,
          title,
          description: statement,
          severity: 'unknown',
          severity_raw: null,
          stated_rating: null,
          acceptance: null,
          status: 'open',
          stated_status: 'open',
          status_raw: null,
          status_reason: null,
          reviewed: true,
          review_group: null,
          promotion: null,
          promoted_by: null,
          promoted_at: null,
          promotion_reason: null,
          triage: null,
          triage_reason: null,
          triage_by: null,
          triage_at: null,
          stride: '',
          categories: '[]',
          detail: '{}',
          content_hash: createHash('sha256')
            .update(JSON.stringify([title, statement]))
            .digest('hex'),
          first_seen: at,
          last_seen: at,
          changed_at: at,
          absent_since: null,
          first_import_id: sourceId,
          last_import_id: sourceId,
        },
      ]);
      const affected = await risks.settle(trx, {
        findingIds: [id],
        created: new Set([id]),
        actor,
      });
      const store = new RiskStore(trx);
      const [finding] = await store.findingsByIds([id]);
      const created = finding.risk_id ?? '';
      await store.update(created, { statement, statement_by: actor });
      await rollup.recompute(trx, affected);
      return created;
    });
    if (rating) await judgements.rate(riskId, rating, actor);
    return riskId;
  }

  /** The source and model that stand for the people of a product. */
  async #sourceOf(trx: Knex.Transaction, productRef: string, at: string) {
    const sources = new SourceStore(trx);
    await sources.ensure({
      id: randomUUID(),
      method: METHOD,
      location: productRef,
      state: 'ok',
      error: null,
      content_hash: null,
      etag: null,
      revision: 0,
      created_at: at,
      checked_at: at,
      applied_at: at,
    });
    const source = await sources.findByLocation(METHOD, productRef);
    const sourceId = source?.id ?? '';
    // Two people who raise the first risk at once share one model.
    await sources.lock(sourceId);
    const models = new ModelStore(trx);
    const [existing] = await models.ofSource(sourceId);
    if (existing) return { sourceId, modelId: existing.id };
    const modelId = randomUUID();
    await models.save([
      {
        id: modelId,
        source_id: sourceId,
        model_key: METHOD,
        kind: 'threat-model',
        title: 'Raised by people',
        format: METHOD,
        format_version: null,
        owner: null,
        stated_at: null,
        content_changed_at: at,
        content_hash: METHOD,
        diagrams: '[]',
        is_assessment: false,
        absent_since: null,
        detail: '{}',
      },
    ]);
    return { sourceId, modelId };
  }
}
