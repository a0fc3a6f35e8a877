import { z } from 'zod';
import {
  elementCandidateSchema,
  entityLinkSchema,
  entityRefSchema,
  exposureSchema,
  mappedBySchema,
  reasonSchema,
  severitySchema,
  timestampSchema,
} from './common';
import { severityCountsSchema } from './promotions';

export const importWarningSchema = z.object({
  code: z.string(),
  message: z.string(),
  pointer: z.string().optional(),
  line: z.int().optional(),
  column: z.int().optional(),
});

export const sourceErrorSchema = z.object({
  code: z.string(),
  message: z
    .string()
    .describe('What is wrong and the remedy, without content of the file'),
  file: z.string(),
  line: z.int().optional(),
  column: z.int().optional(),
});

export const importCountsSchema = z.object({
  created: z.int(),
  changed: z.int(),
  reopened: z.int(),
  absent: z.int(),
  unchanged: z.int(),
});

export const importStatusSchema = z.enum([
  'applied',
  'unchanged',
  'quarantined',
  'released',
  'rejected',
  'failed',
]);

export const importSummarySchema = z.object({
  id: z.uuid(),
  sourceId: z.uuid(),
  location: z.string(),
  at: timestampSchema,
  actor: z.string().describe('User or service that imported'),
  status: importStatusSchema,
  fileName: z.string(),
  format: z.string().optional(),
  formatVersion: z.string().optional(),
  contentHash: z.string().optional(),
  bytes: z.int(),
  counts: importCountsSchema,
  warnings: z.array(importWarningSchema),
  error: sourceErrorSchema.optional(),
  reason: z.string().optional(),
  resolvedBy: z.string().optional(),
  resolvedAt: timestampSchema.optional(),
  backfilledAt: timestampSchema
    .optional()
    .describe('When an older version was brought in as of `at`'),
});

export const sourceSchema = z.object({
  id: z.uuid(),
  method: z
    .enum(['annotation', 'upload', 'push', 'manual'])
    .describe('`manual`: people raised its risks by hand'),
  location: z.string(),
  state: z.enum(['pending', 'ok', 'failed', 'quarantined']),
  error: sourceErrorSchema.optional(),
  declaredAs: z.string().optional().describe('As the annotation says'),
  attachedTo: z.array(entityLinkSchema),
  checkedAt: timestampSchema.optional(),
  appliedAt: timestampSchema.optional(),
  lastImport: importSummarySchema.optional(),
});

export const plannedChangeSchema = z.object({
  kind: z.enum(['created', 'changed', 'reopened', 'absent']),
  key: z.string(),
  title: z.string(),
  severity: severitySchema,
  status: z.string(),
  fields: z.array(z.string()).optional().describe('What changed'),
  entityRef: entityRefSchema.optional(),
});

export const elementMappingSchema = z.object({
  modelKey: z.string().describe('Names the model when the element is mapped'),
  modelTitle: z.string(),
  elementId: z.string(),
  name: z.string(),
  kind: z.string(),
  entityRef: entityRefSchema.optional(),
  mappedBy: mappedBySchema,
  candidates: z.array(elementCandidateSchema),
  findings: z.int(),
});

const categorySuggestedSchema = z.object({
  key: z.string(),
  title: z.string(),
  category: z.object({ id: z.string(), node: z.string(), name: z.string() }),
  confidence: z.number().min(0).max(1),
});

export const importPreviewSchema = z.object({
  fileName: z.string(),
  format: z.string(),
  formatVersion: z.string().optional(),
  contentHash: z.string(),
  models: z.array(
    z.object({
      title: z.string(),
      elements: z.int(),
      findings: z.int(),
      mitigations: z.int(),
    }),
  ),
  counts: importCountsSchema,
  changes: z.array(plannedChangeSchema).describe('The first 200'),
  quarantine: z
    .object({ reason: z.string() })
    .optional()
    .describe('Present when the import would be held back'),
  movedFrom: z
    .object({
      sourceId: z.uuid(),
      location: z.string(),
      sharedKeys: z.int(),
    })
    .optional(),
  unmapped: z
    .array(elementMappingSchema)
    .describe('Elements that stand for no entity'),
  proposed: z
    .array(elementMappingSchema)
    .describe(
      'Elements for a person to decide: several entities fit, or one of another product',
    ),
  mapped: z
    .array(elementMappingSchema)
    .describe('Elements that stand for an entity by their source or name'),
  categories: z
    .object({
      confirmed: z
        .int()
        .describe('Findings with a category that is clear by itself'),
      suggested: z
        .array(categorySuggestedSchema)
        .describe('The best for each finding and framework; the first 200'),
      suggestions: z.int().describe('All of these'),
    })
    .describe('Of the findings of the file, as they would be'),
  review: z
    .object({
      scan: z
        .boolean()
        .describe('A scanner reports it, whose results are never reviewed'),
      notReviewed: severityCountsSchema.describe('Evidence no risk'),
      groups: z
        .int()
        .describe(
          'What belongs together among these: a vulnerability of a package, a rule, a title',
        ),
      promoted: z
        .int()
        .describe('Evidence a risk, as a person or a rule decided before'),
    })
    .describe('Findings of the file that nobody reviewed, as they would be'),
  warnings: z.array(importWarningSchema),
  exposure: z
    .object({ before: exposureSchema, after: exposureSchema })
    .describe('Of the entity, in 1/10 000 point'),
});

export const importResultSchema = z.object({
  import: importSummarySchema,
  source: sourceSchema,
});

export const elementChoiceSchema = z.object({
  modelKey: z.string().min(1).max(255),
  elementId: z.string().min(1).max(255),
  entityRef: entityRefSchema,
});

/** Choices travel beside the file, whose bytes are the body. */
const elementChoicesSchema = z
  .string()
  .max(6_000)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'must be JSON' });
      return z.NEVER;
    }
  })
  .pipe(z.array(elementChoiceSchema).max(100));

export const importQuerySchema = z.object({
  fileName: z.string().trim().min(1).max(255),
  format: z.string().max(63).optional().describe('Hint; beats detection'),
  movedFrom: z
    .uuid()
    .optional()
    .describe('Take over the findings of this source'),
  mappings: elementChoicesSchema
    .optional()
    .describe(
      'Which entities elements stand for, as a JSON array of modelKey, elementId and entityRef; remembered for later imports',
    ),
});

export const uploadQuerySchema = importQuerySchema.extend({
  confirmCategories: z
    .enum(['suggested'])
    .optional()
    .describe(
      'Confirms the best suggestion of every finding of the file and framework in which nothing is confirmed, for who may triage; nothing when the import is held back',
    ),
});

export const releaseImportSchema = z.object({
  action: z.enum(['release', 'reject']),
  reason: reasonSchema,
});
