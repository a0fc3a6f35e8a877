import { z } from 'zod';
import { budgetSummarySchema } from './budgets';
import {
  daySchema,
  entityLinkSchema,
  entityRefSchema,
  exposureSchema,
  listOf,
  reasonSchema,
  timestampSchema,
} from './common';
import { ratingInputSchema } from './findings';
import { productRiskSchema } from './products';

export const optionKindSchema = z
  .enum(['mitigate', 'avoid', 'transfer', 'detect', 'accept'])
  .describe('How an option treats its risks');

const costSchema = z
  .int()
  .min(0)
  .max(1e13)
  .describe("In 1/100 of the organisation's unit of cost");

const fractionSchema = z.number().min(0).max(1);

export const optionEffectSchema = z.object({
  riskId: z.uuid(),
  effectLikelihood: fractionSchema.describe('Part of the likelihood removed'),
  effectImpact: fractionSchema.describe('Part of the impact removed'),
});

const titleSchema = z.string().trim().min(3, 'name it').max(255);
const wordsSchema = z.string().trim().max(4_000);

export const optionInputSchema = z.object({
  sessionId: z.uuid().optional().describe('Session that explored it'),
  kind: optionKindSchema,
  title: titleSchema,
  constraints: wordsSchema
    .default('')
    .describe("Constraints and trade-offs in the team's words"),
  evidence: wordsSchema.default('').describe('What the estimates rest on'),
  costOnce: costSchema,
  costYearly: costSchema.default(0),
  leadDays: z
    .int()
    .min(0)
    .max(3_660)
    .optional()
    .describe('Days until it is in place'),
  effects: z.array(optionEffectSchema).min(1).max(100),
  excludes: z
    .array(z.uuid())
    .max(50)
    .default([])
    .describe('Options that cannot be chosen together with it'),
  needs: z
    .array(z.uuid())
    .max(50)
    .default([])
    .describe('Options that it requires'),
});

/** The revision that was read, so that nobody overwrites another's words. */
const revisionSchema = z
  .int()
  .min(1)
  .describe('As it was read; a newer one is answered with 409');

export const optionUpdateSchema = optionInputSchema.extend({
  revision: revisionSchema,
  withdrawn: z.boolean().default(false),
});

export const treatmentOptionSchema = z.object({
  id: z.uuid(),
  revision: z.int(),
  sessionId: z.uuid().optional(),
  kind: optionKindSchema,
  title: z.string(),
  constraints: z.string(),
  evidence: z.string(),
  costOnce: costSchema,
  costYearly: costSchema,
  cost: costSchema.describe('Once, and running over the years compared'),
  leadDays: z.int().optional(),
  effects: z
    .array(optionEffectSchema)
    .describe('On risks that the caller may see'),
  hiddenEffects: z.int(),
  excludes: z.array(z.uuid()),
  needs: z.array(z.uuid()),
  projectedPoints: z
    .number()
    .describe('Exposure of the product in points with this option alone'),
  createdBy: entityLinkSchema.optional(),
  createdAt: timestampSchema,
});

export const optionSetSchema = z.object({
  options: z.array(z.uuid()),
  cost: costSchema,
  projectedPoints: z
    .number()
    .describe('Exposure of the product in points, not rounded'),
});

export const treatmentQuerySchema = z.object({
  years: z.coerce
    .number()
    .int()
    .min(1)
    .max(10)
    .optional()
    .describe('For how long running costs count'),
  target: z.coerce
    .number()
    .int()
    .min(0)
    .max(1e13)
    .optional()
    .describe('In 1/10 000 point; absent: the target of the budget'),
  chosen: listOf(z.uuid()).describe('Options for the what-if'),
});

export const treatmentSchema = z.object({
  product: entityLinkSchema,
  asOf: timestampSchema,
  policyVersion: z.string(),
  costUnit: z.string(),
  years: z.int(),
  exposure: exposureSchema.describe('Of the product today'),
  target: exposureSchema.optional().describe('Absent: none is set'),
  needed: exposureSchema
    .optional()
    .describe('Reduction needed to meet the target; 0 when it is met'),
  risks: z
    .array(productRiskSchema)
    .describe('Visible risks that an option treats, and the largest others'),
  options: z.array(treatmentOptionSchema),
  method: z
    .enum(['exact', 'greedy'])
    .describe('`greedy`: too many options; a cheaper set may exist'),
  paretoFront: z.array(optionSetSchema),
  cheapest: optionSetSchema
    .optional()
    .describe('Absent: no target, or no set meets it'),
  whatIf: z.object({
    options: z.array(z.uuid()),
    allowed: z.boolean(),
    problem: z.string().optional(),
    cost: costSchema,
    projectedPoints: z.number(),
    inPlaceAfterDays: z
      .int()
      .optional()
      .describe('Longest lead time of the chosen options'),
    budget: budgetSummarySchema.describe('As if they were in place today'),
  }),
  sentence: z.string().describe('How much security to do, in plain words'),
});

export const sessionStateSchema = z.enum([
  'requested',
  'planned',
  'held',
  'cancelled',
]);

export const sessionDueSchema = z.object({
  state: z.enum(['none', 'planned', 'due', 'overdue']),
  on: daySchema.optional(),
  reasons: z.array(z.string()),
});

export const sessionSummarySchema = z.object({
  id: z.uuid(),
  title: z.string(),
  state: sessionStateSchema,
  day: daySchema.optional(),
  cadenceDays: z.int().optional(),
  reason: z.string(),
  risks: z.int(),
  options: z.int(),
  createdBy: entityLinkSchema.optional(),
  createdAt: timestampSchema,
});

export const sessionsSchema = z.object({
  product: entityLinkSchema,
  due: sessionDueSchema,
  items: z.array(sessionSummarySchema).describe('Newest first'),
  truncated: z.boolean(),
});

export const sessionSchema = sessionSummarySchema.extend({
  product: entityLinkSchema,
  revision: z.int(),
  notes: z.string(),
  outcome: z.string(),
  scope: z.array(entityLinkSchema),
  hiddenScope: z.int(),
  participants: z.array(entityLinkSchema),
  hiddenParticipants: z
    .int()
    .describe('Not in the catalog any more, or not for the caller to see'),
  risksIn: z.array(productRiskSchema).describe('Brought it about'),
  risksOut: z.array(productRiskSchema).describe('Found in it'),
  hiddenRisks: z.int(),
});

const riskIdsSchema = z.array(z.uuid()).max(200);
const refsSchema = z.array(entityRefSchema).max(200);
const cadenceSchema = z.int().min(7).max(1_830);

/** What anybody who may ask for a session says about it. */
export const requestSessionSchema = z.object({
  title: titleSchema,
  reason: reasonSchema,
  day: daySchema.optional(),
  riskIds: riskIdsSchema.default([]).describe('Risks that bring it about'),
  scope: refsSchema.default([]).describe('Entities of the product'),
});

export const updateSessionSchema = z.object({
  revision: revisionSchema,
  title: titleSchema,
  state: sessionStateSchema,
  day: daySchema.optional().describe('Required to be planned or held'),
  cadenceDays: cadenceSchema.optional(),
  notes: z.string().max(50_000).default(''),
  outcome: z.string().max(10_000).default(''),
  scope: refsSchema.default([]),
  participants: refsSchema.default([]).describe('Users and groups'),
  risksIn: riskIdsSchema.default([]),
  risksOut: riskIdsSchema.default([]),
});

export const confirmRatingsSchema = z.object({
  riskIds: z.array(z.uuid()).min(1).max(200),
});

export const confirmRatingsResultSchema = z.object({
  confirmed: z.array(z.uuid()),
  refused: z.array(z.object({ riskId: z.uuid(), reason: z.string() })),
});

export const raiseRiskSchema = z.object({
  title: titleSchema,
  statement: z
    .string()
    .trim()
    .min(10, 'say in plain words what could happen to the product')
    .max(1_000),
  entityRef: entityRefSchema
    .optional()
    .describe('Entity of the product that it touches; absent: the product'),
  rating: ratingInputSchema
    .optional()
    .describe('Absent: unrated, which is unknown and not 0'),
});
