import { z } from 'zod';
import {
  listOf,
  pageOf,
  pageQuerySchema,
  reasonSchema,
  severitySchema,
  timestampSchema,
} from './common';

export const severityCountsSchema = z.object({
  critical: z.int(),
  high: z.int(),
  medium: z.int(),
  low: z.int(),
  info: z.int(),
  unknown: z.int(),
});

export const reviewStateSchema = z
  .enum(['waiting', 'promoted', 'withdrawn'])
  .describe(
    '`waiting`: nobody decided; `promoted`: evidences a risk; `withdrawn`: a person took the promotion back',
  );

export const reviewGroupSchema = z.object({
  group: z.string().describe('Names it in a promotion'),
  title: z.string(),
  severity: severitySchema.describe('The worst of its findings'),
  severities: severityCountsSchema,
  findings: z.int(),
  state: reviewStateSchema,
  decision: z
    .object({
      by: z.string().describe('Ref of a user, or the name of a rule'),
      rule: z.boolean(),
      at: timestampSchema,
      reason: z.string().optional(),
    })
    .optional(),
  vulnerability: z.string().optional(),
  aliases: z.array(z.string()).describe('As the file states them'),
  package: z.string().optional(),
  rule: z.string().optional(),
  example: z
    .object({
      id: z.uuid(),
      description: z.string(),
      element: z.string().optional(),
      format: z.string(),
      source: z.string().describe('Location of its source'),
    })
    .describe('One of its findings'),
  sources: z.int().describe('Sources that report it'),
});

export const reviewPageSchema = pageOf(reviewGroupSchema).extend({
  notReviewed: severityCountsSchema.describe(
    'Findings of the entity that evidence no risk, whatever the filter',
  ),
});

export const reviewQuerySchema = pageQuerySchema.extend({
  state: listOf(reviewStateSchema),
  severity: listOf(severitySchema),
  search: z.string().trim().max(200).optional(),
});

export const promotionSchema = z.object({
  groups: z
    .array(z.string().min(1).max(512))
    .min(1)
    .max(200)
    .transform(groups => [...new Set(groups)]),
  reason: reasonSchema,
});

export const promotionResultSchema = z.object({
  groups: z.int(),
  findings: z.int().describe('Whose state has changed'),
});
