import { z } from 'zod';
import { daySchema, entityLinkSchema, timestampSchema } from './common';

export const timelineLaneSchema = z.enum([
  'product',
  'engineering',
  'security',
  'risk',
  'compliance',
  'budget',
]);

export const timelineKindSchema = z
  .enum(['release', 'milestone', 'review', 'audit', 'fix'])
  .describe('What people and pipelines put on a timeline');

export const timelineEventSchema = z.object({
  id: z.string().describe('Unique on this timeline'),
  lane: timelineLaneSchema,
  kind: z.enum([
    'release',
    'milestone',
    'review',
    'audit',
    'fix',
    'session',
    'decision',
    'acceptance-ends',
    'import',
    'target',
    'runs-out',
    'recovers',
  ]),
  title: z.string(),
  startDay: daySchema,
  endDay: daySchema.describe('The last day of it'),
  stored: z
    .boolean()
    .describe('Put there by somebody, so that links may name it'),
  forecast: z.boolean(),
  sessionId: z.uuid().optional(),
  decisionId: z.uuid().optional(),
});

export const timelineLinkSchema = z.object({
  fromId: z.uuid(),
  toId: z.uuid(),
  slackDays: z
    .int()
    .describe('Whole days between both; negative when they overlap'),
});

export const timelineSchema = z.object({
  product: entityLinkSchema,
  asOf: timestampSchema,
  from: daySchema,
  to: daySchema,
  conflicts: z.array(z.string()).describe('What does not fit, in words'),
  events: z.array(timelineEventSchema).describe('By their first day'),
  links: z.array(timelineLinkSchema),
});

export const timelineQuerySchema = z.object({
  from: daySchema.optional().describe('Absent: 90 days ago'),
  to: daySchema.optional().describe('Absent: in 180 days'),
});

export const addTimelineEventSchema = z.object({
  lane: timelineLaneSchema.exclude(['budget']),
  kind: timelineKindSchema,
  title: z.string().trim().min(3, 'name it').max(255),
  startDay: daySchema,
  endDay: daySchema.optional().describe('Absent: it takes one day'),
  after: z
    .array(z.uuid())
    .max(20)
    .default([])
    .describe('Events that have to be over before it begins'),
});
