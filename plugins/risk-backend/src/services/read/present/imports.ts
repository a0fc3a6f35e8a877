import {
  ImportSummary,
  ImportWarning,
  Source,
  SourceError,
} from '@product-risk/backstage-plugin-risk-common';
import { z } from 'zod';
import { DbAttachmentRow, DbSourceRow } from '../../../database/tables';
import { readJson } from '../queries/json';
import { ImportRow } from '../queries/sources';
import { VisibleEntities } from '../VisibleRisks';

const warningsSchema = z.array(
  z.object({
    code: z.string(),
    message: z.string(),
    pointer: z.string().optional(),
    line: z.int().optional(),
    column: z.int().optional(),
  }),
);

const sourceErrorSchema = z.object({
  code: z.string(),
  message: z.string(),
  file: z.string(),
  line: z.int().optional(),
  column: z.int().optional(),
});

export const readWarnings = (text: string | null): ImportWarning[] =>
  readJson(warningsSchema, text, []);

export const readSourceError = (text: string | null): SourceError | undefined =>
  readJson(sourceErrorSchema.optional(), text, undefined);

export const presentImport = (row: ImportRow): ImportSummary => ({
  id: row.id,
  sourceId: row.source_id,
  location: row.location,
  at: row.at,
  actor: row.actor,
  status: row.status,
  fileName: row.file_name,
  format: row.format ?? undefined,
  formatVersion: row.format_version ?? undefined,
  contentHash: row.content_hash ?? undefined,
  bytes: row.bytes,
  counts: {
    created: row.created,
    changed: row.changed,
    reopened: row.reopened,
    absent: row.absent,
    unchanged: row.unchanged,
  },
  warnings: readWarnings(row.warnings),
  error: readSourceError(row.error),
  reason: row.reason ?? undefined,
  resolvedBy: row.resolved_by ?? undefined,
  resolvedAt: row.resolved_at ?? undefined,
  backfilledAt: row.backfilled_at ?? undefined,
});

interface SourceParts {
  attachments: readonly DbAttachmentRow[];
  lastImport?: ImportRow;
  visible: VisibleEntities;
  /** Whose annotation to quote. */
  entityRef?: string;
}

export const presentSource = (
  row: DbSourceRow,
  { attachments, lastImport, visible, entityRef }: SourceParts,
): Source => ({
  id: row.id,
  method: row.method,
  location: row.location,
  state: row.state,
  error: readSourceError(row.error),
  declaredAs: attachments.find(
    attachment => attachment.entity_ref === entityRef,
  )?.declared_as,
  attachedTo: visible.split(attachments.map(({ entity_ref }) => entity_ref))
    .entities,
  checkedAt: row.checked_at ?? undefined,
  appliedAt: row.applied_at ?? undefined,
  lastImport: lastImport && presentImport(lastImport),
});
