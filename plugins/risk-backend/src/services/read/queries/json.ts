import { z } from 'zod';

/**
 * Reads a JSON column. What does not fit its schema (a row of another version)
 * reads as the fallback, so that one old row does not take a page down.
 */
export function readJson<T extends z.ZodType>(
  schema: T,
  text: string | null | undefined,
  fallback: z.output<T>,
): z.output<T> {
  if (!text) return fallback;
  try {
    const result = schema.safeParse(JSON.parse(text));
    return result.success ? result.data : fallback;
  } catch {
    return fallback;
  }
}
