import { NotAllowedError } from '@backstage/errors';
import { Accountability } from '../../catalog/Accountability';
import { Caller } from '../Caller';

/** Says who may set the target of a product. No permission loosens it. */
export class TargetAuthority {
  constructor(
    private readonly options: {
      accountability: Pick<Accountability, 'ownerOf' | 'ownershipRefsOf'>;
    },
  ) {}

  /** @returns why the caller may not, in plain words; undefined: may */
  async refusalFor(
    caller: Caller,
    productRef: string,
  ): Promise<string | undefined> {
    if (caller.kind !== 'user') {
      return 'Only a person sets a target, never a service.';
    }
    const { accountability } = this.options;
    const owner = (await accountability.ownerOf([productRef])).get(productRef);
    if (!owner?.ref || owner.state === 'none') {
      return 'The product has no owner, so nobody can set its target. Propose one in the catalog, and have the owner confirmed.';
    }
    if (owner.state === 'unresolved') {
      return `The owner ${owner.ref} is not in the catalog, so nobody can set the target.`;
    }
    const claims = await accountability.ownershipRefsOf(caller.actor);
    if (!claims.includes(owner.ref)) {
      return 'Only the owner of the product sets its target.';
    }
    return owner.state === 'confirmed'
      ? undefined
      : 'You are proposed as the owner and not confirmed yet, so you cannot set the target.';
  }

  /** @throws NotAllowedError */
  async require(caller: Caller, productRef: string): Promise<void> {
    const refusal = await this.refusalFor(caller, productRef);
    if (refusal) throw new NotAllowedError(refusal);
  }
}
