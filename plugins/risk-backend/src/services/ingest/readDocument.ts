import { SourceError } from '@product-risk/backstage-plugin-risk-common';
import {
  ReadThreatModelsResult,
  readThreatModels,
  ThreatModelFormat,
  ThreatModelFormatError,
} from '@product-risk/threat-model-formats';
import { ImportRefusedError } from './ImportRefusedError';

function sourceErrorOf(error: ThreatModelFormatError): SourceError {
  return {
    code: error.code,
    message: error.message,
    file: error.fileName,
    line: error.position?.line,
    column: error.position?.column,
  };
}

/**
 * Reads the threat models in a file.
 *
 * @throws ImportRefusedError with file, place and remedy
 */
export function readDocument(
  file: { bytes: Uint8Array; fileName: string; format?: string },
  options: { formats: ThreatModelFormat[]; maxBytes: number },
): ReadThreatModelsResult {
  try {
    return readThreatModels(
      { ...file, formatHint: file.format },
      { formats: options.formats, limits: { maxBytes: options.maxBytes } },
    );
  } catch (error) {
    if (error instanceof ThreatModelFormatError) {
      throw new ImportRefusedError(sourceErrorOf(error));
    }
    throw error;
  }
}
