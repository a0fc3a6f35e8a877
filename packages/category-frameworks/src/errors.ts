/**
 * What was wrong with a category id, a framework or a crosswalk.
 *
 * @public
 */
export type CategoryErrorCode =
  /** Not text: a number would make 8.1 and 8.10 the same. */
  | 'notText'
  /** Not `framework@version:id`, `framework:id` or a known id alone. */
  | 'syntax'
  | 'unknownFramework'
  | 'unknownVersion'
  /** Without version while several versions are enabled. */
  | 'ambiguousVersion'
  | 'unknownId'
  /** CWE-0, or a category or view of the CWE list. */
  | 'notAWeakness'
  /** The same framework, category or edge twice. */
  | 'duplicate'
  /** Categories or edges that lead back to themselves. */
  | 'cycle'
  /** A number outside its range. */
  | 'outOfRange'
  /** Data that do not fit the counts they state. */
  | 'wrongCount';

/**
 * The only error of this package. Its message names the value, what is wrong
 * with it and the remedy.
 *
 * @public
 */
export class CategoryError extends Error {
  readonly code: CategoryErrorCode;

  constructor(code: CategoryErrorCode, message: string) {
    super(message);
    this.name = 'CategoryError';
    this.code = code;
  }
}
