import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import { Knex } from 'knex';
import { RiskConfig } from '../../config';
import { DecisionStore, RiskFacts } from '../../database/DecisionStore';
import {
  DbDecisionRow,
  DbDecisionSignatureRow,
} from '../../database/decisionTables';
import { Caller } from '../Caller';
import { Authority, Verdict } from './Authority';
import { Json } from './canonicalJson';
import { dayAfter } from '../../days';
import { requireExpiry } from './expiry';
import { DecisionFacts } from './DecisionFacts';
import { DecisionLog } from './DecisionLog';
import { TakeKey } from './Idempotency';
import { basisOf } from './riskFacts';

export interface DecisionStepsOptions {
  database: Knex;
  config: RiskConfig;
  authority: Authority;
  log: DecisionLog;
  now: () => Date;
}

/**
 * What the steps of decisions have in common:
 * `requested -> granted | rejected`, `granted -> revoked | superseded`.
 *
 * @remarks
 * Who may is asked of the catalog before the transaction; what it depended on
 * is compared again within, under locks on the decision and its risks.
 */
export class DecisionSteps {
  readonly #options: DecisionStepsOptions;

  constructor(options: DecisionStepsOptions) {
    this.#options = options;
  }

  get authority(): Authority {
    return this.#options.authority;
  }

  get database(): Knex {
    return this.#options.database;
  }

  /** @throws NotFoundError */
  async find(id: string): Promise<DbDecisionRow> {
    const row = await new DecisionStore(this.#options.database).byId(id);
    if (!row) throw new NotFoundError(`Decision ${id} is unknown`);
    return row;
  }

  /** @throws NotFoundError */
  async lock(store: DecisionStore, id: string): Promise<DbDecisionRow> {
    const row = await store.lock(id);
    if (!row) throw new NotFoundError(`Decision ${id} is unknown`);
    return row;
  }

  /**
   * @returns the verdict, and the exposure that it is about
   * @throws NotAllowedError unless the caller decides about the product
   */
  async requireMay(
    id: string,
    caller: Caller,
  ): Promise<Verdict & { exposure: number }> {
    const { authority, database } = this.#options;
    const decision = await this.find(id);
    const { exposure } = await new DecisionFacts(database).of(decision);
    const verdict = await authority.verdictOn(caller, {
      productRef: decision.product_ref,
      requestedBy: decision.requested_by,
      exposure,
    });
    if (verdict.refusal !== undefined) {
      throw new NotAllowedError(verdict.refusal);
    }
    return { ...verdict, exposure };
  }

  /** @throws ConflictError that says what changed since the decider looked. */
  async requireBasis(
    trx: Knex.Transaction,
    decision: DbDecisionRow,
    basis: string,
  ): Promise<RiskFacts[]> {
    const store = new DecisionStore(trx);
    const riskIds = (await store.riskIdsOf([decision.id])).get(decision.id);
    await store.lockRisks(riskIds ?? []);
    const { facts, changes, gone } = await new DecisionFacts(trx).of(decision);
    if (gone.length > 0) {
      throw new ConflictError(
        `There is nothing left to decide about: ${gone
          .map(({ text }) => text)
          .join('; ')}. Reject this request; what remains can be asked anew.`,
      );
    }
    if (basisOf(facts) !== basis) {
      const texts = changes.map(({ text }) => text);
      throw new ConflictError(
        `The risks changed while you were reading${
          texts.length > 0 ? `: ${texts.join('; ')}` : ''
        }. Read the decision again before you decide.`,
      );
    }
    return facts;
  }

  /** The first of two signatures. */
  async ownerSignature(store: DecisionStore, id: string) {
    const signature = (await store.signaturesOf(id)).find(
      ({ role }) => role === 'owner',
    );
    if (!signature) {
      throw new ConflictError('The owner has not signed this decision');
    }
    return signature;
  }

  /**
   * Why the first of two signatures counts no more, in words; undefined: it
   * does. It was given for an owner, and for what the signer saw.
   */
  async lapseOf(
    decision: DbDecisionRow,
    first: DbDecisionSignatureRow,
    facts: readonly RiskFacts[],
  ): Promise<string | undefined> {
    const { authority } = this.#options;
    const owner = await authority.ownerOf(decision.product_ref);
    if (owner.state !== 'confirmed' || owner.ref !== first.on_behalf_of) {
      return `${first.signer} signed first, and the product has another owner since. The owner has to sign first anew`;
    }
    if (first.basis !== null && first.basis !== basisOf(facts)) {
      return `${first.signer} signed first, and the risks have changed since. The owner has to sign first anew`;
    }
    const entitled = await authority.entitlement(
      first.signer,
      first.on_behalf_of,
    );
    return 'refusal' in entitled
      ? `${first.signer}, who signed first, decides no more: ${entitled.refusal}. The owner has to sign first anew`
      : undefined;
  }

  /** The owner must be the one whose authority was checked. */
  async requireOwner(
    trx: Knex.Transaction,
    decision: DbDecisionRow,
    ownerRef: string | undefined,
  ): Promise<string> {
    const row = await trx('product')
      .where({ entity_ref: decision.product_ref })
      .forUpdate()
      .first('owner_ref', 'proposed_owner_ref');
    const current = row?.owner_ref ?? row?.proposed_owner_ref;
    if (!ownerRef || current !== ownerRef) {
      throw new ConflictError(
        'The owner of the product changed meanwhile; read the decision again',
      );
    }
    return ownerRef;
  }

  /** The day so many days ahead, or the last one that may be asked for. */
  expiryWithin(days: number): string {
    const { config, now } = this.#options;
    const { maximumExpiryDays } = config.policy.decisions;
    return dayAfter(now(), Math.min(days, maximumExpiryDays));
  }

  /** False for no day, and for one that is past or too far ahead. */
  isPossibleExpiry(day: string | undefined): day is string {
    const { config, now } = this.#options;
    const { maximumExpiryDays } = config.policy.decisions;
    return (
      day !== undefined &&
      day >= dayAfter(now(), 1) &&
      day <= dayAfter(now(), maximumExpiryDays)
    );
  }

  /** @throws InputError for a day that is past or too far ahead. */
  requireExpiry(expiry: string) {
    const { config, now } = this.#options;
    requireExpiry(expiry, now(), config.policy.decisions.maximumExpiryDays);
  }

  /** One step that changes a decision and is logged. */
  async step(
    id: string,
    action: string,
    step: {
      caller: Caller;
      take: TakeKey;
      reason?: string;
      detail?: { [key: string]: Json };
    },
    changed: (decision: DbDecisionRow) => Partial<DbDecisionRow>,
  ): Promise<string> {
    const { caller, reason, detail, take } = step;
    await this.#options.database.transaction(async trx => {
      await take(trx, id);
      const store = new DecisionStore(trx);
      const decision = await this.lock(store, id);
      await store.update(id, {
        ...changed(decision),
        ...(reason !== undefined && { reason }),
      });
      await this.log(trx, decision, action, caller.actor, this.now(), {
        ...detail,
        ...(reason !== undefined && { reason }),
      });
    });
    return id;
  }

  async log(
    trx: Knex.Transaction,
    { id, product_ref }: DbDecisionRow,
    action: string,
    actor: string,
    at: string,
    detail: { [key: string]: Json },
  ) {
    await this.#options.log.append(trx, {
      at,
      action,
      decisionId: id,
      productRef: product_ref,
      actor,
      detail,
    });
  }

  now() {
    return this.#options.now().toISOString();
  }
}
