import { NotAllowedError } from '@backstage/errors';
import { Caller } from '../Caller';
import { Authority, personRefusal } from '../decisions/Authority';

/**
 * Says who may set the target of a product: whoever decides about its risks,
 * by the catalog at this moment. No permission loosens it.
 */
export class TargetAuthority {
  constructor(
    private readonly options: {
      signers: Pick<Authority, 'ownerOf' | 'entitlement'>;
    },
  ) {}

  /** @returns why the caller may not, in plain words; undefined: may */
  async refusalFor(
    caller: Caller,
    productRef: string,
  ): Promise<string | undefined> {
    const verdict = await this.#verdictOn(caller, productRef);
    return 'refusal' in verdict ? verdict.refusal : undefined;
  }

  /**
   * @returns the owner whom the caller signs for
   * @throws NotAllowedError
   */
  async require(caller: Caller, productRef: string): Promise<string> {
    const verdict = await this.#verdictOn(caller, productRef);
    if ('refusal' in verdict) throw new NotAllowedError(verdict.refusal);
    return verdict.ownerRef;
  }

  async #verdictOn(
    caller: Caller,
    productRef: string,
  ): Promise<{ ownerRef: string } | { refusal: string }> {
    const refused = (refusal: string) => ({ refusal });
    if (personRefusal(caller) !== undefined) {
      return refused(
        'Only a person sets a target, never a service, on behalf of one either.',
      );
    }
    const { signers } = this.options;
    const owner = await signers.ownerOf(productRef);
    if (!owner.ref || owner.state === 'none') {
      return refused(
        'The product has no owner, so nobody can set its target. Propose one in the catalog, and have the owner confirmed.',
      );
    }
    if (owner.state === 'unresolved') {
      return refused(
        `The owner ${owner.ref} is not in the catalog, so nobody can set the target.`,
      );
    }
    const entitled = await signers.entitlement(caller.actor, owner.ref);
    if ('refusal' in entitled) {
      return refused(
        `Only the owner of the product sets its target. ${entitled.refusal}.`,
      );
    }
    return owner.state === 'confirmed'
      ? { ownerRef: owner.ref }
      : refused(
          'You are proposed as the owner and not confirmed yet, so you cannot set the target.',
        );
  }
}
