import {
  ExportFormat,
  exportThreatModel,
} from '@product-risk/threat-model-formats';
import { Environment } from '../environment';
import { CommandError, ExitCode, exitCodes } from '../exitCodes';
import { nameOf, readModels } from '../reading/readModels';
import { chooseModel, reportLost, writeOutput } from '../writing';

interface ConvertOptions {
  to: ExportFormat;
  output?: string;
  from?: string;
  model?: string;
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
  const model = chooseModel(result.models, options.model, nameOf(file));
  const { text, lost } = exportThreatModel(model, options.to);
  for (const { code, message, position } of model.warnings) {
    const line = position?.line === undefined ? '' : `line ${position.line}: `;
    environment.err(`warning: ${line}${message} (${code})\n`);
  }
  reportLost(lost, options.to, environment);
  await writeOutput(text, options.output, environment);
  return exitCodes.ok;
}
