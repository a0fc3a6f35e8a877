import { ThreatModelFormatErrorCode } from '../errors';
import { ImportWarning } from '../model';

/** What a parser of one syntax hands over. */
export interface ParsedValue {
  value: unknown;
  /** What was odd but lost nothing. */
  warnings: ImportWarning[];
  /** Offset of the value at a JSON Pointer. */
  offsetOf(pointer: string): number | undefined;
}

/** A document breaks its syntax or our bounds at an offset of the text. */
export class DocumentError extends Error {
  constructor(
    readonly code: ThreatModelFormatErrorCode,
    readonly problem: string,
    readonly offset: number,
    readonly remedy: string = 'Correct the file or export it again.',
  ) {
    super(problem);
    this.name = 'DocumentError';
  }
}
