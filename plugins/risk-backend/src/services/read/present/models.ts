import {
  ModelSummary,
  StaleReason,
} from '@product-risk/backstage-plugin-risk-common';
import { z } from 'zod';
import { toInteger } from '../../../database/tables';
import { readJson } from '../queries/json';
import { ModelRow } from '../queries/models';
import { readWarnings } from './imports';

const staleReasonsSchema = z.array(
  z.object({
    code: z.enum(['relation-added', 'relation-removed', 'type-changed', 'age']),
    text: z.string(),
    since: z.string(),
  }),
);

export const readStaleReasons = (
  text: string | null | undefined,
): StaleReason[] => readJson(staleReasonsSchema, text, []);

/**
 * A file may state a bare date; the API speaks of instants.
 */
const instantOf = (text: string) => new Date(text).toISOString();

const changedAt = ({ stated_at, content_changed_at }: ModelRow) =>
  stated_at !== null && !Number.isNaN(Date.parse(stated_at))
    ? instantOf(stated_at)
    : content_changed_at;

export const presentModel = (
  row: ModelRow,
  staleReasons: StaleReason[],
): ModelSummary => ({
  id: row.id,
  kind: row.kind,
  title: row.title,
  format: row.format,
  formatVersion: row.format_version ?? undefined,
  sourceId: row.source_id,
  changedAt: changedAt(row),
  elements: toInteger(row.elements),
  findings: toInteger(row.findings),
  unmapped: toInteger(row.unmapped),
  warnings: readWarnings(row.warnings).length,
  staleReasons,
});
