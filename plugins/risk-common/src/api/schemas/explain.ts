import { z } from 'zod';
import {
  entityLinkSchema,
  entityRefSchema,
  levelSchema,
  timestampSchema,
} from './common';
import { coverageSchema } from './products';

export const metricSchema = z.enum([
  'exposure',
  'severe',
  'worst',
  'unrated',
  'removed',
  'coverage',
  'not-reviewed',
  'budget',
]);

export const explanationSchema = z.object({
  metric: metricSchema,
  subject: entityLinkSchema.optional().describe('Absent: the organisation'),
  title: z.string(),
  sentence: z.string().describe('The answer in plain words'),
  formula: z.string().describe('How it is computed, in words'),
  unit: z
    .enum(['exposure', 'probability', 'count', 'exposure-days'])
    .describe('`exposure-days`: 1/10 000 point days'),
  value: z
    .number()
    .optional()
    .describe('Absent: unknown, never 0. Exposure in 1/10 000 point'),
  asOf: timestampSchema,
  policyVersion: z.string(),
  inputs: z.array(
    z.object({
      label: z.string(),
      riskId: z.uuid().optional(),
      findingId: z.uuid().optional(),
      entities: z.array(entityLinkSchema),
      hiddenEntities: z.int(),
      level: levelSchema.optional(),
      value: z.number(),
      share: z.number().min(0).max(1).optional(),
      note: z.string().optional(),
    }),
  ),
  rest: z
    .object({ count: z.int(), value: z.number(), share: z.number().optional() })
    .optional(),
  hidden: z
    .object({ count: z.int(), value: z.number(), share: z.number().optional() })
    .optional()
    .describe('Inputs on entities the caller may not see'),
  excluded: z.array(
    z.object({
      label: z.string(),
      ref: entityRefSchema.optional(),
      count: z.int().optional(),
      reason: z.string(),
    }),
  ),
  coverage: coverageSchema.optional(),
});

export const explainQuerySchema = z.object({
  ref: entityRefSchema
    .optional()
    .describe('Entity or product; absent for the organisation'),
  limit: z.coerce.number().int().min(1).max(100).default(10),
});
