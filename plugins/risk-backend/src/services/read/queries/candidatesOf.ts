import { z } from 'zod';
import { ElementCandidate } from '../../ingest/elementCandidates';
import { readJson } from './json';

const candidatesSchema = z.array(
  z.object({ entityRef: z.string(), by: z.enum(['repository', 'name']) }),
);

/** The stored candidates of an element. */
export const candidatesOf = (text: string): ElementCandidate[] =>
  readJson(candidatesSchema, text, []);
