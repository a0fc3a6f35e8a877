import { ThreatModelFormatError } from '../errors';
import { ParsedDocument } from '../format';

/** Findings in one file, as many as code hosts take of one scan; real models have hundreds. */
export const maxFindings = 25_000;

const counts = new WeakMap<ParsedDocument, number>();

export const tooManyFindings = (fileName: string) =>
  new ThreatModelFormatError(
    'too-complex',
    fileName,
    `${fileName}: the file holds more than ${maxFindings} threats or results. Split it.`,
  );

/**
 * Counts a finding of the document as it is read: each takes many times the
 * memory of its text, and a file of tiny ones must not get far.
 * @throws {@link ThreatModelFormatError} `too-complex`.
 */
export function countFinding(document: ParsedDocument): void {
  const count = (counts.get(document) ?? 0) + 1;
  counts.set(document, count);
  if (count > maxFindings) {
    throw tooManyFindings(document.fileName);
  }
}
