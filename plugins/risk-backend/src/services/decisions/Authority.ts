import { NotAllowedError } from '@backstage/errors';
import { Owner } from '@product-risk/backstage-plugin-risk-common';
import { formatPoints } from '@product-risk/risk-model';
import { Accountability } from '../../catalog/Accountability';
import {
  PeopleDirectory,
  pathTo,
  Standing,
} from '../../catalog/PeopleDirectory';
import { RiskConfig } from '../../config';
import { Caller } from '../Caller';
import { BudgetState } from './BudgetState';
import { SecondSigners } from './SecondSigners';

export type SecondSignerReason =
  | 'above-limit'
  | 'budget-exhausted'
  | 'target-raised';

/** What is to be decided, as far as it matters for who decides. */
export interface Matter {
  productRef: string;
  requestedBy: string;
  /** Exposure that would be accepted, in 1/10 000 point. */
  exposure: number;
}

export interface SecondSigner {
  reasons: SecondSignerReason[];
  /** Absent: there is nobody, so nobody can grant. */
  ref?: string;
}

/** Whether somebody decides about a product, and how that follows. */
export interface Verdict {
  owner: Owner;
  /** From the person over groups to the owner; absent when not entitled. */
  path?: string[];
  /** Why the person does not decide at all, in words. */
  refusal?: string;
  /** Why the person decides and still cannot grant this. */
  grantRefusal?: string;
  /** Exposure the owner accepts alone; absent: any. */
  limit?: number;
  second?: SecondSigner;
}

interface AuthorityOptions {
  config: RiskConfig;
  accountability: Pick<Accountability, 'ownerOf'>;
  people: PeopleDirectory;
  seconds: SecondSigners;
  budgets: BudgetState;
}

const secondReasons: Record<SecondSignerReason, string> = {
  'above-limit': 'the exposure is above the limit of the owner',
  'budget-exhausted': 'the budget of the product is exhausted',
  'target-raised': 'the target is raised',
};

/** Why a second person signs, in words. */
export const secondSignerText = ({ reasons, ref }: SecondSigner) => {
  const because = reasons.map(reason => secondReasons[reason]).join(' and ');
  return ref
    ? `A second person signs for ${ref}, because ${because}`
    : `Nobody can grant this: a second person has to sign, because ${because}, and no ancestor of the product has an owner. Set risk.policy.fallbackSigner.`;
};

/** The group that keeps a person out, whatever way the person is in it. */
const barredBy = (neverAccept: readonly string[], standing: Standing) =>
  neverAccept.find(group => standing.reachedFrom.has(group));

/**
 * Who may decide about the risks of a product. No permission policy loosens
 * what is decided here.
 */
export class Authority {
  readonly #options: AuthorityOptions;

  constructor(options: AuthorityOptions) {
    this.#options = options;
  }

  /** Whether a caller decides about a product, and grants this matter. */
  async verdictOn(caller: Caller, matter: Matter): Promise<Verdict> {
    const owner = await this.ownerOf(matter.productRef);
    const limit = owner.ref
      ? this.#options.config.policy.decisions.limits.get(owner.ref)
      : undefined;
    const base = { owner, ...(limit !== undefined && { limit }) };
    const refusal = ownerRefusal(owner) ?? personRefusal(caller);
    if (refusal !== undefined || !owner.ref) {
      return { ...base, refusal: refusal ?? ownerRefusal({ state: 'none' }) };
    }
    const entitled = await this.entitlement(caller.actor, owner.ref);
    const second = await this.#secondFor(matter, owner.ref, limit);
    const withSecond = { ...base, ...(second && { second }) };
    if ('refusal' in entitled) return { ...withSecond, ...entitled };
    const grantRefusal = this.#grantRefusal(caller, matter, second, limit);
    return {
      ...withSecond,
      path: entitled.path,
      ...(grantRefusal !== undefined && { grantRefusal }),
    };
  }

  /** The confirmed owner of a product, or why there is none. */
  async ownerOf(productRef: string): Promise<Owner> {
    const owners = await this.#options.accountability.ownerOf([productRef]);
    const owner = owners.get(productRef) ?? { state: 'none' as const };
    if (owner.state !== 'confirmed' || !owner.ref) return owner;
    return (await this.#options.people.has(owner.ref))
      ? owner
      : { ...owner, state: 'unresolved' };
  }

  /** Who signs second where the target of a product is raised. */
  async secondForRaise(
    productRef: string,
    ownerRef: string,
  ): Promise<SecondSigner> {
    const ref = await this.#options.seconds.of(productRef, ownerRef);
    return { reasons: ['target-raised'], ...(ref && { ref }) };
  }

  /**
   * The refs that a person decides or signs for.
   *
   * @param claims - as the credentials of the person list them
   */
  async refsOf(userRef: string, claims: readonly string[]): Promise<string[]> {
    const { people, config } = this.#options;
    const { neverAccept, nestedGroups } = config.policy.decisions;
    if (neverAccept.length === 0 && !nestedGroups) return [...claims];
    const standing = await people.standingOf(userRef);
    if (!standing || barredBy(neverAccept, standing)) return [];
    const above = nestedGroups ? standing.reachedFrom.keys() : [];
    return [...new Set([...claims, ...above])];
  }

  /**
   * Whether a caller may sign second.
   *
   * @param firstSigner - who signed for the owner
   */
  async signing(
    caller: Caller,
    secondRef: string | null,
    firstSigner: string | undefined,
    requestedBy: string,
  ): Promise<{ path: string[] } | { refusal: string }> {
    const refusal = personRefusal(caller);
    if (refusal !== undefined) return { refusal };
    if (!secondRef) return { refusal: 'Nobody can sign second' };
    if (caller.actor === firstSigner) {
      return { refusal: 'Another person than the first has to sign' };
    }
    if (caller.actor === requestedBy) {
      return { refusal: 'Whoever asked cannot sign' };
    }
    const entitled = await this.entitlement(caller.actor, secondRef);
    return 'refusal' in entitled
      ? {
          refusal: `${entitled.refusal}: ${secondRef} signs second`,
        }
      : entitled;
  }

  /** @throws NotAllowedError unless a person is still entitled for an owner. */
  async requireStill(userRef: string, ownerRef: string): Promise<void> {
    const entitled = await this.entitlement(userRef, ownerRef);
    if ('refusal' in entitled) {
      throw new NotAllowedError(
        `${userRef}, who signed first, decides no more: ${entitled.refusal}`,
      );
    }
  }

  /** How a person is one of the owners that a ref stands for, or why not. */
  async entitlement(
    userRef: string,
    ownerRef: string,
  ): Promise<{ path: string[] } | { refusal: string }> {
    const { people, config } = this.#options;
    const { neverAccept, nestedGroups } = config.policy.decisions;
    const standing = await people.standingOf(userRef);
    if (!standing) {
      return { refusal: `${userRef} is not in the catalog any more` };
    }
    const barred = barredBy(neverAccept, standing);
    if (barred) {
      return {
        refusal: `Members of ${barred} never decide here (risk.policy.neverAccept)`,
      };
    }
    const path = pathTo(ownerRef, standing, nestedGroups);
    return path ? { path } : { refusal: `You do not belong to ${ownerRef}` };
  }

  async #secondFor(
    { productRef, exposure }: Matter,
    ownerRef: string,
    limit: number | undefined,
  ): Promise<SecondSigner | undefined> {
    const { budgets, seconds } = this.#options;
    const reasons: SecondSignerReason[] = [];
    if (limit !== undefined && exposure > limit) reasons.push('above-limit');
    if ((await budgets.standingOf(productRef)) === 'exhausted') {
      reasons.push('budget-exhausted');
    }
    if (reasons.length === 0) return undefined;
    const ref = await seconds.of(productRef, ownerRef);
    return { reasons, ...(ref && { ref }) };
  }

  #grantRefusal(
    { actor }: Caller,
    { requestedBy, exposure }: Matter,
    second: SecondSigner | undefined,
    limit: number | undefined,
  ): string | undefined {
    if (actor === requestedBy && (limit === undefined || second)) {
      return limit === undefined
        ? 'You asked for this yourself, and no limit is set below which an owner decides alone (risk.policy.limits): another owner has to grant it'
        : `You asked for this yourself, and its ${formatPoints(
            exposure,
          )} points need another person`;
    }
    return second && secondRefusal(second, actor, requestedBy);
  }
}

/** Why two people could not sign for it, if this one signed first. */
export function secondRefusal(
  second: SecondSigner,
  first: string,
  requestedBy?: string,
): string | undefined {
  const { ref } = second;
  if (!ref) return secondSignerText(second);
  if (ref === first) {
    return 'You have to sign second here, so another owner has to sign first';
  }
  return ref === requestedBy
    ? `${secondSignerText(
        second,
      )}; ${ref} asked for it and cannot. Somebody else has to ask`
    : undefined;
}

export function personRefusal(caller: Caller): string | undefined {
  if (caller.kind !== 'user') return 'Only people decide, no service does';
  return caller.onBehalf
    ? 'Only the person decides, no service does on behalf of one'
    : undefined;
}

function ownerRefusal({ state, ref }: Owner): string | undefined {
  switch (state) {
    case 'confirmed':
      return undefined;
    case 'proposed':
      return `Nobody can decide yet: ${ref} is proposed as the owner and not confirmed`;
    case 'unresolved':
      return `Nobody can decide: the owner ${ref} is not in the catalog`;
    default:
      return 'Nobody can decide: the product has no owner';
  }
}
