import { Endpoints } from '@product-risk/backstage-plugin-risk-common';
import { Caller } from '../Caller';
import { Json } from '../decisions/canonicalJson';
import { DecisionAnswers } from '../decisions/DecisionAnswers';
import { DecisionGrants } from '../decisions/DecisionGrants';
import { DecisionRequests } from '../decisions/DecisionRequests';
import { Idempotency, TakeKey } from '../decisions/Idempotency';
import { OperationInput, Operations } from '../Operations';
import { DecisionReads } from '../read/DecisionReads';

interface DecisionsOptions {
  requests: DecisionRequests;
  grants: DecisionGrants;
  answers: DecisionAnswers;
  reads: DecisionReads;
  idempotency: Idempotency;
  mirrorLog: () => Promise<void>;
}

type Input<K extends keyof Endpoints> = OperationInput<Endpoints[K]>;

/** The steps of decisions, each answered with the decision as it is now. */
export class Decisions
  implements
    Operations<
      | 'requestDecision'
      | 'grantDecision'
      | 'signDecision'
      | 'rejectDecision'
      | 'askForOptions'
      | 'addDecisionOptions'
      | 'revokeDecision'
      | 'extendDecision'
    >
{
  readonly #options: DecisionsOptions;

  constructor(options: DecisionsOptions) {
    this.#options = options;
  }

  requestDecision = (input: Input<'requestDecision'>, caller: Caller) =>
    this.#once('request', input, caller, take =>
      this.#options.requests.request(input.body, caller, take),
    );

  grantDecision = (input: Input<'grantDecision'>, caller: Caller) =>
    this.#once('grant', input, caller, take =>
      this.#options.grants.grant(
        input.id,
        {
          expiry: input.body.expiry,
          reason: input.body.reason,
          basis: input.body.basis,
        },
        caller,
        take,
      ),
    );

  signDecision = (input: Input<'signDecision'>, caller: Caller) =>
    this.#once('sign', input, caller, take =>
      this.#options.grants.signSecond(input.id, input.body, caller, take),
    );

  rejectDecision = (input: Input<'rejectDecision'>, caller: Caller) =>
    this.#once('reject', input, caller, take =>
      this.#options.answers.reject(input.id, input.body, caller, take),
    );

  askForOptions = (input: Input<'askForOptions'>, caller: Caller) =>
    this.#once('ask-for-options', input, caller, take =>
      this.#options.answers.askForOptions(
        input.id,
        input.body.reason,
        caller,
        take,
      ),
    );

  addDecisionOptions = (input: Input<'addDecisionOptions'>, caller: Caller) =>
    this.#once('add-options', input, caller, take =>
      this.#options.requests.addOptions(input.id, input.body, caller, take),
    );

  revokeDecision = (input: Input<'revokeDecision'>, caller: Caller) =>
    this.#once('revoke', input, caller, take =>
      this.#options.answers.revoke(input.id, input.body.reason, caller, take),
    );

  extendDecision = (input: Input<'extendDecision'>, caller: Caller) =>
    this.#once('extend', input, caller, take =>
      this.#options.requests.extend(input.id, input.body, caller, take),
    );

  async #once(
    operation: string,
    input: { id?: string; body: { idempotencyKey?: string } & object },
    caller: Caller,
    write: (take: TakeKey) => Promise<string>,
  ) {
    const { idempotency, reads } = this.#options;
    const { idempotencyKey, ...rest } = input.body;
    const answer = await idempotency.once(
      {
        actor: caller.actor,
        key: idempotencyKey,
        operation,
        input: [input.id ?? null, JSON.stringify(rest)] satisfies Json,
      },
      write,
      id => reads.getDecision({ id }, caller),
    );
    await this.#options.mirrorLog();
    return answer;
  }
}
