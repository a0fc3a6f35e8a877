/**
 * What was wrong with a value given to the risk model.
 *
 * @public
 */
export type RiskModelErrorCode =
  /** Not a finite number: NaN, an infinity, or no number at all. */
  | 'notFinite'
  /** A number with a fraction where the unit is already the smallest one. */
  | 'notInteger'
  /** Outside the range that the message names. */
  | 'outOfRange'
  /** Steps of a scale that do not rise. */
  | 'notIncreasing'
  /** A list of another length than the scale needs. */
  | 'wrongLength'
  /** The same id twice, so that a sum would count it twice. */
  | 'duplicateId'
  /** Nothing to divide over. */
  | 'emptySet'
  /** A reference to something that was not given, such as an unknown risk. */
  | 'unknownReference'
  /** Things that need each other in a circle. */
  | 'cyclic'
  /** A result beyond 2^53 - 1, which could no longer be exact. */
  | 'tooLarge';

/**
 * The only error this package throws. No function returns NaN or an infinity:
 * an input that would lead to one is refused with this error.
 *
 * @public
 */
export class RiskModelError extends Error {
  readonly code: RiskModelErrorCode;
  /** Where in the argument, such as `scale.likelihoodMicro[2]`. */
  readonly path: string;

  constructor(code: RiskModelErrorCode, path: string, problem: string) {
    super(`${path} ${problem}`);
    this.name = 'RiskModelError';
    this.code = code;
    this.path = path;
  }
}
