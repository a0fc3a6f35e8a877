import { SourceError } from '@product-risk/backstage-plugin-risk-common';
import { CustomErrorBase } from '@backstage/errors';

/**
 * The request is understood and cannot be carried out: the file is broken.
 * The framework answers with `statusCode` and serialises `details`.
 */
export class UnprocessableError extends CustomErrorBase {
  readonly name = 'UnprocessableError';
  readonly statusCode = 422;

  constructor(
    readonly details: SourceError,
    /** Recorded although it failed, so that its page can show it. */
    readonly importId?: string,
  ) {
    super(details.message);
  }
}

/** The body is larger than `risk.sync.maxFileBytes`. */
export class TooLargeError extends CustomErrorBase {
  readonly name = 'TooLargeError';
  readonly statusCode = 413;

  constructor(maxBytes: number) {
    super(
      `The file is larger than ${maxBytes} bytes. Split the model, or ask for a higher risk.sync.maxFileBytes.`,
    );
  }
}

/** The request is understood and does not fit what is there. */
export class UnacceptableError extends CustomErrorBase {
  readonly name = 'UnprocessableError';
  readonly statusCode = 422;
}
