import { DbDecisionRow } from '../../database/decisionTables';
import { DecisionStore } from '../../database/DecisionStore';
import { Caller } from '../Caller';
import { requireChoosable } from './chosenOptions';
import { DecisionSteps } from './DecisionSteps';
import { TakeKey } from './Idempotency';
import { requireStep } from './requireStep';

/** What an owner answers other than a grant. */
export class DecisionAnswers {
  readonly #steps: DecisionSteps;

  constructor(steps: DecisionSteps) {
    this.#steps = steps;
  }

  /**
   * Refuses to accept, as the owner or the second signer; with options, these
   * are what happens instead.
   *
   * @throws UnacceptableError when the options cannot be chosen
   */
  async reject(
    id: string,
    { reason, optionIds }: { reason: string; optionIds: readonly string[] },
    caller: Caller,
    take: TakeKey,
  ): Promise<string> {
    const before = await this.#steps.find(id);
    const asSecond =
      before.waiting_for === 'second-signer' &&
      (await this.#maySign(before, caller));
    if (!asSecond) await this.#steps.requireMay(id, caller);
    await requireChoosable(this.#steps.database, before, optionIds);
    const chosen = optionIds.length > 0;
    return this.#steps.step(
      id,
      chosen ? 'options-chosen' : 'rejected',
      {
        caller,
        reason,
        take,
        ...(chosen && { detail: { optionIds: [...optionIds] } }),
      },
      decision => {
        requireStep(decision, { state: 'requested' });
        return {
          state: 'rejected',
          waiting_for: null,
          decided_by: caller.actor,
          decided_at: this.#steps.now(),
          chosen_option_ids: JSON.stringify(optionIds),
        };
      },
    );
  }

  /** Sends a request back to whoever asked, for options. */
  async askForOptions(
    id: string,
    reason: string,
    caller: Caller,
    take: TakeKey,
  ): Promise<string> {
    await this.#steps.requireMay(id, caller);
    return this.#steps.step(
      id,
      'options-requested',
      { caller, reason, take },
      decision => {
        requireStep(decision, { state: 'requested', waitingFor: 'owner' });
        return { waiting_for: 'options', waiting_since: this.#steps.now() };
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
    await this.#steps.requireMay(id, caller);
    return this.#steps.step(
      id,
      'revoked',
      { caller, reason, take },
      decision => {
        requireStep(decision, { state: 'granted' });
        return { state: 'revoked', ended_at: this.#steps.now() };
      },
    );
  }

  async #maySign(decision: DbDecisionRow, caller: Caller): Promise<boolean> {
    const { authority, database } = this.#steps;
    const first = await this.#steps.ownerSignature(
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
}
