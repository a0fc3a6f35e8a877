import { AuditorService } from '@backstage/backend-plugin-api';
import { isError, NotAllowedError, toError } from '@backstage/errors';
import { Request } from 'express';

const toKebabCase = (name: string) =>
  name.replace(/[A-Z]/g, letter => `-${letter.toLocaleLowerCase('en-US')}`);

interface AuditedRequest {
  /** Name of the endpoint. */
  name: string;
  writes: boolean;
  request: Request;
  params: Record<string, string>;
}

/**
 * Records every write with its outcome, and of reads those that were refused.
 */
export async function audited<T>(
  auditor: AuditorService,
  { name, writes, request, params }: AuditedRequest,
  run: () => Promise<T>,
): Promise<T> {
  const open = () =>
    auditor.createEvent({
      eventId: toKebabCase(name),
      severityLevel: writes ? 'medium' : 'low',
      request,
      meta: params,
    });
  if (!writes) {
    try {
      return await run();
    } catch (error) {
      if (isError(error) && error.name === NotAllowedError.name) {
        await (await open()).fail({ error: toError(error) });
      }
      throw error;
    }
  }
  const event = await open();
  try {
    const result = await run();
    await event.success();
    return result;
  } catch (error) {
    await event.fail({ error: toError(error) });
    throw error;
  }
}
