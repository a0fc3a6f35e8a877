import { Environment } from '../environment';
import { ExitCode, exitCodes } from '../exitCodes';
import { nameOf, readModels } from '../reading/readModels';
import { printError, printModel } from './printSummary';
import { ModelSummary, summarise, UnusableFile } from './summary';

interface InspectOptions {
  json?: boolean;
  format?: string;
}

/** JSON as people and line-based tools like it: one object, or a list of several. */
const printJson = (entries: (ModelSummary | UnusableFile)[]) =>
  `${JSON.stringify(entries.length === 1 ? entries[0] : entries, null, 2)}\n`;

/**
 * Says what is in each file. An unusable one is reported in its place, and the
 * others are still inspected; models are dropped once they are summed up.
 */
export async function inspect(
  files: string[],
  options: InspectOptions,
  environment: Environment,
): Promise<ExitCode> {
  const entries: (ModelSummary | UnusableFile)[] = [];
  let exitCode: ExitCode = exitCodes.ok;
  for (const file of files) {
    const { result, error } = await readModels(
      file,
      options.format,
      environment,
    );
    if (error) {
      const unusable = { file: nameOf(file), error };
      exitCode = exitCodes.failed;
      entries.push(unusable);
      if (!options.json) {
        environment.err(printError(unusable));
      }
      continue;
    }
    for (const model of result.models) {
      const summary = summarise(nameOf(file), model, result.models.length > 1);
      entries.push(summary);
      if (!options.json) {
        environment.out(printModel(summary, model));
      }
    }
  }
  if (options.json) {
    environment.out(printJson(entries));
  }
  return exitCode;
}
