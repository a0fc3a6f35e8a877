import { ResponseError } from '@backstage/errors';
import { SourceError } from '@product-risk/backstage-plugin-risk-common';
import { reasonOf } from './reasonOf';

/** An error in the words of a screen. */
export interface DescribedError {
  kind: 'hidden' | 'forbidden' | 'missing' | 'conflict' | 'refused' | 'failed';
  what: string;
  /** The server's reason, empty when it gave none that is for people. */
  why: string;
  remedy: string;
  /** Where in an imported file. */
  place?: string;
}

type Words = Pick<DescribedError, 'kind' | 'what' | 'remedy'>;

const byStatus: Record<number, Words> = {
  400: {
    kind: 'refused',
    what: 'This cannot be taken as it is',
    remedy: 'Correct it and try again. Nothing was changed.',
  },
  401: {
    kind: 'hidden',
    what: 'You are not signed in',
    remedy: 'Sign in again and come back.',
  },
  404: {
    kind: 'missing',
    what: 'This is not here',
    remedy:
      'It may have been removed, or you may not see it. Go back and open it again.',
  },
  409: {
    kind: 'conflict',
    what: 'This does not fit what is there now',
    remedy: 'Nothing was changed. Reload to see the newest state.',
  },
  413: {
    kind: 'refused',
    what: 'This is too large',
    remedy:
      'Nothing was changed. Shorten the text or split the file, or ask the people who run this portal for a higher limit.',
  },
  422: {
    kind: 'refused',
    what: 'This cannot be carried out',
    remedy: 'Nothing was changed.',
  },
  503: {
    kind: 'failed',
    what: 'A part of the portal does not answer',
    remedy: 'Try again in a moment.',
  },
};

const POLICY =
  'Who may is decided by your organisation’s permission policy; ask the people who run this portal.';

/** By policy, or by a rule that the server names. */
function forbidden(writes: boolean, why: string): Words {
  if (!writes) {
    return { kind: 'hidden', what: 'You may not see this', remedy: POLICY };
  }
  return {
    kind: 'forbidden',
    what: 'You may not do this',
    remedy: why ? 'Nothing was changed.' : `Nothing was changed. ${POLICY}`,
  };
}

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

const unreachable = {
  kind: 'failed',
  what: 'The portal cannot be reached',
  why: '',
  remedy:
    'Check your connection. Then reload before you try again: what you sent may have arrived.',
} as const;

/** What browsers call a request that got no answer. */
const NO_ANSWER = /failed to fetch|networkerror|load failed|network request/i;

/** Other failures tell of the server's inside, to people who run it. */
const speaksToPeople = (status: number) => status < 500 || status === 503;

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

const isWrite = ({ body }: ResponseError) =>
  body.request !== undefined && body.request.method !== 'GET';

function wordsOf(
  error: ResponseError,
  { why, file }: { why: string; file: boolean },
): Words {
  const { statusCode } = error;
  if (statusCode === 403) return forbidden(isWrite(error), why);
  if (statusCode === 422 && file) return refusedFile;
  return byStatus[statusCode] ?? failed;
}

/** What happened, why, and what to do. */
export function describeError(error: Error): DescribedError {
  if (!ResponseError.is(error)) {
    return NO_ANSWER.test(error.message)
      ? unreachable
      : { ...failed, why: reasonOf(error.message) };
  }
  const { statusCode } = error;
  const source = sourceErrorIn(error);
  const why = speaksToPeople(statusCode)
    ? reasonOf(source?.message ?? error.cause.message)
    : '';
  return {
    ...wordsOf(error, { why, file: source !== undefined }),
    why,
    ...(source && { place: placeOf(source) }),
  };
}
