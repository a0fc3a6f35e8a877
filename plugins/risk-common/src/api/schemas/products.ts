import { z } from 'zod';
import {
  daySchema,
  entityLinkSchema,
  entityRefSchema,
  exposureSchema,
  exposuresSchema,
  levelCountsSchema,
  levelSchema,
  listOf,
  pageQuerySchema,
  ratingStateSchema,
  timestampSchema,
} from './common';
import { budgetSummarySchema } from './budgets';
import { ownerSchema } from './entities';

export const severeSchema = z.object({
  probability: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe(
      'Chance of a severe event a year; absent while no rating is confirmed: unknown, not 0',
    ),
  confirmed: z.int().describe('Open risks with a confirmed rating'),
  rated: z.int().describe('Open risks with any rating'),
});

export const coverageSchema = z.object({
  components: z.int(),
  modelled: z.int(),
  stale: z.int(),
  unrated: z.int(),
  notReviewed: z.int(),
  failedSources: z.int(),
});

export const trendPointSchema = z.object({
  day: daySchema,
  exposure: exposureSchema
    .optional()
    .describe('Absent before anything was assessed'),
  backfilled: z
    .boolean()
    .optional()
    .describe('From the history of a model, brought in later'),
});

export const changeSchema = z.object({
  since: daySchema,
  delta: exposureSchema,
  causes: z
    .array(
      z.object({
        cause: z.string(),
        label: z.string(),
        delta: exposureSchema,
        risks: z.int(),
      }),
    )
    .describe('Add up to delta exactly'),
});

/** A product in a list; the row without a product has no entity. */
export const productSummarySchema = z.object({
  entity: entityLinkSchema.optional().describe('Absent: the row "No product"'),
  hidden: z.boolean().describe('The caller may not read the product'),
  domain: entityLinkSchema.optional(),
  owner: ownerSchema,
  assessed: z.boolean(),
  exposures: exposuresSchema,
  worst: levelSchema.optional(),
  risks: levelCountsSchema,
  severe: severeSchema,
  coverage: coverageSchema,
  change: z
    .object({ since: daySchema, delta: exposureSchema })
    .optional()
    .describe('Against 30 days ago, or the first day known'),
  budget: budgetSummarySchema
    .optional()
    .describe('Absent: the row "No product", which nobody owns'),
  trend: z.array(trendPointSchema).describe('Last 30 days, sparse'),
  sentence: z.string().describe('Where it stands, in plain words'),
});

export const productRiskSchema = z.object({
  id: z.uuid(),
  title: z.string(),
  statement: z.string(),
  stride: z.array(z.enum(['S', 'T', 'R', 'I', 'D', 'E'])),
  level: levelSchema.optional(),
  exposure: exposureSchema,
  exposureInherent: exposureSchema,
  ratingState: ratingStateSchema,
  probabilityMicro: z.int().optional(),
  impactCenti: z.int().optional(),
  state: z.enum(['open', 'closed']),
  openedAt: timestampSchema,
  entities: z.array(entityLinkSchema),
  hiddenEntities: z.int(),
  findingId: z.uuid().optional().describe('The finding to open'),
  acceptedInFile: z.boolean(),
  treatmentUnderWay: z
    .boolean()
    .describe(
      'A mitigation of a finding is planned or claimed, or the owner chose options',
    ),
  missingEntity: z.boolean(),
});

export const componentStateSchema = z.object({
  entity: entityLinkSchema,
  state: z.enum(['modelled', 'stale', 'not-assessed', 'failed']),
  staleReasons: z.array(z.string()),
  unrated: z.int(),
  notReviewed: z.int(),
});

export const compositionPartSchema = z.object({
  label: z.string(),
  ref: entityRefSchema.optional(),
  riskId: z.uuid().optional(),
  findingId: z.uuid().optional(),
  level: levelSchema.optional(),
  value: exposureSchema,
});

export const scorecardSchema = productSummarySchema.extend({
  entity: entityLinkSchema,
  asOf: timestampSchema,
  policyVersion: z.string(),
  removed: z.object({
    byClaims: exposureSchema.describe('Inherent minus current exposure'),
    verified: exposureSchema.describe('The part of it that is verified'),
  }),
  madeOf: z.object({
    byRisk: z
      .array(compositionPartSchema)
      .describe('Largest first, last the rest; adds up to the exposure'),
    byComponent: z
      .array(compositionPartSchema)
      .describe('Each risk split equally; adds up to the exposure'),
  }),
  explainedChange: changeSchema.optional(),
  topRisks: z.array(productRiskSchema),
  hidden: z.object({ entities: z.int(), risks: z.int() }),
  components: z.array(componentStateSchema),
});

export const productsQuerySchema = pageQuerySchema.extend({
  search: z.string().trim().max(200).optional(),
  domain: entityRefSchema.optional(),
  owner: entityRefSchema.optional(),
  level: listOf(z.enum(['critical', 'high', 'medium', 'low', 'unrated'])),
  sort: z
    .enum(['exposure', 'title', 'severe', 'coverage', 'unrated'])
    .default('exposure'),
  order: z.enum(['asc', 'desc']).default('desc'),
});

export const productRisksQuerySchema = pageQuerySchema.extend({
  state: z.enum(['open', 'closed']).default('open'),
  treatment: z
    .enum(['under-way'])
    .optional()
    .describe('Only risks that something is done about'),
  search: z.string().trim().max(200).optional(),
});

export const ownedProductsSchema = z.object({
  owner: entityLinkSchema.optional(),
  products: z.array(productSummarySchema).describe('Worst first'),
  total: exposureSchema,
  truncated: z.boolean(),
});

export const proposedOwnerSchema = z.object({
  product: entityLinkSchema,
  proposed: ownerSchema,
  confirmed: entityRefSchema.optional(),
});

export const confirmOwnersSchema = z.object({
  confirmations: z
    .array(
      z.object({
        productRef: entityRefSchema,
        ownerRef: entityRefSchema,
        confirmed: entityRefSchema
          .optional()
          .describe('The confirmed owner it replaces, as the list showed it'),
      }),
    )
    .min(1)
    .max(500),
});

export const confirmOwnersResultSchema = z.object({
  confirmed: z.array(entityRefSchema),
  refused: z.array(
    z.object({ productRef: entityRefSchema, reason: z.string() }),
  ),
});
