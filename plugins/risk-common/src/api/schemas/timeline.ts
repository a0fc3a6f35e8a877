import { z } from 'zod';
import { categoryLinkSchema } from './categories';
import {
  daySchema,
  entityLinkSchema,
  personTextSchema,
  timestampSchema,
} from './common';

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
    .describe('Put there by somebody, who may change it; links may name it'),
  forecast: z.boolean(),
  sessionId: z.uuid().optional(),
  decisionId: z.uuid().optional(),
  optionId: z.uuid().optional().describe('The option that fixes something'),
  statedBy: z
    .object({ entity: entityLinkSchema, annotation: z.string() })
    .optional()
    .describe('The annotation of the catalog that says so'),
  createdBy: entityLinkSchema.optional().describe('Who put it there'),
  revision: z.int().optional().describe('Of what somebody put there'),
  risks: z
    .array(z.object({ id: z.uuid(), title: z.string() }))
    .describe('Those it fixes, as far as the caller may see them'),
  hiddenRisks: z.int().describe('Those it fixes besides'),
  categories: z.array(categoryLinkSchema).describe('What an audit looks at'),
});

export const timelineLinkSchema = z.object({
  fromId: z.string(),
  toId: z.string(),
  kind: z
    .enum(['after', 'fixes', 'prepares', 'budget'])
    .describe(
      '`after`: somebody says so; `fixes`: a fix and the end of an acceptance of its risks; `prepares`: a session and a review; `budget`: the next release and the day the budget runs out or recovers',
    ),
  slackDays: z
    .int()
    .describe('Whole days between both; negative when there is no room'),
});

export const timelineConflictSchema = z.object({
  kind: z.enum(['budget', 'acceptance', 'order', 'review', 'audit']),
  words: z.string(),
  eventIds: z.array(z.string()).describe('The events it is about'),
});

export const timelineSchema = z.object({
  product: entityLinkSchema,
  asOf: timestampSchema,
  from: daySchema,
  to: daySchema,
  conflicts: z
    .array(timelineConflictSchema)
    .describe('What does not fit from today on, whatever days are shown'),
  problems: z
    .array(z.string())
    .describe('Annotations that cannot be read: entity, annotation and remedy'),
  events: z.array(timelineEventSchema).describe('By their first day'),
  links: z.array(timelineLinkSchema),
});

export const timelineQuerySchema = z.object({
  from: daySchema.optional().describe('Absent: 90 days ago'),
  to: daySchema.optional().describe('Absent: in 180 days'),
});

export const timelineEventInputSchema = z.object({
  lane: timelineLaneSchema.exclude(['budget']),
  kind: timelineKindSchema,
  title: personTextSchema.min(3, 'name it').max(255),
  startDay: daySchema,
  endDay: daySchema.optional().describe('Absent: it takes one day'),
  after: z
    .array(z.uuid())
    .max(20)
    .default([])
    .describe('Events that have to be over before it begins'),
  riskIds: z
    .array(z.uuid())
    .max(100)
    .default([])
    .describe('Risks that a fix or release ends'),
  categories: z
    .array(z.string().trim().min(1).max(255))
    .max(20)
    .default([])
    .describe('What an audit looks at, such as iso27001@2022:A.8.13'),
});

export const timelineEventUpdateSchema = timelineEventInputSchema.extend({
  revision: z
    .int()
    .min(1)
    .describe('As it was read; a newer one is answered with 409'),
});

export const removeTimelineEventSchema = timelineEventUpdateSchema.pick({
  revision: true,
});
