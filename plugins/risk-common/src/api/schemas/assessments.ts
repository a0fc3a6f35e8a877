import { z } from 'zod';
import { categoryIdSchema, categoryLinkSchema } from './categories';
import {
  entityLinkSchema,
  entityRefSchema,
  pageQuerySchema,
  timestampSchema,
} from './common';

export const assessmentsQuerySchema = pageQuerySchema.extend({
  category: categoryIdSchema
    .optional()
    .describe('Only what covers this category'),
  product: entityRefSchema.optional(),
});

export const listedAssessmentSchema = z.object({
  product: entityLinkSchema,
  method: z.string().describe('Of a model; `statement` of a person'),
  category: categoryLinkSchema
    .optional()
    .describe('What a person states; absent: all that the method covers'),
  covers: z.int().describe('Categories of any framework it looks at'),
  at: timestampSchema,
  by: z.string().optional(),
  note: z.string().optional(),
});
