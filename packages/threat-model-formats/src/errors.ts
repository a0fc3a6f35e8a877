import { SourcePosition } from './model';

/**
 * Why a document cannot be imported.
 * @public
 */
export type ThreatModelFormatErrorCode =
  | 'empty-file'
  | 'too-large'
  | 'too-complex'
  | 'archive'
  | 'encoding'
  | 'syntax'
  | 'unknown-format'
  | 'ambiguous-format'
  | 'unsupported-format'
  | 'invalid-structure';

/**
 * The document as a whole cannot be used. The message names the file, the
 * place and the remedy, and never quotes the file's content.
 * @public
 */
export class ThreatModelFormatError extends Error {
  readonly code: ThreatModelFormatErrorCode;
  readonly fileName: string;
  readonly position?: Partial<SourcePosition>;

  constructor(
    code: ThreatModelFormatErrorCode,
    fileName: string,
    message: string,
    position?: Partial<SourcePosition>,
  ) {
    super(message);
    this.name = 'ThreatModelFormatError';
    this.code = code;
    this.fileName = fileName;
    this.position = position;
  }
}
