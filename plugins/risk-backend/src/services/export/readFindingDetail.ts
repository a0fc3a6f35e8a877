import { z } from 'zod';
import { StoredFindingDetail } from '../../database/findingDetail';
import { DbFindingRow } from '../../database/tables';
import { readJson } from '../read/queries/json';

const detailSchema = z.object({
  advice: z.string().optional(),
  tags: z.array(z.string()).default([]),
  ticket: z.string().optional(),
  pointer: z.string().default(''),
  line: z.int().optional(),
  column: z.int().optional(),
  likelihoodRaw: z.string().optional(),
  impactRaw: z.string().optional(),
  score: z.string().optional(),
  scan: z
    .object({
      rule: z.string().optional(),
      vulnerability: z.string().optional(),
      aliases: z.array(z.string()).default([]),
      package: z.string().optional(),
    })
    .optional(),
  elementIds: z.array(z.string()).optional(),
});

/** What is stored with a finding and never searched, whole or not. */
export function readFindingDetail({
  detail,
  element_id,
}: Pick<DbFindingRow, 'detail' | 'element_id'>): StoredFindingDetail {
  const read = readJson(detailSchema, detail, { tags: [], pointer: '' });
  return {
    ...read,
    elementIds: read.elementIds ?? (element_id === null ? [] : [element_id]),
  };
}
