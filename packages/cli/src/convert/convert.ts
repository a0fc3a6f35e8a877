import {
  ExportFormat,
  exportThreatModel,
  ThreatModel,
} from '@product-risk/threat-model-formats';
import { Environment } from '../environment';
import { errorShape } from '../errorShape';
import { CommandError, ExitCode, exitCodes } from '../exitCodes';
import { nameOf, readModels } from '../reading/readModels';

interface ConvertOptions {
  to: ExportFormat;
  output?: string;
  from?: string;
  model?: string;
}

/** The one model to write; a file with several needs to be told which. */
function choose(
  models: ThreatModel[],
  wanted: string | undefined,
  file: string,
): ThreatModel {
  const numbered = models
    .map(({ title }, index) => `${index + 1} "${title}"`)
    .join(', ');
  if (wanted === undefined) {
    if (models.length !== 1) {
      throw new CommandError(
        exitCodes.usage,
        `${nameOf(
          file,
        )} holds several models: ${numbered}. Name one with --model.`,
      );
    }
    return models[0];
  }
  const model =
    models.find(({ title }) => title === wanted) ?? models[Number(wanted) - 1];
  if (!model) {
    throw new CommandError(
      exitCodes.usage,
      `${nameOf(file)} has no such model. It holds ${numbered}.`,
    );
  }
  return model;
}

/** Writes a model in another format, and says on stderr what that loses. */
export async function convert(
  file: string,
  options: ConvertOptions,
  environment: Environment,
): Promise<ExitCode> {
  const { result, error } = await readModels(file, options.from, environment);
  if (error) {
    throw new CommandError(exitCodes.failed, error.message);
  }
  const model = choose(result.models, options.model, file);
  const { text, lost } = exportThreatModel(model, options.to);
  for (const { code, message, position } of model.warnings) {
    const line = position?.line === undefined ? '' : `line ${position.line}: `;
    environment.err(`warning: ${line}${message} (${code})\n`);
  }
  for (const { code, message } of lost) {
    environment.err(`not in ${options.to}: ${message} (${code})\n`);
  }
  if (options.output === undefined || options.output === '-') {
    environment.out(text);
    return exitCodes.ok;
  }
  try {
    await environment.write(options.output, text);
  } catch (cause) {
    const { code } = errorShape(cause);
    const reason = code ? ` (${code})` : '';
    throw new CommandError(
      exitCodes.failed,
      `${options.output} cannot be written${reason}.`,
    );
  }
  return exitCodes.ok;
}
