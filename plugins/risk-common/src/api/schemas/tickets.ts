import { z } from 'zod';
import { timestampSchema } from './common';

/** Longest address of a ticket. */
const MAX_URL = 1_000;

function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return (
    ['https:', 'http:'].includes(url.protocol) &&
    url.username === '' &&
    url.password === ''
  );
}

export const ticketUrlSchema = z
  .string()
  .trim()
  .max(MAX_URL)
  .refine(isWebAddress, 'must be an http(s) address without credentials');

export const ticketParamsSchema = z.object({
  subject: z
    .enum(['mitigation', 'option'])
    .describe('What is to be done: a mitigation or a treatment option'),
  id: z.uuid(),
});

export const ticketSchema = z.object({
  id: z.uuid(),
  url: z.string(),
  title: z.string().optional().describe('As the tracker calls it'),
  state: z
    .enum(['open', 'closed'])
    .optional()
    .describe('Absent: nobody follows it, or it was not read yet'),
  followedBy: z
    .string()
    .optional()
    .describe('The tracker that its state comes from'),
  checkedAt: timestampSchema.optional(),
  problem: z.string().optional().describe('Why its state was not read'),
  linkedBy: z.string(),
  linkedAt: timestampSchema,
});

export const ticketsSchema = z.object({
  items: z.array(ticketSchema),
  canCreateIn: z
    .array(
      z.object({
        tracker: z.string(),
        title: z.string(),
        project: z
          .string()
          .describe('Follows from where the catalog has the entity from'),
      }),
    )
    .describe('Where a ticket about this can be created'),
});

export const linkTicketSchema = z.object({ url: ticketUrlSchema });

export const createTicketSchema = z.object({
  tracker: z.string().min(1).max(63),
});

export const removeTicketSchema = z.object({ ticketId: z.uuid() });
