import { randomUUID } from 'crypto';
import { ConflictError } from '@backstage/errors';
import { Knex } from 'knex';
import { DecisionStore } from '../../database/DecisionStore';
import { UnacceptableError } from '../../http/errors';
import { Caller } from '../Caller';
import { DecisionSteps } from './DecisionSteps';
import { TakeKey } from './Idempotency';
import {
  NewDecision,
  newDecision,
  requestDetail,
  requireOneProduct,
} from './newDecision';
import { requireStep } from './requireStep';

export interface DecisionRequest {
  riskIds: readonly string[];
  sentence: string;
  options: string;
  optionIds: readonly string[];
  proposedExpiry: string;
  reason?: string;
}

/** Days that are proposed for what a file accepts without an end. */
const FILE_EXPIRY_DAYS = 90;

/** What puts a decision before the owner of a product. */
export class DecisionRequests {
  readonly #steps: DecisionSteps;

  constructor(steps: DecisionSteps) {
    this.#steps = steps;
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
    this.#steps.requireExpiry(request.proposedExpiry);
    return this.#steps.database.transaction(async trx => {
      const id = randomUUID();
      await take(trx, id);
      await this.#open(trx, { id, ...request }, actor);
      return id;
    });
  }

  /**
   * Asks about a risk that a file calls accepted, or asks to accept until a
   * day. One that is over or too far away counts as none.
   *
   * @throws ConflictError when it is asked about already
   */
  async openFromFile(
    acceptance: Pick<
      NewDecision,
      'sentence' | 'reason' | 'actor' | 'originKey'
    > & { riskId: string; until?: string },
  ): Promise<void> {
    const { riskId, until, actor, ...request } = acceptance;
    await this.#steps.database.transaction(trx =>
      this.#open(
        trx,
        {
          ...request,
          id: randomUUID(),
          riskIds: [riskId],
          options: '',
          optionIds: [],
          proposedExpiry: this.#steps.isPossibleExpiry(until)
            ? until
            : this.#steps.expiryWithin(FILE_EXPIRY_DAYS),
        },
        actor,
      ),
    );
  }

  /**
   * Asks for more time: a new decision that supersedes a granted one. It is
   * about the risks that are still open.
   *
   * @throws UnacceptableError when none of them is
   */
  async extend(
    id: string,
    { proposedExpiry, reason }: { proposedExpiry: string; reason: string },
    { actor }: Caller,
    take: TakeKey,
  ): Promise<string> {
    this.#steps.requireExpiry(proposedExpiry);
    return this.#steps.database.transaction(async trx => {
      const newId = randomUUID();
      await take(trx, newId);
      const store = new DecisionStore(trx);
      const before = await this.#steps.lock(store, id);
      requireStep(before, { state: 'granted' });
      await this.#open(
        trx,
        {
          id: newId,
          riskIds: await this.#openRisksOf(store, id),
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

  /** Names options, which puts the request before the owner again. */
  async addOptions(
    id: string,
    { options, optionIds }: { options: string; optionIds: readonly string[] },
    caller: Caller,
    take: TakeKey,
  ): Promise<string> {
    return this.#steps.step(
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
          waiting_since: this.#steps.now(),
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

  async #openRisksOf(store: DecisionStore, id: string): Promise<string[]> {
    const riskIds = (await store.riskIdsOf([id])).get(id) ?? [];
    const facts = await store.factsOf(riskIds);
    const open = riskIds.filter(
      riskId => facts.get(riskId)?.state !== 'closed',
    );
    if (open.length === 0) {
      throw new UnacceptableError(
        'All risks of the decision are closed, so nothing needs more time.',
      );
    }
    return open;
  }

  async #open(
    trx: Knex.Transaction,
    request: DecisionRequest & {
      id: string;
      supersedes?: string;
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
    const at = this.#steps.now();
    const decision = newDecision({ ...request, productRef, facts, actor, at });
    await store.insert(decision, riskIds);
    await store.addSnapshot(decision.id, 'requested', facts);
    await this.#steps.log(
      trx,
      decision,
      'requested',
      actor,
      at,
      requestDetail(decision, facts),
    );
  }
}
