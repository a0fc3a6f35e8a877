import { z } from 'zod';
import { categoryLinkSchema } from './categories';
import { timestampSchema } from './common';

export const rootCauseSchema = z.object({
  title: z.string().optional().describe('Absent: not for you'),
  origin: z
    .enum(['person', 'file', 'definition', 'scan'])
    .describe('What joins the risks'),
  products: z.int().describe('That it makes affected'),
  categories: z.array(categoryLinkSchema),
  linkedBy: z.string().optional(),
  linkedAt: timestampSchema.optional(),
});

export const rootCausesQuerySchema = z.object({
  framework: z.string().max(127).optional(),
});

export const rootCausesSchema = z.object({
  items: z.array(rootCauseSchema).describe('Most products first'),
  truncated: z.boolean(),
});
