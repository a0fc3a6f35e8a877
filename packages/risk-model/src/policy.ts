import { requireFraction } from './numbers';
import { Scale, defaultScale, validateScale } from './scale';

/**
 * Everything an organisation may choose about how risks are numbered.
 *
 * @public
 */
export interface RiskPolicy {
  readonly scale: Scale;
  /**
   * How far a claimed mitigation is believed, 0 to 1: 1 like a verified one,
   * 0 not at all.
   */
  readonly claimedWeight: number;
}

/** The default scale, claims believed in full. @public */
export const defaultPolicy: RiskPolicy = {
  scale: defaultScale,
  claimedWeight: 1,
};

/**
 * Checks the scale and the weight of claims.
 *
 * @throws {@link RiskModelError} with the path of the first wrong value.
 * @public
 */
export function validatePolicy(policy: RiskPolicy): void {
  validateScale(policy.scale);
  requireFraction(policy.claimedWeight, 'claimedWeight');
}

const FNV_OFFSET = 0xcbf29ce484222325n;
const FNV_PRIME = 0x100000001b3n;

/** FNV-1a, 64 bit, by Fowler, Noll and Vo. The text must be ASCII. */
function fnv1a(text: string): bigint {
  let hash = FNV_OFFSET;
  for (let index = 0; index < text.length; index++) {
    hash = BigInt.asUintN(
      64,
      // eslint-disable-next-line no-bitwise
      (hash ^ BigInt(text.charCodeAt(index))) * FNV_PRIME,
    );
  }
  return hash;
}

/**
 * A short name for a policy, equal for equal policies wherever it is computed,
 * so that a stored number can say by which rules it came about. It tells
 * policies apart; it protects nothing.
 *
 * @returns 16 hexadecimal digits
 * @public
 */
export function policyVersion(policy: RiskPolicy): string {
  const { likelihoodMicro, impactCenti, levelCuts, severeImpactCenti } =
    policy.scale;
  // Listed one by one, so that the order of keys in a configuration file and
  // keys added by others make no other version.
  const canonical = JSON.stringify([
    likelihoodMicro,
    impactCenti,
    [levelCuts.medium, levelCuts.high, levelCuts.critical],
    severeImpactCenti,
    policy.claimedWeight,
  ]);
  return fnv1a(canonical).toString(16).padStart(16, '0');
}
