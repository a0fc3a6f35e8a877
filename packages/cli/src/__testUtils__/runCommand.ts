import { processEnvironment } from '../environment';
import { run } from '../run';

/** What a run of the command left behind. */
export interface CommandResult {
  code: number;
  out: string;
  err: string;
  written: Map<string, string>;
}

/** Runs the command in this process, on real files, with standard input as given. */
export async function runCommand(
  args: string[],
  options: { input?: string; variables?: Record<string, string> } = {},
): Promise<CommandResult> {
  const real = processEnvironment();
  const result: CommandResult = {
    code: -1,
    out: '',
    err: '',
    written: new Map(),
  };
  result.code = await run(args, {
    variables: options.variables ?? {},
    out: text => {
      result.out += text;
    },
    err: text => {
      result.err += text;
    },
    git: real.git,
    read: async (file, limit) =>
      file === '-'
        ? new TextEncoder().encode(options.input ?? '')
        : real.read(file, limit),
    write: async (file, text) => {
      result.written.set(file, text);
      await real.write(file, text);
    },
  });
  return result;
}
