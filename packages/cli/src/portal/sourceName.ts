import { endpoints } from '@product-risk/backstage-plugin-risk-common';
import { CommandError, exitCodes } from '../exitCodes';

/** @throws CommandError `usage` for what no source may be called. */
export function requireSourceName(name: string): void {
  if (!endpoints.pushModel.params.safeParse({ name }).success) {
    throw new CommandError(
      exitCodes.usage,
      'The name of a source has up to 128 letters, digits, dots, underscores and hyphens, and begins with a letter or digit.',
    );
  }
}
