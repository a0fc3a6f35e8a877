import { ThreatModelFormatError } from '../errors';
import { ParsedDocument } from '../format';
import { Cursor } from './Cursor';

/** The document is not of the shape its format requires. */
export function structureError(
  document: ParsedDocument,
  pointer: string,
  problem: string,
  remedy: string,
): ThreatModelFormatError {
  const place = document.locate(pointer);
  const where = place ? `, line ${place.line}, column ${place.column}` : '';
  return new ThreatModelFormatError(
    'invalid-structure',
    document.fileName,
    `${document.fileName}${where}: ${problem}. ${remedy}`,
    { pointer, ...place },
  );
}

/**
 * The objects of a list that holds the findings. Absent or null is an empty
 * list; anything else could hide findings and refuses the document.
 * @throws ThreatModelFormatError `invalid-structure`
 */
export function requireList(
  document: ParsedDocument,
  list: Cursor,
  what: string,
): Cursor[] {
  if (!list.isAbsent && !Array.isArray(list.value)) {
    throw structureError(
      document,
      list.pointer,
      `${what} must be a list`,
      'Correct the file or export it again.',
    );
  }
  return list.objects();
}
