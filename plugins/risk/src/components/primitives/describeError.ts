import { ResponseError } from '@backstage/errors';
import { SourceError } from '@product-risk/backstage-plugin-risk-common';

/** An error in the words of a screen. */
export interface DescribedError {
  kind: 'forbidden' | 'missing' | 'conflict' | 'refused' | 'failed';
  what: string;
  why: string;
  remedy: string;
  /** Where in an imported file. */
  place?: string;
}

const byStatus: Record<
  number,
  Pick<DescribedError, 'kind' | 'what' | 'remedy'>
> = {
  400: {
    kind: 'refused',
    what: 'This cannot be taken as it is',
    remedy: 'Correct it and try again. Nothing was changed.',
  },
  401: {
    kind: 'forbidden',
    what: 'You are not signed in',
    remedy: 'Sign in again and come back.',
  },
  403: {
    kind: 'forbidden',
    what: 'You may not see or do this',
    remedy:
      'Who may is decided by your organisation’s permission policy; ask the people who run this portal.',
  },
  404: {
    kind: 'missing',
    what: 'This is not here',
    remedy:
      'It may have been removed, or you may not see it. Go back and open it again.',
  },
  409: {
    kind: 'conflict',
    what: 'Somebody changed this meanwhile',
    remedy: 'Reload to see the newest state, then try again.',
  },
  413: {
    kind: 'refused',
    what: 'The file is too large',
    remedy: 'Split the threat model, or ask for a higher limit.',
  },
  422: {
    kind: 'refused',
    what: 'This cannot be carried out',
    remedy: 'Nothing was changed.',
  },
};

const refusedFile = {
  kind: 'refused',
  what: 'The file cannot be imported',
  remedy: 'Correct the file and choose it again. Nothing was changed.',
} as const;

const failed = {
  kind: 'failed',
  what: 'The risk backend did not answer as it should',
  remedy: 'Try again. If it stays, tell the people who run this portal.',
} as const;

/** Such as "threat-model.json, line 12, column 3". */
export function placeOf(
  error: Pick<SourceError, 'line' | 'column'> & { file?: string },
): string | undefined {
  const parts = [
    error.file,
    error.line !== undefined && `line ${error.line}`,
    error.column !== undefined && `column ${error.column}`,
  ].filter(Boolean);
  return parts.length ? parts.join(', ') : undefined;
}

/** A fault with its place; the reader of a format names the place by itself. */
export function faultWords(error: SourceError): string {
  const place = placeOf(error);
  return !place || error.message.includes(place)
    ? error.message
    : `${place}: ${error.message}`;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function sourceErrorIn(error: ResponseError) {
  const { details }: Record<string, unknown> = { ...error.body.error };
  if (!isRecord(details) || typeof details.file !== 'string') return undefined;
  const { message, file, line, column } = details;
  return {
    message: typeof message === 'string' ? message : undefined,
    file: typeof file === 'string' ? file : undefined,
    line: typeof line === 'number' ? line : undefined,
    column: typeof column === 'number' ? column : undefined,
  };
}

/** What happened, why, and what to do. */
export function describeError(error: Error): DescribedError {
  if (!ResponseError.is(error)) {
    return { ...failed, why: error.message };
  }
  const source = sourceErrorIn(error);
  const words =
    source && error.statusCode === 422
      ? refusedFile
      : byStatus[error.statusCode];
  return {
    ...(words ?? failed),
    why: source?.message ?? error.cause.message,
    ...(source && { place: placeOf(source) }),
  };
}
