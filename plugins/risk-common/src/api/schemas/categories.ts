import { z } from 'zod';
import {
  daySchema,
  entityLinkSchema,
  entityRefSchema,
  exposureSchema,
  levelSchema,
  listOf,
  pageQuerySchema,
  reasonSchema,
  timestampSchema,
} from './common';

export const categoryIdSchema = z
  .string()
  .trim()
  .min(1)
  .max(255)
  .describe('Full id, as iso27001@2022:A.8.24');

export const categoryLinkSchema = z.object({
  id: categoryIdSchema,
  node: z.string().describe('Id within its framework'),
  name: z.string(),
});

const intervalSchema = z.object({
  low: z.number().min(0).max(1),
  high: z.number().min(0).max(1),
});

export const systemicVerdictSchema = z.enum([
  'tooLittleData',
  'commonCause',
  'concentrated',
  'systemic',
  'hotSpot',
  'notSystemic',
]);

export const categoryChangeSchema = z.object({
  products: z.int().describe('Assessed now, and known then'),
  affectedBefore: z.int(),
  affectedNow: z.int(),
  cleared: z.int(),
  newlyAffected: z.int(),
  pValue: z.number().describe('McNemar, exact, two-sided'),
  sentence: z.string(),
});

export const categoryVerdictSchema = z.object({
  category: categoryLinkSchema,
  verdict: systemicVerdictSchema,
  systemic: z.boolean(),
  reasons: z.array(z.string()).describe('The verdict in words'),
  assessed: z.int().describe('n: products assessed for it'),
  affected: z.int().describe('k: affected by confirmed risks'),
  affectedIfSuggested: z
    .int()
    .describe('Affected if every suggestion were confirmed'),
  prevalence: z.number().optional().describe('k/n; absent: none assessed'),
  wilson: intervalSchema,
  wilsonIfSuggested: intervalSchema,
  expected: z.number().optional().describe('What volume alone would lead to'),
  pValue: z.number(),
  qValue: z.number().optional().describe('Absent: too few to be tested'),
  exposure: exposureSchema,
  effectiveProducts: z.number().optional(),
  commonCause: z
    .object({ title: z.string(), affected: z.int() })
    .optional()
    .describe('One root cause behind more than half of the affected'),
  hotSpots: z.array(
    z.object({
      product: entityLinkSchema.optional().describe('Absent: not for you'),
      pValue: z.number(),
      qValue: z.number(),
    }),
  ),
  change: categoryChangeSchema
    .optional()
    .describe('On the same products, with `since` only'),
});

export const categoryFilterSchema = z.object({
  framework: z.string().max(127).optional(),
  level: z.string().max(16).optional().describe('chapter, section, control'),
  domain: entityRefSchema.optional(),
  type: z.string().max(255).optional().describe('spec.type of the product'),
  lifecycle: z.string().max(63).optional(),
  since: daySchema
    .optional()
    .describe('Tells what changed after the end of this day'),
});

export const categoryReportSchema = z.object({
  asOf: timestampSchema,
  dataVersion: z.string(),
  framework: z.string(),
  level: z.string(),
  frameworks: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      levels: z.array(z.string()),
    }),
  ),
  filters: z.object({
    types: z.array(z.string()),
    lifecycles: z.array(z.string()),
  }),
  headline: z.array(z.string()),
  toleratedPrevalence: z.number(),
  countsFrom: levelSchema.describe('Level from which a risk counts'),
  products: z.object({ total: z.int(), assessed: z.int() }),
  quality: z.object({
    findings: z.int(),
    uncategorised: z.int(),
    waiting: z.int().describe('With suggestions only'),
    retired: z
      .int()
      .describe('Assignments of frameworks that are not enabled any more'),
  }),
  categories: z.array(categoryVerdictSchema).describe('Natural order'),
});

export const heatMapQuerySchema = pageQuerySchema.extend(
  categoryFilterSchema.shape,
);

export const heatMapSchema = z.object({
  framework: z.string(),
  level: z.string(),
  categories: z.array(categoryLinkSchema),
  rows: z.array(
    z.object({
      product: entityLinkSchema,
      cells: z
        .array(
          z.object({
            category: categoryIdSchema,
            state: z.enum(['none', 'below', 'affected']),
            confirmed: z.int(),
            suggested: z.int(),
          }),
        )
        .describe('Categories it was assessed for; all others are unknown'),
    }),
  ),
  nextCursor: z.string().optional(),
  totalItems: z.int(),
  hidden: z.int(),
});

export const categoryQuerySchema = z.object({ category: categoryIdSchema });

export const categoryPageSchema = z.object({
  verdict: categoryVerdictSchema,
  above: z.array(categoryLinkSchema),
  trend: z
    .array(z.object({ day: z.iso.date(), affected: z.int() }))
    .describe('Products affected at the end of each day with a change'),
  causes: z.array(
    z.object({
      title: z.string().optional().describe('Absent: not for you'),
      affected: z.int(),
    }),
  ),
  products: z
    .array(
      z.object({
        product: entityLinkSchema,
        confirmed: z.int(),
        suggested: z.int(),
        affected: z.boolean(),
        exposure: exposureSchema,
        pValue: z
          .number()
          .describe(
            'Chance of as many confirmed risks by the number of its risks alone',
          ),
      }),
    )
    .describe('The first 100: the affected ones, then by exposure'),
  hidden: z.int().describe('Of these, not for you to know'),
  further: z.int().describe('Products beyond these'),
});

export const categoryRisksQuerySchema = pageQuerySchema.extend({
  category: categoryIdSchema,
  product: entityRefSchema.optional(),
});

export const categoryRiskSchema = z.object({
  id: z.uuid(),
  title: z.string(),
  statement: z.string(),
  product: entityLinkSchema.optional(),
  level: levelSchema.optional(),
  exposure: exposureSchema,
  state: z.enum(['confirmed', 'suggested']),
  findingIds: z.array(z.uuid()),
});

export const categorySuggestionSchema = z.object({
  category: categoryLinkSchema,
  framework: z.string(),
  frameworkTitle: z.string(),
  state: z.enum(['confirmed', 'suggested', 'rejected']),
  method: z.string(),
  confidence: z.number().min(0).max(1),
  path: z
    .array(z.string())
    .describe('What led there, first cause first; ends with the category'),
  by: z.string().optional().describe('Who decided it'),
});

export const categoryTriageItemSchema = z.object({
  findingId: z.uuid(),
  title: z.string(),
  description: z.string(),
  entity: entityLinkSchema.optional(),
  stride: z.array(z.enum(['S', 'T', 'R', 'I', 'D', 'E'])),
  suggestions: z.array(categorySuggestionSchema),
  shortlist: z
    .array(categoryLinkSchema)
    .describe('What such threats are often about, where nothing is suggested'),
});

export const categoryTriageQuerySchema = pageQuerySchema.extend({
  framework: z.string().max(127).optional(),
  category: categoryIdSchema.optional(),
  method: listOf(z.string().max(16)),
  show: z
    .enum(['waiting', 'uncategorised', 'confirmed'])
    .default('waiting')
    .describe(
      'Findings with nothing but suggestions in a framework, with nothing, or with a category',
    ),
  session: z
    .uuid()
    .optional()
    .describe('Findings of the open risks in the scope of this session'),
});

export const categoryDecisionsSchema = z.object({
  decisions: z
    .array(
      z.object({
        findingId: z.uuid(),
        category: categoryIdSchema,
        decision: z.enum(['confirm', 'reject']),
      }),
    )
    .min(1)
    .max(500),
  sessionId: z
    .uuid()
    .optional()
    .describe('The session in which they are decided, about its scope'),
});

export const categoryDecisionsResultSchema = z.object({
  decided: z.int(),
  refused: z.array(
    z.object({
      findingId: z.uuid(),
      category: z.string(),
      reason: z.string(),
    }),
  ),
});

export const assessmentSchema = z.object({
  product: entityRefSchema,
  category: categoryIdSchema,
  assessed: z.boolean().describe('False withdraws the statement'),
  note: reasonSchema.describe('What was looked at'),
});

export const productAssessmentSchema = z.object({
  product: entityLinkSchema,
  methods: z.array(
    z.object({
      method: z.string(),
      category: categoryLinkSchema.optional(),
      at: timestampSchema,
      by: z.string().optional(),
      note: z.string().optional(),
    }),
  ),
});

export const rootCauseLinkSchema = z.object({
  title: z.string().trim().min(3).max(255),
  riskIds: z.array(z.uuid()).min(2).max(200),
});

const costSchema = z.number().min(0).max(1e12);

export const initiativeInputSchema = z.object({
  title: z.string().trim().min(3).max(255),
  category: categoryIdSchema,
  sponsor: entityRefSchema,
  hypothesis: reasonSchema,
  costEach: costSchema.optional().describe('Of fixing it in one product'),
  costPlatform: costSchema.optional().describe('Of fixing it once for all'),
});

export const initiativeSchema = z.object({
  id: z.uuid(),
  title: z.string(),
  category: categoryLinkSchema,
  sponsor: z.string(),
  hypothesis: z.string(),
  state: z.enum(['open', 'closed']),
  createdAt: timestampSchema,
  createdBy: z.string(),
  closedAt: timestampSchema.optional(),
  outcome: z.string().optional(),
  cost: z.object({
    each: z.number().optional(),
    affected: z.int().describe('Products to fix'),
    allProducts: z.number().optional().describe('each times affected'),
    platform: z.number().optional(),
    sentence: z.string(),
  }),
  effect: z.object({
    products: z.int().describe('Looked at before and assessed now'),
    lost: z.int().describe('Not assessed any more: not compared'),
    affectedBefore: z.int(),
    affectedNow: z.int(),
    cleared: z.int(),
    newlyAffected: z.int(),
    pValue: z.number().describe('McNemar, exact, two-sided'),
    sentence: z.string(),
  }),
  products: z
    .array(
      z.object({
        product: entityLinkSchema,
        before: z.boolean().describe('Affected when the initiative began'),
        now: z.boolean().optional().describe('Absent: not assessed any more'),
      }),
    )
    .describe('Affected before or now'),
  hiddenProducts: z.int().describe('Affected, and not shown'),
});

export const initiativesSchema = z.object({
  items: z.array(initiativeSchema),
});

export const initiativeOutcomeSchema = z.object({ outcome: reasonSchema });
