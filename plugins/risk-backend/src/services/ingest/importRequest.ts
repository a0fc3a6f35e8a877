import { ElementChoice } from '@product-risk/backstage-plugin-risk-common';
import { ThreatModel } from '@product-risk/threat-model-formats';
import { DbImportRow } from '../../database/tables';
import { IncomingDocument } from './incoming';
import { ImportPlan } from './planImport';

/** A file that was read and parsed before the transaction began. */
export interface ParsedFile {
  fileName: string;
  bytes: Uint8Array;
  contentHash: string;
  format: string;
  models: readonly ThreatModel[];
}

export interface ImportRequest {
  sourceId: string;
  actor: string;
  file: ParsedFile;
  /** Cache mark of the location the file was read from. */
  etag?: string | null;
  /** Revision of the source when its location was read. */
  expectedRevision?: number;
  /** Entities that name the source from now on, besides those that do. */
  attach?: { entityRef: string; declaredAs: string };
  /** Source to take over, chosen by a person. */
  movedFrom?: string;
  /** Which entities elements stand for, chosen by a person. */
  mappings?: readonly ElementChoice[];
  /** Sources that nobody names any more and that the file may come from. */
  adoptFrom?: readonly string[];
  /** Plan again although the content is known: what it maps to may differ. */
  replan?: boolean;
  /** A run of the schedule: leaves no record when nothing has changed. */
  scheduled?: boolean;
  /** The import that a person releases. */
  releasing?: { row: DbImportRow; reason: string };
  /** Now, when the import brings in a version as of an earlier moment. */
  backfilledAt?: string;
  /** Apply whatever would be lost: a preview, or nobody names the source. */
  withoutQuarantine?: boolean;
}

export interface ImportOutcome {
  importId: string;
  status: DbImportRow['status'];
  plan?: ImportPlan;
  document?: IncomingDocument;
  /** Why the import is, or would be, held back. */
  quarantine?: string;
}

/** What an import would do, before it is decided whether it may. */
export interface PlannedImport {
  importId: string;
  plan: ImportPlan;
  document: IncomingDocument;
  quarantine?: string;
}
