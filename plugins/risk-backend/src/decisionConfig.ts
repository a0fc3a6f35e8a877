import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { z } from 'zod';

/** Who may accept how much, and for how long. Part of `risk.policy`. */
export interface DecisionPolicy {
  /** Groups whose members never decide, whatever they own. Full refs. */
  neverAccept: string[];
  /** User or group that signs second where no ancestor has an owner. */
  fallbackSigner?: string;
  /** Exposure in 1/10 000 point that an owner accepts alone, by its ref. */
  limits: ReadonlyMap<string, number>;
  maximumExpiryDays: number;
  /** Members of groups below the owning group are owners, too. */
  nestedGroups: boolean;
  /** Days after which a request that waits is overdue. */
  answerWithinDays: number;
}

const UNITS_PER_POINT = 10_000;
/** A century: beyond that a day is a typing mistake. */
const LONGEST_EXPIRY_DAYS = 36_525;

function fullRef(kinds: readonly string[]) {
  return z.string().transform((text, context) => {
    try {
      const { kind, namespace, name } = parseEntityRef(text);
      if (kinds.includes(kind.toLocaleLowerCase('en-US'))) {
        return stringifyEntityRef({ kind, namespace, name });
      }
    } catch {
      // Answered like a ref of the wrong kind.
    }
    context.addIssue({
      code: 'custom',
      message: `"${text}" must be the ref of a ${kinds.join(' or ')}, like ${
        kinds[0]
      }:default/name`,
    });
    return z.NEVER;
  });
}

/** The keys of `risk.policy` about decisions. */
export const decisionConfigShape = {
  neverAccept: z.array(fullRef(['group'])).default([]),
  fallbackSigner: fullRef(['group', 'user']).optional(),
  limits: z
    .array(
      z.strictObject({
        owner: fullRef(['group', 'user']),
        points: z
          .number()
          .min(0)
          .max(1_000_000_000)
          .multipleOf(0.0001, 'has at most four decimals'),
      }),
    )
    .default([])
    .refine(
      limits =>
        new Set(limits.map(({ owner }) => owner)).size === limits.length,
      'name an owner once',
    ),
  maximumExpiryDays: z.int().min(1).max(LONGEST_EXPIRY_DAYS).default(365),
  nestedGroups: z.boolean().default(false),
  answerWithinDays: z.int().min(1).max(LONGEST_EXPIRY_DAYS).default(14),
};

const decisionConfigSchema = z.object(decisionConfigShape);

/** The policy from its parsed keys. */
export function readDecisionPolicy({
  neverAccept,
  fallbackSigner,
  limits,
  maximumExpiryDays,
  nestedGroups,
  answerWithinDays,
}: z.output<typeof decisionConfigSchema>): DecisionPolicy {
  return {
    neverAccept,
    ...(fallbackSigner && { fallbackSigner }),
    limits: new Map(
      limits.map(({ owner, points }) => [
        owner,
        Math.round(points * UNITS_PER_POINT),
      ]),
    ),
    maximumExpiryDays,
    nestedGroups,
    answerWithinDays,
  };
}
