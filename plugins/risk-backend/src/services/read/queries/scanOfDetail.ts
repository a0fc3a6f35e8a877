import { z } from 'zod';
import { StoredScanSubject } from '../../../database/findingDetail';
import { readJson } from './json';

const detailSchema = z.object({
  scan: z
    .object({
      rule: z.string().optional(),
      vulnerability: z.string().optional(),
      aliases: z.array(z.string()).default([]),
      package: z.string().optional(),
    })
    .optional(),
});

/** What a stored result of a scan is about; undefined for other findings. */
export const scanOfDetail = (detail: string): StoredScanSubject | undefined =>
  readJson(detailSchema, detail, {}).scan;
