import { z } from 'zod';
import {
  entityLinkSchema,
  exposureSchema,
  exposuresSchema,
  levelCountsSchema,
  levelSchema,
  timestampSchema,
} from './common';
import {
  coverageSchema,
  productSummarySchema,
  trendPointSchema,
} from './products';

export const domainTotalSchema = z.object({
  domain: entityLinkSchema.optional().describe('Absent: no domain'),
  hidden: z.boolean(),
  products: z.int(),
  exposures: exposuresSchema,
  risks: levelCountsSchema,
  coverage: coverageSchema,
});

export const reportSchema = z.object({
  asOf: timestampSchema,
  policyVersion: z.string(),
  headline: z.array(z.string()).describe('Sentences written from the data'),
  products: z.object({
    total: z.int(),
    assessed: z.int(),
    byWorst: z.object({
      critical: z.int(),
      high: z.int(),
      medium: z.int(),
      low: z.int(),
      none: z.int().describe('Assessed, without a rated open risk'),
      notAssessed: z.int(),
    }),
    ownerConfirmed: z.int(),
    ownerProposed: z.int(),
    ownerMissing: z.int(),
  }),
  exposures: exposuresSchema,
  removed: z.object({ byClaims: exposureSchema, verified: exposureSchema }),
  risks: levelCountsSchema,
  coverage: coverageSchema,
  domains: z.array(domainTotalSchema),
  noProduct: productSummarySchema,
  trend: z.array(trendPointSchema),
});

export const riskModelPageSchema = z.object({
  policyVersion: z.string(),
  product: z.object({
    description: z.string().describe('What a product is here, in words'),
    rule: z.string(),
    count: z.int(),
  }),
  scale: z.object({
    likelihood: z.array(
      z.object({
        ordinal: z.int(),
        label: z.string(),
        probabilityMicro: z.int(),
      }),
    ),
    impact: z.array(
      z.object({ ordinal: z.int(), label: z.string(), impactCenti: z.int() }),
    ),
    matrix: z
      .array(
        z.array(z.object({ exposure: exposureSchema, level: levelSchema })),
      )
      .describe('Rows likelihood 1-5, columns impact 1-5'),
    levels: z.array(
      z.object({
        level: levelSchema,
        from: exposureSchema,
        meaning: z.string(),
      }),
    ),
    severeImpactCenti: z.int(),
    unit: z.string().describe('What one point is worth here'),
    assumed: z.array(
      z.object({
        severity: z.string(),
        likelihood: z.int(),
        impact: z.int(),
        exposure: exposureSchema,
        level: levelSchema,
      }),
    ),
  }),
  policy: z.object({
    claimedWeight: z.number(),
    staleAfterDays: z.int(),
    quarantineShare: z.number(),
    coverageKinds: z.array(z.string()),
    trustCatalogOwners: z.boolean(),
    maximumExpiryDays: z
      .int()
      .describe('How far ahead an acceptance may end at most'),
    answerWithinDays: z
      .int()
      .describe('Days after which an unanswered request is overdue'),
  }),
  roles: z.array(z.object({ who: z.string(), decides: z.string() })),
  numbers: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      meaning: z.string(),
      formula: z.string(),
    }),
  ),
  catalogSyncedAt: timestampSchema.optional(),
});
