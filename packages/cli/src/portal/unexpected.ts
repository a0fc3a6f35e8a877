import { CommandError, exitCodes } from '../exitCodes';

/** An answer that is not what the API documents is no basis for a verdict. */
export function unexpected(): CommandError {
  return new CommandError(
    exitCodes.portal,
    'The portal answers something else than its API documents. Use the release of product-risk that belongs to the portal.',
  );
}
