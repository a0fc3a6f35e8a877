import { ThreatModelFormat } from '@product-risk/threat-model-formats';
import { RiskConfig } from '../../config';
import { ParsedFile } from './importRequest';
import { readDocument } from './readDocument';
import { sha256 } from './text';

/** A file as it comes in. */
export interface IncomingFile {
  fileName: string;
  bytes: Uint8Array;
  /** Id of a format: beats detection. */
  format?: string;
}

/**
 * Parses a file, before any transaction begins.
 *
 * @throws ImportRefusedError with file, place and remedy
 */
export function parseFile(
  file: IncomingFile,
  {
    config,
    formats,
  }: { config: Pick<RiskConfig, 'sync'>; formats: () => ThreatModelFormat[] },
): ParsedFile {
  const { format, models } = readDocument(file, {
    formats: formats(),
    maxBytes: config.sync.maxFileBytes,
  });
  return {
    fileName: file.fileName,
    bytes: file.bytes,
    contentHash: sha256(file.bytes),
    format,
    models,
  };
}
