import { ThreatModelFormatError } from './errors';
import { ParsedDocument, ThreatModelFormat } from './format';
import { formats as builtInFormats } from './formats';
import {
  UnsupportedFormat,
  unsupportedFormats,
} from './formats/unsupportedFormats';

const listOf = (formats: { id: string; title: string }[]) =>
  formats.map(({ id, title }) => `${title} ("${id}")`).join(', ');

const unsupported = (fileName: string, format: UnsupportedFormat) =>
  new ThreatModelFormatError(
    'unsupported-format',
    fileName,
    `${fileName}: this is ${format.title}. ${format.advice}`,
  );

function unknownFormat(
  { fileName, value }: ParsedDocument,
  candidates: ThreatModelFormat[],
) {
  const isEmptyList = Array.isArray(value) && value.length === 0;
  return new ThreatModelFormatError(
    'unknown-format',
    fileName,
    isEmptyList
      ? `${fileName}: an empty list says nothing about its format. Name the format: ${listOf(
          candidates,
        )}.`
      : `${fileName}: the content is of no format known here. Known are ${listOf(
          candidates,
        )}. If it is one of these, name it; else export the model in one of them.`,
  );
}

/**
 * Finds the one format whose rules the content meets. Neither the file's name
 * nor its extension decides.
 *
 * @throws {@link ThreatModelFormatError} `unknown-format` when none matches,
 * `ambiguous-format` when several do, `unsupported-format` when the content is
 * of a format we know and do not read.
 * @public
 */
export function detectFormat(
  document: ParsedDocument,
  candidates: ThreatModelFormat[] = builtInFormats,
): ThreatModelFormat {
  const matching = candidates.filter(format => format.detect(document));
  const refused = unsupportedFormats
    .filter(({ id }) => !candidates.some(candidate => candidate.id === id))
    .filter(format => format.detect(document));

  if (matching.length + refused.length > 1) {
    throw new ThreatModelFormatError(
      'ambiguous-format',
      document.fileName,
      `${document.fileName}: the content fits several formats: ${listOf([
        ...matching,
        ...refused,
      ])}. Name the one it is by its id in quotes.`,
    );
  }
  if (refused.length === 1) {
    throw unsupported(document.fileName, refused[0]);
  }
  if (matching.length === 0) {
    throw unknownFormat(document, candidates);
  }
  return matching[0];
}

/**
 * The format that a person or an annotation named. It beats the content.
 * @throws {@link ThreatModelFormatError} `unsupported-format` or `unknown-format`.
 */
export function formatByHint(
  hint: string,
  fileName: string,
  candidates: ThreatModelFormat[],
): ThreatModelFormat {
  const named = candidates.find(({ id }) => id === hint);
  if (named) {
    return named;
  }
  const known = unsupportedFormats.find(({ id }) => id === hint);
  if (known) {
    throw unsupported(fileName, known);
  }
  throw new ThreatModelFormatError(
    'unknown-format',
    fileName,
    `${fileName}: the format that was named is not known. Known are ${listOf(
      candidates,
    )}. Name one of them, or none to have the content decide.`,
  );
}
