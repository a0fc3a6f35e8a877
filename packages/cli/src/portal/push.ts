import { basename } from 'path';
import { ImportCounts } from '@product-risk/backstage-plugin-risk-common';
import { Environment } from '../environment';
import { CommandError, ExitCode, exitCodes } from '../exitCodes';
import { readContent } from '../reading/readModels';
import { connect, PortalOptions } from './connection';
import { entityParams, refOf } from './entityParams';
import { requireSourceName } from './sourceName';

interface PushOptions extends PortalOptions {
  entity: string;
  format?: string;
  allowQuarantine?: boolean;
  /** Day or moment, in UTC; now if left out. */
  asOf?: string;
}

const countNames = [
  'created',
  'changed',
  'reopened',
  'absent',
  'unchanged',
] as const;

/** What an import changed, in words. */
export const countsInWords = (counts: ImportCounts) =>
  countNames.map(word => `${counts[word]} ${word}`).join(', ');

/** Sends a file to the portal, and says what the import made of it. */
export async function push(
  name: string,
  file: string,
  options: PushOptions,
  environment: Environment,
): Promise<ExitCode> {
  requireSourceName(name);
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
        asOf: options.asOf,
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
  environment.out(`${name}: ${status}; ${countsInWords(counts)}\n`);
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
