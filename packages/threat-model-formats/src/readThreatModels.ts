import { detectFormat, formatByHint } from './detectFormat';
import { parseDocument } from './document/parseDocument';
import { ThreatModelFormat } from './format';
import { formats as builtInFormats } from './formats';
import { defaultLimits, Limits } from './limits';
import { ImportWarning, ThreatModel } from './model';

/**
 * A file to read.
 * @public
 */
export interface ReadThreatModelsInput {
  bytes: Uint8Array;
  /** Name for messages; the content decides the format. */
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
  /** Id of the format that read the document. */
  format: string;
  /** Usually one; a file may hold several documents. */
  models: ThreatModel[];
}

/** What the parser noticed belongs to the file; the first model carries it. */
function withParserWarnings(
  models: ThreatModel[],
  warnings: ImportWarning[],
): ThreatModel[] {
  if (warnings.length === 0) {
    return models;
  }
  return models.map((model, position) =>
    position === 0
      ? { ...model, warnings: [...warnings, ...model.warnings] }
      : model,
  );
}

/**
 * Reads the threat models in a file: decodes, parses, finds the format and
 * converts. The same bytes always give the same result.
 *
 * @throws {@link ThreatModelFormatError} when the file as a whole cannot be
 * used. The message names the file, the place and the remedy, and never quotes
 * the file. Nothing else is thrown.
 * @public
 */
export function readThreatModels(
  input: ReadThreatModelsInput,
  options: ReadThreatModelsOptions = {},
): ReadThreatModelsResult {
  const { bytes, fileName, formatHint } = input;
  const candidates = options.formats ?? builtInFormats;
  const named =
    formatHint === undefined
      ? undefined
      : formatByHint(formatHint, fileName, candidates);

  const document = parseDocument(bytes, fileName, {
    ...defaultLimits,
    ...options.limits,
  });
  const format = named ?? detectFormat(document, candidates);
  const models = format.parse(document);
  return {
    format: format.id,
    models: withParserWarnings(models, document.warnings ?? []),
  };
}
