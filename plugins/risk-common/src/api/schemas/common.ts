import { z } from 'zod';

export const entityRefSchema = z
  .string()
  .regex(/^[^:/\s]+:[^:/\s]+\/[^:/\s]+$/, 'must be kind:namespace/name')
  .describe('Full entity ref, lower case');

export const timestampSchema = z.iso.datetime().describe('ISO 8601, UTC');

export const daySchema = z.iso.date().describe('UTC day');

/** Integer of 1/10 000 point. */
export const exposureSchema = z
  .int()
  .describe('Expected loss per year in 1/10 000 point');

export const levelSchema = z.enum(['low', 'medium', 'high', 'critical']);

export const severitySchema = z.enum([
  'critical',
  'high',
  'medium',
  'low',
  'info',
  'unknown',
]);

export const estimateSchema = z.object({
  probabilityMicro: z
    .int()
    .min(0)
    .max(1_000_000)
    .describe('Annual probability in millionths'),
  impactCenti: z.int().min(0).describe('Impact in 1/100 point'),
});

export const ratingStateSchema = z.enum(['unrated', 'assumed', 'confirmed']);

export const levelCountsSchema = z.object({
  critical: z.int(),
  high: z.int(),
  medium: z.int(),
  low: z.int(),
  unrated: z.int().describe('Open risks without an estimate: unknown, not 0'),
});

export const exposuresSchema = z.object({
  current: exposureSchema,
  inherent: exposureSchema.describe('As if no mitigation existed'),
  projected: exposureSchema.describe('With planned mitigations in place'),
  verifiedOnly: exposureSchema.describe('Counting verified mitigations only'),
});

export const findingCountsSchema = z.object({
  open: z.int(),
  inProgress: z.int(),
  claimed: z.int().describe('Mitigated as a file or person says'),
  verified: z.int().describe('Mitigated with evidence attached'),
  accepted: z
    .int()
    .describe('Accepted in a file only; still counts as exposure'),
  excluded: z.int().describe('Left out, with a reason'),
  notReviewed: z.int().describe('Machine output that nobody looked at'),
});

/** Page of a list: `nextCursor` is absent on the last page. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    nextCursor: z.string().optional(),
    totalItems: z.int().describe('Over all pages of this filter'),
    hidden: z
      .int()
      .describe('Entries of this page that the caller may not see'),
  });

export const pageQuerySchema = z.object({
  cursor: z.string().max(2_000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(25),
});

/** Accepts `a`, `a,b` and repeated parameters. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.preprocess(
    value =>
      value === undefined || value === ''
        ? undefined
        : (Array.isArray(value) ? value : [value]).flatMap(part =>
            typeof part === 'string' ? part.split(',') : [part],
          ),
    z.array(item).optional(),
  );

export const entityParamsSchema = z.object({
  kind: z.string().min(1).max(63),
  namespace: z.string().min(1).max(63),
  name: z.string().min(1).max(63),
});

export const idParamsSchema = z.object({ id: z.uuid() });

export const entityLinkSchema = z.object({
  ref: entityRefSchema,
  title: z.string(),
});

/** Text of a person. Databases cannot hold the character NUL. */
export const personTextSchema = z
  .string()
  .trim()
  .refine(text => !text.includes('\u0000'), 'must not contain NUL');

export const reasonSchema = personTextSchema
  .min(3, 'say why in a few words')
  .max(4_000);

export const mappedBySchema = z
  .enum(['file', 'person', 'repository', 'name', 'attachment', 'none'])
  .describe(
    '`repository` and `name`: the only entity near by whose source or name fits; `attachment`: where the file belongs',
  );

export const elementCandidateSchema = entityLinkSchema
  .extend({ by: z.enum(['repository', 'name']).describe('What fits') })
  .describe('An entity that an element may stand for');
