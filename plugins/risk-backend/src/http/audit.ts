import { AuditorService } from '@backstage/backend-plugin-api';
import {
  isError,
  NotAllowedError,
  NotFoundError,
  toError,
} from '@backstage/errors';
import { Request } from 'express';

const toKebabCase = (name: string) =>
  name.replace(/[A-Z]/g, letter => `-${letter.toLocaleLowerCase('en-US')}`);

/** What is hidden is refused as if it did not exist. */
const REFUSALS: readonly string[] = [NotAllowedError.name, NotFoundError.name];

interface AuditedRequest<C> {
  /** Name of the endpoint. */
  name: string;
  writes: boolean;
  /** Recorded although it only reads. */
  recorded: boolean;
  request: Request;
  /** Says who calls, or refuses whom it does not know. */
  identify: () => Promise<C>;
}

/**
 * Records every write with its outcome, so every read that hands out a file,
 * and of other reads those that were refused, of callers whom nobody knows as well.
 */
export async function audited<C, T>(
  auditor: AuditorService,
  { name, writes, recorded, request, identify }: AuditedRequest<C>,
  run: (caller: C) => Promise<T>,
): Promise<T> {
  const event = {
    eventId: toKebabCase(name),
    severityLevel: writes ? 'medium' : 'low',
    meta: recorded ? { ...request.params, ...request.query } : request.params,
  } as const;
  const known = () => auditor.createEvent({ ...event, request });

  let caller: C;
  try {
    caller = await identify();
  } catch (error) {
    // The auditor would ask the request for its caller, and fail likewise.
    const stranger = await auditor.createEvent({
      ...event,
      meta: { ...event.meta, caller: 'unknown', ip: request.ip },
    });
    await stranger.fail({ error: toError(error) });
    throw error;
  }
  if (!writes && !recorded) {
    try {
      return await run(caller);
    } catch (error) {
      if (isError(error) && REFUSALS.includes(error.name)) {
        await (await known()).fail({ error: toError(error) });
      }
      throw error;
    }
  }
  const opened = await known();
  try {
    const result = await run(caller);
    await opened.success();
    return result;
  } catch (error) {
    await opened.fail({ error: toError(error) });
    throw error;
  }
}
