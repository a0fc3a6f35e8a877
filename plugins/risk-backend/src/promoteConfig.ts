import { Severity } from '@product-risk/threat-model-formats';
import { z } from 'zod';
import { DbSourceRow } from './database/tables';

/**
 * When results of machines become risks without a person: every condition
 * that is given must hold. Patterns may contain `*` for any text.
 */
export interface PromotionRule {
  name: string;
  method?: DbSourceRow['method'];
  /** Pattern: the location of the source, or the name it is pushed under. */
  location?: string;
  /** Id of a format. */
  format?: string;
  severityAtLeast?: Exclude<Severity, 'unknown'>;
  /** Any of these, as `CWE-79`. */
  cwe?: string[];
  /** Pattern: its id, or any alias that the file states. */
  vulnerability?: string;
  /** Pattern. */
  package?: string;
  /** Pattern. */
  rule?: string;
}

const pattern = z.string().trim().min(1).max(1_024);

const CWE_ERROR = 'must be a number or CWE-<number>';

const cweSchema = z
  .union(
    [
      z.int().min(1),
      z.string().regex(/^(CWE-)?[1-9][0-9]*$/i, { error: CWE_ERROR }),
    ],
    { error: CWE_ERROR },
  )
  .transform(id => `CWE-${String(id).replace(/^CWE-/i, '')}`);

/** One entry of `risk.promote`. */
const promotionRuleSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(120),
    method: z.enum(['annotation', 'upload', 'push']).optional(),
    location: pattern.optional(),
    format: z.string().trim().min(1).max(63).optional(),
    severityAtLeast: z
      .enum(['critical', 'high', 'medium', 'low', 'info'])
      .optional(),
    cwe: z.array(cweSchema).min(1).optional(),
    vulnerability: pattern.optional(),
    package: pattern.optional(),
    rule: pattern.optional(),
  })
  .refine(({ name: _, ...conditions }) => Object.keys(conditions).length > 0, {
    error:
      'has no condition and would promote everything; give at least one of method, location, format, severityAtLeast, cwe, vulnerability, package, rule',
  });

/** `risk.promote` of `app-config.yaml`. */
export const promoteConfigSchema = z
  .array(promotionRuleSchema)
  .max(100)
  .default([])
  .refine(
    rules => new Set(rules.map(({ name }) => name)).size === rules.length,
    { error: 'two rules have the same name; the name says which one acted' },
  );
