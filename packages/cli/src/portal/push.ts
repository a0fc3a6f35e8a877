import { basename } from 'path';
import { endpoints } from '@product-risk/backstage-plugin-risk-common';
import { Environment } from '../environment';
import { CommandError, ExitCode, exitCodes } from '../exitCodes';
import { readContent } from '../reading/readModels';
import { connect, PortalOptions } from './connection';
import { entityParams, refOf } from './entityParams';

interface PushOptions extends PortalOptions {
  entity: string;
  format?: string;
  allowQuarantine?: boolean;
}

const countNames = [
  'created',
  'changed',
  'reopened',
  'absent',
  'unchanged',
] as const;

/** Sends a file to the portal, and says what the import made of it. */
export async function push(
  name: string,
  file: string,
  options: PushOptions,
  environment: Environment,
): Promise<ExitCode> {
  if (!endpoints.pushModel.params.safeParse({ name }).success) {
    throw new CommandError(
      exitCodes.usage,
      'The name of a source has up to 128 letters, digits, dots, underscores and hyphens, and begins with a letter or digit.',
    );
  }
  const entity = refOf(entityParams(options.entity, '--entity'));
  const callPortal = connect(options, environment);
  const { content, error } = await readContent(file, environment);
  if (error) {
    throw new CommandError(exitCodes.failed, error.message);
  }
  const result = await callPortal(api =>
    api.pushModel({
      params: { name },
      query: {
        entity,
        fileName: file === '-' ? undefined : basename(file).slice(0, 255),
        format: options.format,
      },
      body: new Uint8Array(content),
    }),
  );

  const { status, counts, warnings, reason } = result.import;
  for (const { code, message, line } of warnings) {
    environment.err(
      `warning: ${
        line === undefined ? '' : `line ${line}: `
      }${message} (${code})\n`,
    );
  }
  environment.out(
    `${name}: ${status}; ${countNames
      .map(word => `${counts[word]} ${word}`)
      .join(', ')}\n`,
  );
  if (status === 'applied' || status === 'unchanged' || status === 'released') {
    return exitCodes.ok;
  }
  if (status === 'quarantined' && options.allowQuarantine) {
    return exitCodes.ok;
  }
  environment.err(
    `product-risk: The import is not in effect${
      reason ? `: ${reason}` : ''
    }. A person who may triage decides about it in the portal.\n`,
  );
  return exitCodes.failed;
}
