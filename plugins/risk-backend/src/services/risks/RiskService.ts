import { InputError, NotFoundError } from '@backstage/errors';
import { RatingInput } from '@product-risk/backstage-plugin-risk-common';
import {
  Estimate,
  ordinalEstimate,
  validateEstimate,
} from '@product-risk/risk-model';
import { Knex } from 'knex';
import { RiskConfig } from '../../config';
import { FindingStore } from '../../database/FindingStore';
import { RiskStore } from '../../database/RiskStore';
import { DbFindingEventRow, DbFindingRow } from '../../database/tables';
import { findingStatus, toFindingStatus } from '../ingest/findingStatus';
import { statedState } from '../ingest/statedMitigations';
import { RollupService } from '../rollup/RollupService';
import { LedgerChange, RiskLedger } from './RiskLedger';

export interface RiskServiceOptions {
  database: Knex;
  config: RiskConfig;
  risks: RiskLedger;
  rollup: RollupService;
  now: () => Date;
}

/** What people decide about findings and risks. Survives every re-import. */
export class RiskService {
  constructor(private readonly options: RiskServiceOptions) {}

  /**
   * Confirms or changes the rating of a risk. Settles what sources said
   * against it.
   *
   * @throws NotFoundError, InputError
   */
  async rate(
    riskId: string,
    rating: RatingInput,
    actor: string,
  ): Promise<void> {
    const estimate = this.#estimateOf(rating);
    await this.options.database.transaction(async trx => {
      const store = new RiskStore(trx);
      if (!(await store.lock(riskId))) {
        throw new NotFoundError(`Risk ${riskId} is unknown`);
      }
      await store.addRating({
        risk_id: riskId,
        at: this.#now(),
        actor,
        probability_micro: estimate.probabilityMicro,
        impact_centi: estimate.impactCenti,
        comment: rating.comment,
      });
      await store.update(riskId, {
        rating_state: 'confirmed',
        probability_micro: estimate.probabilityMicro,
        impact_centi: estimate.impactCenti,
        review_flag: false,
        updated_at: this.#now(),
      });
      await this.#follow(trx, { riskIds: [riskId], actor, cause: 'reRated' });
    });
  }

  /**
   * Puts a risk into the words of a person.
   *
   * @throws NotFoundError
   */
  async word(riskId: string, statement: string, actor: string): Promise<void> {
    await this.options.database.transaction(async trx => {
      const store = new RiskStore(trx);
      if (!(await store.lock(riskId))) {
        throw new NotFoundError(`Risk ${riskId} is unknown`);
      }
      await store.update(riskId, {
        statement,
        statement_by: actor,
        updated_at: this.#now(),
      });
    });
  }

  /**
   * Leaves a finding out, or brings it back, whatever the file says now or
   * later.
   *
   * @throws NotFoundError
   */
  async triage(
    findingId: string,
    triage: { action: 'exclude' | 'restore'; reason: string },
    actor: string,
  ): Promise<void> {
    await this.options.database.transaction(async trx => {
      const store = new FindingStore(trx);
      const finding = await store.lock(findingId);
      if (!finding) throw new NotFoundError(`Finding ${findingId} is unknown`);
      const decision: DbFindingRow['triage'] =
        triage.action === 'exclude' ? 'excluded' : 'restored';
      await store.update(findingId, {
        triage: decision,
        triage_reason: triage.reason,
        triage_by: actor,
        triage_at: this.#now(),
        status: findingStatus(toFindingStatus(finding.stated_status), decision),
      });
      await this.#record(store, findingId, decision, actor, {
        reason: triage.reason,
      });
      const changed = new Set([findingId]);
      await this.#follow(trx, {
        findingIds: changed,
        actor,
        ...(decision === 'excluded'
          ? { removed: changed }
          : { reopened: changed }),
      });
    });
  }

  /**
   * Attaches evidence that a mitigation is in place, or withdraws it: then it
   * counts as what the file states.
   *
   * @throws NotFoundError, InputError
   */
  async verify(
    mitigationId: string,
    verification: { verified: boolean; evidence: string },
    actor: string,
  ): Promise<void> {
    await this.options.database.transaction(async trx => {
      const store = new FindingStore(trx);
      const mitigation = await store.mitigation(mitigationId);
      if (!mitigation) {
        throw new NotFoundError(`Mitigation ${mitigationId} is unknown`);
      }
      if (mitigation.absent_since !== null) {
        throw new InputError('The file does not name this mitigation any more');
      }
      const { verified, evidence } = verification;
      await store.updateMitigation(mitigationId, {
        state: verified ? 'verified' : statedState(mitigation.stated),
        evidence: verified ? evidence : null,
        verified_by: verified ? actor : null,
        verified_at: verified ? this.#now() : null,
      });
      await this.#record(
        store,
        mitigation.finding_id,
        verified ? 'mitigation-verified' : 'mitigation-withdrawn',
        actor,
        { title: mitigation.title, evidence },
      );
      await this.#follow(trx, {
        findingIds: [mitigation.finding_id],
        actor,
        cause: verified ? 'mitigationVerified' : 'mitigationWithdrawn',
      });
    });
  }

  async #follow(trx: Knex.Transaction, change: LedgerChange) {
    const affected = await this.options.risks.settle(trx, change);
    await this.options.rollup.recompute(trx, affected);
  }

  async #record(
    store: FindingStore,
    findingId: string,
    kind: DbFindingEventRow['kind'],
    actor: string,
    detail: object,
  ) {
    await store.addEvents([
      {
        finding_id: findingId,
        at: this.#now(),
        kind,
        actor,
        import_id: null,
        detail: JSON.stringify(detail),
      },
    ]);
  }

  #estimateOf(rating: RatingInput): Estimate {
    if ('likelihood' in rating) {
      const { likelihood, impact } = rating;
      return ordinalEstimate(likelihood, impact, this.options.config.scale);
    }
    const { probabilityMicro, impactCenti } = rating;
    try {
      validateEstimate({ probabilityMicro, impactCenti });
    } catch (error) {
      throw new InputError(`This rating is not on the scale: ${error}`);
    }
    return { probabilityMicro, impactCenti };
  }

  #now() {
    return this.options.now().toISOString();
  }
}
