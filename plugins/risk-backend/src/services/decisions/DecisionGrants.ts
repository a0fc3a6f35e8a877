import { ConflictError, NotAllowedError } from '@backstage/errors';
import { Knex } from 'knex';
import { DecisionStore, RiskFacts } from '../../database/DecisionStore';
import { DbDecisionRow } from '../../database/decisionTables';
import { Caller } from '../Caller';
import { secondSignerText } from './Authority';
import { Json } from './canonicalJson';
import { DecisionFacts } from './DecisionFacts';
import { DecisionSteps } from './DecisionSteps';
import { TakeKey } from './Idempotency';
import { requireStep } from './requireStep';
import { exposureOf } from './riskFacts';

export interface Grant {
  expiry: string;
  reason: string;
  /** What the decider saw. */
  basis: string;
}

/** Accepts risks, with one signature or two. */
export class DecisionGrants {
  readonly #steps: DecisionSteps;

  constructor(steps: DecisionSteps) {
    this.#steps = steps;
  }

  /**
   * Accepts the risks as the owner. Where a second person signs too, this is
   * the first of two signatures, given anew where the one before counts no
   * more.
   *
   * @throws NotAllowedError, ConflictError, InputError
   */
  async grant(
    id: string,
    grant: Grant,
    caller: Caller,
    take: TakeKey,
  ): Promise<string> {
    this.#steps.requireExpiry(grant.expiry);
    const verdict = await this.#steps.requireMay(id, caller);
    if (verdict.grantRefusal !== undefined) {
      throw new NotAllowedError(verdict.grantRefusal);
    }
    const lapsed = await this.#hasLapsed(id);
    await this.#steps.database.transaction(async trx => {
      await take(trx, id);
      const store = new DecisionStore(trx);
      const decision = await this.#steps.lock(store, id);
      requireStep(decision, {
        state: 'requested',
        ...(!lapsed && { notWaitingFor: 'second-signer' }),
      });
      const facts = await this.#steps.requireBasis(trx, decision, grant.basis);
      const ownerRef = await this.#steps.requireOwner(
        trx,
        decision,
        verdict.owner.ref,
      );
      if (exposureOf(facts) !== verdict.exposure) {
        throw new ConflictError(
          'The risks changed while you were deciding; read the decision again',
        );
      }
      const at = this.#steps.now();
      const second = verdict.second;
      await store.sign({
        decision_id: id,
        role: 'owner',
        signer: caller.actor,
        on_behalf_of: ownerRef,
        at,
        reason: grant.reason,
        expiry: grant.expiry,
        basis: grant.basis,
      });
      const authority = {
        owner: verdict.path ?? [],
        ...(verdict.limit !== undefined && { limit: verdict.limit }),
        ...(second && { secondSigner: { ...second } }),
      };
      if (!second) {
        await this.#granted(trx, decision, facts, {
          at,
          actor: caller.actor,
          ownerRef,
          authority,
          expiry: grant.expiry,
          reason: grant.reason,
        });
        return;
      }
      await store.update(id, {
        waiting_for: 'second-signer',
        waiting_since: at,
        owner_ref: ownerRef,
        second_ref: second.ref ?? null,
        authority: JSON.stringify(authority),
        reason: grant.reason,
      });
      await this.#steps.log(
        trx,
        decision,
        'signed-by-owner',
        caller.actor,
        at,
        {
          ...grant,
          authority,
          secondSigner: secondSignerText(second),
        },
      );
    });
    return id;
  }

  /**
   * Signs as the second person, which grants it.
   *
   * @throws NotAllowedError, ConflictError when the first signature counts no
   * more
   */
  async signSecond(
    id: string,
    { reason, basis }: { reason: string; basis: string },
    caller: Caller,
    take: TakeKey,
  ): Promise<string> {
    const { authority, database } = this.#steps;
    const before = await this.#steps.find(id);
    requireStep(before, { state: 'requested', waitingFor: 'second-signer' });
    const first = await this.#steps.ownerSignature(
      new DecisionStore(database),
      id,
    );
    const signing = await authority.signing(
      caller,
      before.second_ref,
      first.signer,
      before.requested_by,
    );
    if ('refusal' in signing) throw new NotAllowedError(signing.refusal);
    await authority.requireStill(first.signer, first.on_behalf_of);
    const { facts: seen } = await new DecisionFacts(database).of(before);
    const lapse = await this.#steps.lapseOf(before, first, seen);
    if (lapse !== undefined) throw new ConflictError(lapse);
    this.#steps.requireExpiry(first.expiry);
    await database.transaction(async trx => {
      await take(trx, id);
      const store = new DecisionStore(trx);
      const decision = await this.#steps.lock(store, id);
      requireStep(decision, {
        state: 'requested',
        waitingFor: 'second-signer',
      });
      const facts = await this.#steps.requireBasis(trx, decision, basis);
      const now = await this.#steps.ownerSignature(store, id);
      await this.#steps.requireOwner(trx, decision, now.on_behalf_of);
      if (now.at !== first.at || (now.basis ?? basis) !== basis) {
        throw new ConflictError(
          'The owner has to sign again what has changed; read the decision again',
        );
      }
      const at = this.#steps.now();
      await store.sign({
        decision_id: id,
        role: 'second',
        signer: caller.actor,
        on_behalf_of: before.second_ref ?? '',
        at,
        reason,
        expiry: first.expiry,
        basis,
      });
      await this.#granted(trx, decision, facts, {
        at,
        actor: caller.actor,
        ownerRef: first.on_behalf_of,
        authority: {
          ...JSON.parse(decision.authority ?? '{}'),
          second: signing.path,
        },
        expiry: first.expiry,
        reason,
      });
    });
    return id;
  }

  /** Whether a first signature was given and counts no more. */
  async #hasLapsed(id: string): Promise<boolean> {
    const { database } = this.#steps;
    const decision = await this.#steps.find(id);
    if (decision.waiting_for !== 'second-signer') return false;
    const { facts } = await new DecisionFacts(database).of(decision);
    const first = await this.#steps.ownerSignature(
      new DecisionStore(database),
      id,
    );
    const lapse = await this.#steps.lapseOf(decision, first, facts);
    return lapse !== undefined;
  }

  async #granted(
    trx: Knex.Transaction,
    decision: DbDecisionRow,
    facts: readonly RiskFacts[],
    grant: {
      at: string;
      actor: string;
      ownerRef: string;
      authority: { [key: string]: Json };
      expiry: string;
      reason: string;
    },
  ): Promise<void> {
    const store = new DecisionStore(trx);
    const { at, actor } = grant;
    await store.update(decision.id, {
      state: 'granted',
      waiting_for: null,
      owner_ref: grant.ownerRef,
      authority: JSON.stringify(grant.authority),
      decided_by: actor,
      decided_at: at,
      expiry: grant.expiry,
      exposure_at_grant: exposureOf(facts),
      reason: grant.reason,
    });
    await store.addSnapshot(decision.id, 'granted', facts);
    await this.#steps.log(trx, decision, 'granted', actor, at, {
      expiry: grant.expiry,
      reason: grant.reason,
      owner: grant.ownerRef,
      authority: grant.authority,
      options: decision.options,
      risks: facts.map(fact => ({ ...fact })),
    });
    if (!decision.supersedes) return;
    const old = await store.lock(decision.supersedes);
    if (old?.state !== 'granted') return;
    await store.update(old.id, {
      state: 'superseded',
      superseded_by: decision.id,
      ended_at: at,
    });
    await this.#steps.log(trx, old, 'superseded', actor, at, {
      by: decision.id,
    });
  }
}
