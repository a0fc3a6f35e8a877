/** What the exit code of the command says; pipelines rely on the numbers. */
export const exitCodes = {
  ok: 0,
  /** A file cannot be used, or the gate is not met. */
  failed: 1,
  /** The command line is wrong. */
  usage: 2,
  /** The portal is not reachable, or refuses. */
  portal: 3,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Ends a command with a message on stderr and an exit code. */
export class CommandError extends Error {
  constructor(readonly exitCode: ExitCode, message: string) {
    super(message);
    this.name = 'CommandError';
  }
}
