import { errorShape } from '../errorShape';
import { CommandError, ExitCode, exitCodes } from '../exitCodes';

/** The parts of Backstage's ResponseError that are read. */
interface Refusal {
  statusCode: number;
  message?: string;
}

function refusalOf(error: unknown): Refusal | undefined {
  if (
    typeof error !== 'object' ||
    error === null ||
    errorShape(error).name !== 'ResponseError'
  ) {
    return undefined;
  }
  const statusCode: unknown = Reflect.get(error, 'statusCode');
  const body: unknown = Reflect.get(error, 'body');
  const inner: unknown =
    typeof body === 'object' && body !== null
      ? Reflect.get(body, 'error')
      : undefined;
  const message: unknown =
    typeof inner === 'object' && inner !== null
      ? Reflect.get(inner, 'message')
      : undefined;
  return typeof statusCode === 'number'
    ? {
        statusCode,
        message: typeof message === 'string' ? message : undefined,
      }
    : undefined;
}

/** What a status means to who calls from a pipeline, and what to do. */
function adviceOf(statusCode: number): [ExitCode, string] {
  switch (statusCode) {
    case 400:
      return [exitCodes.usage, 'The portal does not understand the request.'];
    case 401:
      return [
        exitCodes.portal,
        'The portal does not know the token. Check RISK_TOKEN, and backend.auth.externalAccess of the portal.',
      ];
    case 403:
      return [
        exitCodes.portal,
        'The token may not do this. A push needs an entry in risk.push.subjects of the portal; one as of an earlier moment, backfill: true in it or the permission risk.backfill.',
      ];
    case 404:
      return [
        exitCodes.portal,
        'The portal does not have this, or the token may not see it. Check the ref, and the address of the portal.',
      ];
    case 409:
      return [
        exitCodes.portal,
        'It does not fit what the portal has, or another import of this source is under way. Try again, or correct it.',
      ];
    case 413:
      return [exitCodes.failed, 'The file is too large for the portal.'];
    case 422:
      return [
        exitCodes.failed,
        'The file cannot be imported, or not be written.',
      ];
    case 429:
      return [
        exitCodes.portal,
        'The portal has too much to do. Try again later.',
      ];
    default:
      return [exitCodes.portal, 'The portal failed. Its log says why.'];
  }
}

/** The end of the command that a failed call means. */
export function explainFailure(
  error: unknown,
  url: URL,
  timeout: number,
): unknown {
  const refusal = refusalOf(error);
  if (refusal) {
    const [exitCode, advice] = adviceOf(refusal.statusCode);
    const said = refusal.message ? ` It says: ${refusal.message}` : '';
    return new CommandError(
      exitCode,
      `${advice} (HTTP ${refusal.statusCode})${said}`,
    );
  }
  const { name, message, cause } = errorShape(error);
  switch (name) {
    case 'TimeoutError':
    case 'AbortError':
      return new CommandError(
        exitCodes.portal,
        `${url.host} did not answer within ${timeout} seconds. Try again, or allow more with --timeout.`,
      );
    case 'SyntaxError':
      return new CommandError(
        exitCodes.portal,
        `${url.href} answers, but not as Product Risk does. Check the address of the portal.`,
      );
    case 'TypeError': {
      // fetch wraps whatever the network says.
      const network = errorShape(cause);
      const reason = network.code || network.message || message;
      return new CommandError(
        exitCodes.portal,
        `${url.host} cannot be reached (${reason}). Check the address of the portal and the network.`,
      );
    }
    default:
      return error;
  }
}
