import { z } from 'zod';
import {
  entityLinkSchema,
  entityRefSchema,
  estimateSchema,
  exposureSchema,
  levelSchema,
  listOf,
  pageQuerySchema,
  ratingStateSchema,
  reasonSchema,
  severitySchema,
  timestampSchema,
} from './common';
import { categoryIdSchema, categoryLinkSchema } from './categories';
import { importSummarySchema } from './sources';

export const findingStatusSchema = z
  .enum(['open', 'in_progress', 'claimed', 'accepted', 'excluded', 'absent'])
  .describe(
    '`claimed`: mitigated as the file says; `accepted`: by the file only, still counts; `absent`: gone from the file',
  );

export const mitigationSchema = z.object({
  id: z.uuid(),
  title: z.string(),
  description: z.string(),
  state: z.enum(['none', 'planned', 'claimed', 'verified']),
  stated: z.string().describe('Canonical word of the file'),
  statusRaw: z.string().optional(),
  effectLikelihood: z.number().min(0).max(1),
  effectImpact: z.number().min(0).max(1),
  evidence: z.string().optional(),
  verifiedBy: z.string().optional(),
  verifiedAt: timestampSchema.optional(),
});

export const findingRiskSchema = z.object({
  id: z.uuid(),
  title: z.string(),
  statement: z.string(),
  productRef: entityRefSchema.optional(),
  ratingState: ratingStateSchema,
  inherent: estimateSchema.optional(),
  current: estimateSchema.optional(),
  exposure: exposureSchema,
  level: levelSchema.optional().describe('Absent when unrated'),
  state: z.enum(['open', 'closed']),
  reviewFlag: z.boolean(),
});

export const findingSchema = z.object({
  id: z.uuid(),
  title: z.string(),
  severity: severitySchema,
  severityRaw: z.string().optional(),
  status: findingStatusSchema,
  statusRaw: z.string().optional(),
  statusReason: z.string().optional(),
  reviewed: z.boolean(),
  stride: z.array(z.enum(['S', 'T', 'R', 'I', 'D', 'E'])),
  categories: z.array(z.object({ taxonomy: z.string(), id: z.string() })),
  entity: entityLinkSchema.optional(),
  element: z
    .object({ id: z.string(), name: z.string(), kind: z.string() })
    .optional(),
  model: z.object({ id: z.uuid(), title: z.string() }),
  sourceId: z.uuid(),
  risk: findingRiskSchema
    .optional()
    .describe('Absent while the finding is not reviewed or left out'),
  mitigations: z.array(mitigationSchema),
  firstSeen: timestampSchema,
  lastSeen: timestampSchema,
  absentSince: timestampSchema.optional(),
});

export const informedCategorySchema = z.object({
  category: categoryLinkSchema,
  state: z.enum(['confirmed', 'suggested']),
  reportedAs: categoryIdSchema
    .optional()
    .describe('The category that the report compares and this counts in'),
  assessed: z
    .object({
      at: timestampSchema,
      method: z.string().describe('Of a model; `statement` of a person'),
      by: z.string().optional(),
    })
    .optional()
    .describe('When the product was last looked at for it; absent: never'),
});

export const findingDetailSchema = findingSchema.extend({
  description: z.string(),
  advice: z.string().optional(),
  tags: z.array(z.string()),
  ticket: z.string().optional(),
  product: entityLinkSchema
    .optional()
    .describe('Of its risk; absent: it has none, or it is not for you'),
  informs: z
    .array(informedCategorySchema)
    .describe('Controls and categories of the report, confirmed ones first'),
  triage: z
    .object({
      action: z.enum(['excluded', 'restored']),
      reason: z.string(),
      by: z.string(),
      at: timestampSchema,
    })
    .optional(),
  provenance: z.object({
    method: z.enum(['annotation', 'upload', 'push', 'manual']),
    file: z.string(),
    format: z.string(),
    formatVersion: z.string().optional(),
    pointer: z.string(),
    line: z.int().optional(),
    column: z.int().optional(),
    nativeId: z.string().optional(),
    diagram: z.string().optional(),
    likelihoodRaw: z.string().optional(),
    impactRaw: z.string().optional(),
    score: z.string().optional(),
    firstImport: importSummarySchema.optional(),
    lastImport: importSummarySchema.optional(),
  }),
  otherFindings: z
    .array(
      z.object({
        id: z.uuid(),
        title: z.string(),
        entity: entityLinkSchema.optional(),
        modelTitle: z.string(),
        status: findingStatusSchema,
      }),
    )
    .describe('Further findings that evidence the same risk, where visible'),
  hiddenFindings: z.int(),
  history: z.array(
    z.object({
      at: timestampSchema,
      text: z.string(),
      actor: z.string(),
    }),
  ),
});

export const findingsQuerySchema = pageQuerySchema.extend({
  status: listOf(findingStatusSchema),
  level: listOf(z.enum(['critical', 'high', 'medium', 'low', 'unrated'])),
  stride: listOf(z.enum(['S', 'T', 'R', 'I', 'D', 'E'])),
  source: listOf(z.uuid()),
  model: listOf(z.uuid()),
  element: z.string().max(255).optional(),
  reviewed: z.enum(['true', 'false']).optional(),
  search: z.string().trim().max(200).optional(),
  sort: z
    .enum(['exposure', 'title', 'status', 'lastSeen', 'firstSeen'])
    .default('exposure'),
  order: z.enum(['asc', 'desc']).default('desc'),
});

export const triageSchema = z.object({
  action: z.enum(['exclude', 'restore']),
  reason: reasonSchema,
});

export const verificationSchema = z.object({
  verified: z.boolean(),
  evidence: reasonSchema.describe('What shows that it is in place'),
});

export const ratingInputSchema = z
  .object({
    likelihood: z.int().min(1).max(5),
    impact: z.int().min(1).max(5),
    comment: z.string().trim().max(4_000).default(''),
  })
  .or(
    estimateSchema.extend({
      comment: z.string().trim().max(4_000).default(''),
    }),
  )
  .describe('Ordinals of the scale, or an estimate given directly');

export const statementInputSchema = z.object({
  statement: z.string().trim().min(10).max(500),
});
