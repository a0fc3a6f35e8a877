import { z } from 'zod';
import {
  daySchema,
  entityLinkSchema,
  entityRefSchema,
  exposureSchema,
  levelSchema,
  listOf,
  pageQuerySchema,
  personTextSchema,
  reasonSchema,
  timestampSchema,
} from './common';

/** Most risks that one decision is about. */
const MAX_RISKS = 50;

export const decisionStateSchema = z
  .enum(['requested', 'granted', 'rejected', 'revoked', 'superseded'])
  .describe('As stored; expired and stale follow from the clock and the risks');

export const decisionStatusSchema = z
  .enum([
    'waiting-for-owner',
    'waiting-for-options',
    'waiting-for-second-signer',
    'active',
    'expiring',
    'stale',
    'expired',
    'rejected',
    'treatment-chosen',
    'revoked',
    'superseded',
  ])
  .describe(
    '`expiring`: within 30 days; `stale`: what was accepted is not what is there; `expired`: its time is over; `treatment-chosen`: the owner treats the risks instead of accepting them',
  );

export const idempotencyKeySchema = z
  .string()
  .regex(/^[\x21-\x7e]{8,128}$/, 'must be 8 to 128 visible characters')
  .describe('The same key again answers as the first time and changes nothing');

const writeSchema = z.object({
  idempotencyKey: idempotencyKeySchema.optional(),
});

const optionsSchema = personTextSchema
  .max(8_000)
  .describe('Options considered so far, in the words of the team');

const optionIdsSchema = z
  .array(z.uuid())
  .max(50)
  .describe('Explored treatment options that belong to it');

const basisSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'is none; take it from the decision as you read it')
  .describe('`basis` of the decision as the decider read it');

export const requestDecisionSchema = writeSchema.extend({
  riskIds: z
    .array(z.uuid())
    .min(1)
    .max(MAX_RISKS)
    .describe('Open risks of one product'),
  sentence: personTextSchema
    .min(10, 'say in plain words what could happen to the product')
    .max(2_000)
    .describe('What could happen to the product, in plain words'),
  options: optionsSchema.default(''),
  optionIds: optionIdsSchema.default([]),
  proposedExpiry: daySchema.describe('First UTC day on which it is over'),
  reason: reasonSchema
    .optional()
    .describe('Why it is asked now, instead of treating the risks'),
});

export const grantDecisionSchema = writeSchema.extend({
  expiry: daySchema.describe('First UTC day on which it is over'),
  reason: reasonSchema,
  basis: basisSchema,
});

export const secondSignatureSchema = writeSchema.extend({
  reason: reasonSchema,
  basis: basisSchema,
});

export const decisionReasonSchema = writeSchema.extend({
  reason: reasonSchema,
});

export const rejectDecisionSchema = decisionReasonSchema.extend({
  optionIds: optionIdsSchema
    .default([])
    .describe(
      'Explored options that the owner chooses instead of accepting; they must fit together',
    ),
});

export const addOptionsSchema = writeSchema.extend({
  options: optionsSchema.min(3, 'say which options there are'),
  optionIds: optionIdsSchema.default([]),
});

export const extendDecisionSchema = writeSchema.extend({
  proposedExpiry: daySchema,
  reason: reasonSchema.describe('Why more time is needed'),
});

export const decisionRiskSchema = z.object({
  id: z.uuid(),
  title: z.string(),
  statement: z.string(),
  level: levelSchema.optional(),
  exposure: exposureSchema.describe('Now; accepting does not change it'),
  state: z.enum(['open', 'closed']),
  findingId: z.uuid().optional().describe('The finding to open'),
});

export const decisionSchema = z.object({
  id: z.uuid(),
  product: entityLinkSchema,
  state: decisionStateSchema,
  status: decisionStatusSchema,
  overdue: z
    .boolean()
    .describe(
      'A request that waits for longer than risk.policy.answerWithinDays',
    ),
  sentence: z.string().describe('What could happen, in plain words'),
  options: z.string(),
  optionIds: z.array(z.uuid()),
  chosenOptionIds: z
    .array(z.uuid())
    .describe('What the owner chose instead of accepting'),
  risks: z.array(decisionRiskSchema),
  hiddenRisks: z
    .int()
    .describe('Risks the caller may not see; then no text is shown either'),
  exposure: exposureSchema.describe('Of all its risks, now'),
  exposureAtRequest: exposureSchema,
  exposureAtGrant: exposureSchema.optional(),
  origin: z
    .enum(['person', 'file'])
    .describe('`file`: a threat model calls the risk accepted'),
  requestedBy: z.string(),
  requestedAt: timestampSchema,
  waitingSince: timestampSchema
    .optional()
    .describe('Since when its next step is waited for; absent when settled'),
  proposedExpiry: daySchema,
  expiry: daySchema.optional().describe('First UTC day on which it is over'),
  decidedBy: z.string().optional(),
  decidedAt: timestampSchema.optional(),
  reason: z.string().optional().describe('Of the last step'),
  supersedes: z.uuid().optional(),
  supersededBy: z.uuid().optional(),
});

export const decisionLogEntrySchema = z.object({
  seq: z.int(),
  at: timestampSchema,
  action: z.string(),
  actor: z.string(),
  reason: z.string().optional(),
  hash: z.string(),
});

export const decisionStaleReasonSchema = z.object({
  code: z.enum([
    'exposure-grew',
    'level-rose',
    'entity-added',
    'product-changed',
    'owner-changed',
  ]),
  text: z.string(),
});

export const decisionChangeSchema = z.object({
  riskId: z.uuid(),
  code: z.enum(['closed', 'merged', 're-rated', 'moved', 'entities-changed']),
  text: z.string(),
});

/** What was true of a risk when it was asked, or granted. */
export const decisionSnapshotSchema = z.object({
  moment: z.enum(['requested', 'granted']),
  riskId: z.uuid(),
  title: z.string(),
  probabilityMicro: z.int().optional(),
  impactCenti: z.int().optional(),
  exposure: exposureSchema,
  level: levelSchema.optional(),
  entities: z.array(entityLinkSchema),
  hiddenEntities: z.int(),
});

export const secondSignerReasonSchema = z.enum([
  'above-limit',
  'budget-exhausted',
  'target-raised',
]);

/** What the caller may do about a decision, and why not. */
export const decisionAuthoritySchema = z.object({
  ownerRef: entityRefSchema.optional(),
  ownerTitle: z.string().optional(),
  mayDecide: z.boolean(),
  mayGrant: z.boolean(),
  maySign: z.boolean().describe('As the second signer'),
  mayRevoke: z.boolean(),
  why: z.string().describe('Why the caller may or may not, in words'),
  limit: exposureSchema.optional().describe('What the owner may accept alone'),
  secondSigner: z
    .object({
      reasons: z.array(secondSignerReasonSchema).min(1),
      ref: entityRefSchema.optional().describe('Absent: nobody can sign'),
      text: z.string(),
    })
    .optional()
    .describe('Present when a second, different person signs too'),
  latestExpiry: daySchema,
});

export const decisionSignatureSchema = z.object({
  role: z.enum(['owner', 'second']),
  by: z.string(),
  onBehalfOf: entityRefSchema.describe('The owner or group signed for'),
  at: timestampSchema,
  reason: z.string(),
});

export const decisionDetailSchema = decisionSchema.extend({
  basis: basisSchema,
  changes: z
    .array(decisionChangeSchema)
    .describe('What happened to its risks since it was asked'),
  staleReasons: z.array(decisionStaleReasonSchema),
  snapshots: z.array(decisionSnapshotSchema),
  signatures: z.array(decisionSignatureSchema),
  log: z.array(decisionLogEntrySchema),
  authority: decisionAuthoritySchema,
});

export const decisionListQuerySchema = pageQuerySchema.extend({
  status: listOf(decisionStatusSchema),
  risk: listOf(z.uuid()).describe('Only decisions about one of these risks'),
});

export const portfolioQuerySchema = pageQuerySchema.extend({
  status: listOf(decisionStatusSchema),
  product: entityRefSchema.optional(),
  overdue: z.enum(['true', 'false']).optional(),
});

export const decisionCountsSchema = z.object({
  waiting: z.int(),
  overdue: z.int().describe('Of those that wait'),
  active: z.int(),
  expiring: z.int(),
  stale: z.int(),
  expired: z.int(),
});

export const decisionPortfolioSchema = z.object({
  asOf: timestampSchema,
  total: decisionCountsSchema,
  acceptedExposure: exposureSchema.describe('Under a grant in force'),
  underTreatment: z
    .int()
    .describe(
      'Open risks with a planned or claimed mitigation, or with chosen options',
    ),
  explored: z
    .object({
      decidedRisks: z.int().describe('Risks that an owner decided about'),
      withOptions: z
        .int()
        .describe('Of those: with two or more options explored before'),
    })
    .describe('Whether owners had a choice'),
  sessionToDecision: z
    .object({
      decisions: z
        .int()
        .describe('Decided, about a risk of a session held before'),
      medianDays: z.number().optional().describe('Absent: there is none'),
    })
    .describe('Days from the last session about a risk to the decision'),
  products: z.array(
    z.object({
      product: entityLinkSchema,
      counts: decisionCountsSchema,
      acceptedExposure: exposureSchema,
      underTreatment: z.int(),
    }),
  ),
  hiddenProducts: z.int(),
});

export const myDecisionsSchema = z.object({
  waitingForMe: z
    .array(decisionSchema)
    .describe('The next step is mine: to decide, to sign, or to name options'),
  askedByMe: z.array(decisionSchema).describe('And not settled'),
  truncated: z.boolean(),
});

export const decisionLogHeadSchema = z.object({
  seq: z.int().describe('0: the log is empty'),
  hash: z.string(),
  head: z.string().describe('`seq:hash`, to be kept elsewhere'),
});

export const verifyLogQuerySchema = z.object({
  expect: z
    .string()
    .regex(/^\d{1,15}:[0-9a-f]{64}$/, 'must be seq:hash as the head shows it')
    .optional(),
});

export const logVerificationSchema = z.object({
  ok: z.boolean(),
  head: decisionLogHeadSchema,
  problem: z
    .object({ seq: z.int(), text: z.string() })
    .optional()
    .describe('The first entry that does not fit'),
});
