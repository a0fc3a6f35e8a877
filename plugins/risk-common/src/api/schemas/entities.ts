import { z } from 'zod';
import {
  elementCandidateSchema,
  entityLinkSchema,
  entityRefSchema,
  exposureSchema,
  exposuresSchema,
  findingCountsSchema,
  levelCountsSchema,
  levelSchema,
  mappedBySchema,
  timestampSchema,
} from './common';
import { sourceErrorSchema } from './sources';

export const staleReasonSchema = z.object({
  code: z.enum(['relation-added', 'relation-removed', 'type-changed', 'age']),
  text: z.string(),
  since: timestampSchema,
});

export const modelSummarySchema = z.object({
  id: z.uuid(),
  kind: z
    .enum(['threat-model', 'scan'])
    .describe('What people thought about, or what tools found'),
  title: z.string(),
  format: z.string(),
  formatVersion: z.string().optional(),
  sourceId: z.uuid(),
  changedAt: timestampSchema.describe(
    'Last change as the file states it, else when we saw its content change',
  ),
  elements: z.int(),
  findings: z.int(),
  unmapped: z.int().describe('Elements with findings that map nowhere'),
  warnings: z.int(),
  staleReasons: z.array(staleReasonSchema),
});

export const ownerSchema = z.object({
  state: z
    .enum(['confirmed', 'proposed', 'unresolved', 'none'])
    .describe('`unresolved`: the owner is not in the catalog; nobody decides'),
  ref: entityRefSchema.optional(),
  title: z.string().optional(),
  proposedBy: z.string().optional(),
});

export const entityRiskSchema = z.object({
  entity: entityLinkSchema,
  asOf: timestampSchema,
  policyVersion: z.string(),
  pending: z
    .boolean()
    .describe(
      'In the catalog, and not read from there yet: nothing is known until the next reading, in minutes',
    ),
  assessed: z
    .boolean()
    .describe('False: no model covers it, so its exposure is unknown, not 0'),
  missing: z.boolean().describe('Gone from the catalog'),
  product: entityLinkSchema
    .extend({ owner: ownerSchema, exposure: exposureSchema })
    .optional()
    .describe('Absent: no product'),
  productTie: z.boolean(),
  isProduct: z.boolean(),
  exposure: exposuresSchema.describe('All open risks that touch it'),
  share: exposureSchema.describe('Its equal part of shared risks'),
  worst: levelSchema.optional(),
  risks: levelCountsSchema,
  confirmed: z.int().describe('Open risks with a confirmed rating'),
  findings: findingCountsSchema,
  models: z.array(modelSummarySchema),
  failedSources: z.array(
    z.object({
      id: z.uuid(),
      location: z.string(),
      state: z.enum(['failed', 'quarantined']),
      error: sourceErrorSchema.optional(),
      importId: z.uuid().optional().describe('The import held back'),
    }),
  ),
});

export const diagramElementSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum([
    'process',
    'datastore',
    'actor',
    'flow',
    'boundary',
    'asset',
    'node',
  ]),
  outOfScope: z.boolean(),
  parentId: z.string().optional(),
  fromId: z.string().optional(),
  toId: z.string().optional(),
  bidirectional: z.boolean(),
  diagramId: z.string().optional(),
  entity: entityLinkSchema.optional(),
  mappedBy: mappedBySchema,
  candidates: z
    .array(elementCandidateSchema)
    .describe('Proposed, for a person to decide'),
  hidden: z
    .boolean()
    .describe('Findings of entities hidden from the caller are not counted'),
  findings: z.object({
    open: z.int().describe('Open, in progress or accepted in the file'),
    total: z.int(),
    worst: levelSchema.optional(),
  }),
});

export const modelDiagramSchema = z.object({
  model: modelSummarySchema,
  diagrams: z.array(z.object({ id: z.string(), title: z.string() })),
  elements: z.array(diagramElementSchema),
});

export const exportFormatSchema = z
  .enum(['native', 'otm', 'threat-dragon-v2', 'csv'])
  .describe('`native` alone holds everything');

export const modelExportSchema = z.object({
  fileName: z.string().describe('Safe on every file system'),
  mediaType: z.string(),
  text: z.string(),
  lost: z
    .array(z.object({ code: z.string(), message: z.string() }))
    .describe('What of this model the format cannot hold'),
  hidden: z
    .object({ elements: z.int(), findings: z.int() })
    .describe(
      'Left out, because they belong to entities hidden from the caller',
    ),
});

export const mapElementSchema = z.object({
  elementId: z.string().min(1).max(255),
  entityRef: entityRefSchema,
});
