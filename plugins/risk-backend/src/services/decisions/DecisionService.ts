import { randomUUID } from 'crypto';
import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import { Knex } from 'knex';
import { RiskConfig } from '../../config';
import { DecisionStore, RiskFacts } from '../../database/DecisionStore';
import { DbDecisionRow } from '../../database/decisionTables';
import { Caller } from '../Caller';
import { Authority, secondSignerText, Verdict } from './Authority';
import { Json } from './canonicalJson';
import { dayAfter, requireExpiry } from './days';
import { DecisionFacts } from './DecisionFacts';
import { DecisionLog } from './DecisionLog';
import { TakeKey } from './Idempotency';
import {
  NewDecision,
  newDecision,
  requestDetail,
  requireOneProduct,
} from './newDecision';
import { basisOf, exposureOf } from './riskFacts';

interface DecisionServiceOptions {
  database: Knex;
  config: RiskConfig;
  authority: Authority;
  log: DecisionLog;
  now: () => Date;
}

export interface DecisionRequest {
  riskIds: readonly string[];
  sentence: string;
  options: string;
  optionIds: readonly string[];
  proposedExpiry: string;
}

export interface Grant {
  expiry: string;
  reason: string;
  /** What the decider saw. */
  basis: string;
}

/** Days that are proposed for what a file accepts without an end. */
const FILE_EXPIRY_DAYS = 90;

type Step = Pick<DbDecisionRow, 'state' | 'waiting_for'>;

const describeStep = ({ state, waiting_for }: Step) =>
  state === 'requested'
    ? `waits for the ${waiting_for?.replace('-', ' ') ?? 'owner'}`
    : `is ${state}`;

/**
 * What people do with decisions, a step a method:
 * `requested -> granted | rejected`, `granted -> revoked | superseded`.
 *
 * @remarks
 * Who may is asked of the catalog before the transaction; what it depended on
 * is compared again within, under locks on the decision and its risks.
 */
export class DecisionService {
  readonly #options: DecisionServiceOptions;

  constructor(options: DecisionServiceOptions) {
    this.#options = options;
  }

  /**
   * Asks the owner of a product to decide.
   *
   * @returns the id of the decision
   * @throws InputError, ConflictError, UnacceptableError
   */
  async request(
    request: DecisionRequest,
    { actor }: Caller,
    take: TakeKey,
  ): Promise<string> {
    this.#requireExpiry(request.proposedExpiry);
    return this.#options.database.transaction(async trx => {
      const id = randomUUID();
      await take(trx, id);
      await this.#open(trx, { id, ...request }, actor);
      return id;
    });
  }

  /**
   * Asks about a risk that a file calls accepted.
   *
   * @throws ConflictError when it is asked about already
   */
  async openFromFile(
    acceptance: Pick<
      NewDecision,
      'sentence' | 'reason' | 'actor' | 'originKey'
    > & { riskId: string },
  ): Promise<void> {
    const { riskId, actor, ...request } = acceptance;
    const { config, database, now } = this.#options;
    const days = Math.min(
      FILE_EXPIRY_DAYS,
      config.policy.decisions.maximumExpiryDays,
    );
    await database.transaction(trx =>
      this.#open(
        trx,
        {
          ...request,
          id: randomUUID(),
          riskIds: [riskId],
          options: '',
          optionIds: [],
          proposedExpiry: dayAfter(now(), days),
        },
        actor,
      ),
    );
  }

  /** Asks for more time: a new decision that supersedes a granted one. */
  async extend(
    id: string,
    { proposedExpiry, reason }: { proposedExpiry: string; reason: string },
    { actor }: Caller,
    take: TakeKey,
  ): Promise<string> {
    this.#requireExpiry(proposedExpiry);
    return this.#options.database.transaction(async trx => {
      const newId = randomUUID();
      await take(trx, newId);
      const store = new DecisionStore(trx);
      const before = await this.#lock(store, id);
      requireStep(before, { state: 'granted' });
      await this.#open(
        trx,
        {
          id: newId,
          riskIds: (await store.riskIdsOf([id])).get(id) ?? [],
          sentence: before.sentence,
          options: before.options,
          optionIds: JSON.parse(before.option_ids),
          proposedExpiry,
          supersedes: id,
          reason,
        },
        actor,
      );
      return newId;
    });
  }

  /**
   * Accepts the risks as the owner. Where a second person signs too, this is
   * the first of two signatures.
   *
   * @throws NotAllowedError, ConflictError, InputError
   */
  async grant(
    id: string,
    grant: Grant,
    caller: Caller,
    take: TakeKey,
  ): Promise<string> {
    this.#requireExpiry(grant.expiry);
    const verdict = await this.#verdict(id, caller);
    requireMay(verdict);
    if (verdict.grantRefusal !== undefined) {
      throw new NotAllowedError(verdict.grantRefusal);
    }
    await this.#options.database.transaction(async trx => {
      await take(trx, id);
      const store = new DecisionStore(trx);
      const decision = await this.#lock(store, id);
      requireStep(decision, {
        state: 'requested',
        notWaitingFor: 'second-signer',
      });
      const facts = await this.#requireBasis(trx, decision, grant.basis);
      const ownerRef = await this.#requireOwner(trx, decision, verdict);
      const at = this.#now();
      const second = verdict.second;
      await store.sign({
        decision_id: id,
        role: 'owner',
        signer: caller.actor,
        on_behalf_of: ownerRef,
        at,
        reason: grant.reason,
        expiry: grant.expiry,
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
      await this.#log(trx, decision, 'signed-by-owner', caller.actor, at, {
        ...grant,
        authority,
        secondSigner: secondSignerText(second),
      });
    });
    return id;
  }

  /** Signs as the second person, which grants it. */
  async signSecond(
    id: string,
    { reason, basis }: { reason: string; basis: string },
    caller: Caller,
    take: TakeKey,
  ): Promise<string> {
    const { authority, database } = this.#options;
    const before = await this.#find(id);
    requireStep(before, { state: 'requested', waitingFor: 'second-signer' });
    const first = await this.#ownerSignature(new DecisionStore(database), id);
    const signing = await authority.signing(
      caller,
      before.second_ref,
      first.signer,
      before.requested_by,
    );
    if ('refusal' in signing) throw new NotAllowedError(signing.refusal);
    await authority.requireStill(first.signer, first.on_behalf_of);
    this.#requireExpiry(first.expiry);
    await database.transaction(async trx => {
      await take(trx, id);
      const store = new DecisionStore(trx);
      const decision = await this.#lock(store, id);
      requireStep(decision, {
        state: 'requested',
        waitingFor: 'second-signer',
      });
      const facts = await this.#requireBasis(trx, decision, basis);
      const at = this.#now();
      await store.sign({
        decision_id: id,
        role: 'second',
        signer: caller.actor,
        on_behalf_of: before.second_ref ?? '',
        at,
        reason,
        expiry: first.expiry,
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

  /** Refuses to accept, as the owner or the second signer. */
  async reject(
    id: string,
    reason: string,
    caller: Caller,
    take: TakeKey,
  ): Promise<string> {
    const before = await this.#find(id);
    const asSecond =
      before.waiting_for === 'second-signer' &&
      (await this.#maySign(before, caller));
    if (!asSecond) requireMay(await this.#verdict(id, caller));
    return this.#step(id, 'rejected', { caller, reason, take }, decision => {
      requireStep(decision, { state: 'requested' });
      return {
        state: 'rejected',
        waiting_for: null,
        decided_by: caller.actor,
        decided_at: this.#now(),
      };
    });
  }

  /** Sends a request back to whoever asked, for options. */
  async askForOptions(
    id: string,
    reason: string,
    caller: Caller,
    take: TakeKey,
  ): Promise<string> {
    requireMay(await this.#verdict(id, caller));
    return this.#step(
      id,
      'options-requested',
      { caller, reason, take },
      decision => {
        requireStep(decision, { state: 'requested', waitingFor: 'owner' });
        return { waiting_for: 'options', waiting_since: this.#now() };
      },
    );
  }

  /** Names options, which puts the request before the owner again. */
  async addOptions(
    id: string,
    { options, optionIds }: { options: string; optionIds: readonly string[] },
    caller: Caller,
    take: TakeKey,
  ): Promise<string> {
    return this.#step(
      id,
      'options-added',
      { caller, take, detail: { options, optionIds } },
      decision => {
        requireStep(decision, {
          state: 'requested',
          notWaitingFor: 'second-signer',
        });
        return {
          waiting_for: 'owner',
          waiting_since: this.#now(),
          options: decision.options
            ? `${decision.options}\n\n${options}`
            : options,
          option_ids: JSON.stringify([
            ...new Set([...JSON.parse(decision.option_ids), ...optionIds]),
          ]),
        };
      },
    );
  }

  /** Takes a grant back, as whoever owns the product now. */
  async revoke(
    id: string,
    reason: string,
    caller: Caller,
    take: TakeKey,
  ): Promise<string> {
    requireMay(await this.#verdict(id, caller));
    return this.#step(id, 'revoked', { caller, reason, take }, decision => {
      requireStep(decision, { state: 'granted' });
      return { state: 'revoked', ended_at: this.#now() };
    });
  }

  async #open(
    trx: Knex.Transaction,
    request: DecisionRequest & {
      id: string;
      supersedes?: string;
      reason?: string;
      originKey?: string;
    },
    actor: string,
  ): Promise<void> {
    const store = new DecisionStore(trx);
    const riskIds = [...new Set(request.riskIds)];
    await store.lockRisks(riskIds);
    const facts = [...(await store.factsOf(riskIds)).values()];
    const productRef = requireOneProduct(facts, riskIds);
    const [open] = await store.openRequestsFor(riskIds);
    if (open) {
      throw new ConflictError(
        `Decision ${open.id} about "${
          facts.find(({ riskId }) => riskId === open.risk_id)?.title
        }" was asked for already and is not settled; add to it instead`,
      );
    }
    const at = this.#now();
    const decision = newDecision({ ...request, productRef, facts, actor, at });
    await store.insert(decision, riskIds);
    await store.addSnapshot(decision.id, 'requested', facts);
    await this.#log(
      trx,
      decision,
      'requested',
      actor,
      at,
      requestDetail(decision, facts),
    );
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
    await this.#log(trx, decision, 'granted', actor, at, {
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
    await this.#log(trx, old, 'superseded', actor, at, { by: decision.id });
  }

  async #step(
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
      const decision = await this.#lock(store, id);
      await store.update(id, {
        ...changed(decision),
        ...(reason !== undefined && { reason }),
      });
      await this.#log(trx, decision, action, caller.actor, this.#now(), {
        ...detail,
        ...(reason !== undefined && { reason }),
      });
    });
    return id;
  }

  async #verdict(id: string, caller: Caller): Promise<Verdict> {
    const { authority, database } = this.#options;
    const decision = await this.#find(id);
    const { exposure } = await new DecisionFacts(database).of(decision);
    return authority.verdictOn(caller, {
      productRef: decision.product_ref,
      requestedBy: decision.requested_by,
      exposure,
    });
  }

  async #maySign(decision: DbDecisionRow, caller: Caller): Promise<boolean> {
    const { authority, database } = this.#options;
    const first = await this.#ownerSignature(
      new DecisionStore(database),
      decision.id,
    );
    const signing = await authority.signing(
      caller,
      decision.second_ref,
      first.signer,
      decision.requested_by,
    );
    return 'path' in signing;
  }

  /** @throws ConflictError that says what changed since the decider looked. */
  async #requireBasis(
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

  /** The owner must be the one whose authority was checked. */
  async #requireOwner(
    trx: Knex.Transaction,
    decision: DbDecisionRow,
    { owner }: Verdict,
  ): Promise<string> {
    const row = await trx('product')
      .where({ entity_ref: decision.product_ref })
      .forUpdate()
      .first('owner_ref', 'proposed_owner_ref');
    const current = row?.owner_ref ?? row?.proposed_owner_ref;
    if (!owner.ref || current !== owner.ref) {
      throw new ConflictError(
        'The owner of the product changed meanwhile; read the decision again',
      );
    }
    return owner.ref;
  }

  async #ownerSignature(store: DecisionStore, id: string) {
    const signature = (await store.signaturesOf(id)).find(
      ({ role }) => role === 'owner',
    );
    if (!signature) {
      throw new ConflictError('The owner has not signed this decision');
    }
    return signature;
  }

  async #find(id: string): Promise<DbDecisionRow> {
    const row = await new DecisionStore(this.#options.database).byId(id);
    if (!row) throw new NotFoundError(`Decision ${id} is unknown`);
    return row;
  }

  async #lock(store: DecisionStore, id: string): Promise<DbDecisionRow> {
    const row = await store.lock(id);
    if (!row) throw new NotFoundError(`Decision ${id} is unknown`);
    return row;
  }

  #requireExpiry(expiry: string) {
    const { config, now } = this.#options;
    requireExpiry(expiry, now(), config.policy.decisions.maximumExpiryDays);
  }

  async #log(
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

  #now() {
    return this.#options.now().toISOString();
  }
}

function requireMay({ refusal }: Verdict): void {
  if (refusal !== undefined) throw new NotAllowedError(refusal);
}

/** @throws ConflictError when a decision is somewhere else on its way. */
function requireStep(
  decision: DbDecisionRow,
  expected: {
    state: DbDecisionRow['state'];
    waitingFor?: DbDecisionRow['waiting_for'];
    notWaitingFor?: DbDecisionRow['waiting_for'];
  },
): void {
  const fits =
    decision.state === expected.state &&
    (expected.waitingFor === undefined ||
      decision.waiting_for === expected.waitingFor) &&
    (expected.notWaitingFor === undefined ||
      decision.waiting_for !== expected.notWaitingFor);
  if (!fits) {
    throw new ConflictError(
      `This decision ${describeStep(decision)}; read it again`,
    );
  }
}
