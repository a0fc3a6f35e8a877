import { Environment } from './environment';
import { errorShape } from './errorShape';
import { CommandError, exitCodes } from './exitCodes';

/** Says what a format cannot hold of a model. */
export function reportLost(
  lost: readonly { code: string; message: string }[],
  format: string,
  environment: Environment,
): void {
  for (const { code, message } of lost) {
    environment.err(`not in ${format}: ${message} (${code})\n`);
  }
}

/** Writes a text to a file, or to standard output. */
export async function writeOutput(
  text: string,
  output: string | undefined,
  environment: Environment,
): Promise<void> {
  if (output === undefined || output === '-') {
    environment.out(text);
    return;
  }
  try {
    await environment.write(output, text);
  } catch (cause) {
    const { code } = errorShape(cause);
    const reason = code ? ` (${code})` : '';
    throw new CommandError(
      exitCodes.failed,
      `${output} cannot be written${reason}.`,
    );
  }
}

/**
 * The one of some models to write; of several the user has to say which, by
 * title or number.
 *
 * @param holder - what holds the models, as it is called in messages
 */
export function chooseModel<T extends { title: string }>(
  models: readonly T[],
  wanted: string | undefined,
  holder: string,
): T {
  const numbered = models
    .map(({ title }, index) => `${index + 1} "${title}"`)
    .join(', ');
  if (wanted === undefined) {
    if (models.length !== 1) {
      throw new CommandError(
        exitCodes.usage,
        `${holder} holds several models: ${numbered}. Name one with --model.`,
      );
    }
    return models[0];
  }
  const model =
    models.find(({ title }) => title === wanted) ?? models[Number(wanted) - 1];
  if (!model) {
    throw new CommandError(
      exitCodes.usage,
      `${holder} has no such model. It holds ${numbered}.`,
    );
  }
  return model;
}
