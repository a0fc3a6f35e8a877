import { z } from 'zod';
import { categoryIdSchema, categoryLinkSchema } from './categories';
import {
  entityLinkSchema,
  levelSchema,
  pageOf,
  pageQuerySchema,
  timestampSchema,
} from './common';

export const evidenceQuerySchema = z.object({ category: categoryIdSchema });

export const evidencePageQuerySchema = pageQuerySchema.extend(
  evidenceQuerySchema.shape,
);

export const evidenceItemSchema = z
  .object({
    findingId: z.uuid(),
    title: z.string(),
    category: categoryLinkSchema.describe('The category or one below it'),
    state: z.enum(['confirmed', 'suggested']),
    product: entityLinkSchema.optional(),
    entity: entityLinkSchema,
    status: z.enum(['open', 'in_progress', 'claimed', 'accepted']),
    level: levelSchema.optional().describe('Of its risk; absent: none'),
    treatments: z.array(
      z.object({
        title: z.string(),
        state: z.enum(['planned', 'claimed', 'verified']),
        verifiedAt: timestampSchema.optional(),
      }),
    ),
    model: z.object({
      title: z.string(),
      updatedAt: z
        .string()
        .describe('Day or time: as the file states it, else when it changed'),
      lastSeen: timestampSchema.describe('When a source last reported it'),
      stale: z.boolean(),
    }),
  })
  .describe('A finding that informs a control objective or register risk');

export const evidencePageSchema = pageOf(evidenceItemSchema).extend({
  category: categoryLinkSchema,
  summary: z.object({
    findings: z.int(),
    untreated: z.int().describe('Without any treatment'),
    planned: z.int().describe('Treated by plans only'),
    claimed: z.int().describe('In place as a file or a person says'),
    verified: z.int().describe('With evidence'),
    stale: z.int().describe('From models that are out of date'),
    oldest: z.string().optional(),
    newest: z.string().optional(),
    staleAfterDays: z.int(),
  }),
});
