import { z } from 'zod';
import { budgetStateSchema } from './budgets';
import { categoryIdSchema } from './categories';
import { entityLinkSchema, timestampSchema } from './common';

export const executiveSummarySchema = z.object({
  asOf: timestampSchema,
  budgets: z.object({
    within: z.int().describe('Products within their budget'),
    runningOut: z.int().describe('Within it, and not for long at this rate'),
    over: z.int().describe('Products that have spent all of it'),
    unknown: z.int().describe('Not assessed, without a target, or too new'),
    products: z
      .array(
        z.object({
          product: entityLinkSchema,
          state: budgetStateSchema,
          sentence: z.string(),
        }),
      )
      .describe('Over first, then running out; the worst five'),
    hidden: z.int().describe('Over or running out, and not for you'),
  }),
  themes: z
    .array(
      z.object({
        id: categoryIdSchema,
        name: z.string().describe('Without the id of a control or weakness'),
        sentence: z.string(),
        initiative: z.string().optional().describe('What is done about it'),
      }),
    )
    .describe('Systemic categories with the largest exposure, at most three'),
});
