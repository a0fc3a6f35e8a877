import { z } from 'zod';
import { entityLinkSchema, severitySchema, timestampSchema } from './common';

const relinkFindingSchema = z.object({
  id: z.uuid(),
  title: z.string(),
  severity: severitySchema,
  element: z.string().optional(),
  entity: entityLinkSchema.optional(),
  model: z.string().describe('Title of its model'),
});

export const judgementSchema = z.object({
  kind: z.enum([
    'rating',
    'wording',
    'triage',
    'verification',
    'promotion',
    'decision',
  ]),
  text: z.string(),
  by: z.string(),
  at: timestampSchema.optional(),
});

export const relinkOfferSchema = z.object({
  from: relinkFindingSchema.extend({ absentSince: timestampSchema }),
  to: relinkFindingSchema.extend({ firstSeen: timestampSchema }),
  similarity: z.number().min(0).max(1),
  judgements: z
    .array(judgementSchema)
    .describe('What people decided about the finding that is gone'),
});

export const relinkChoiceSchema = z.object({
  from: z.uuid().describe('The finding that is gone'),
  to: z.uuid().describe('The finding that takes its judgements over'),
});

export const relinkResultSchema = relinkChoiceSchema.extend({
  choice: z.enum(['accepted', 'dismissed']),
});
