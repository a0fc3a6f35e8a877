import { z } from 'zod';

/**
 * What a model says about itself and nothing here is computed from:
 * `threat_model.detail`, for whoever takes the model out again. Models that
 * were imported before it was kept have none.
 */
export const storedModelDetailSchema = z.object({
  description: z.string().optional(),
  authors: z.array(z.string()).default([]),
  reviewer: z.string().optional(),
  businessCriticality: z.string().optional(),
});

export type StoredModelDetail = z.output<typeof storedModelDetailSchema>;

/** The same of an element: `model_element.detail`. */
export const storedElementDetailSchema = z.object({
  description: z.string().optional(),
  tags: z.array(z.string()).default([]),
  owner: z.string().optional(),
  /** As the file states it, whether the catalog has it or not. */
  entityRef: z.string().optional(),
  repoUrls: z.array(z.string()).optional(),
  sourcePaths: z.array(z.string()).optional(),
  purl: z.string().optional(),
});

export type StoredElementDetail = z.output<typeof storedElementDetailSchema>;
