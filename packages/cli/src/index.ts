export { exitCodes, type ExitCode } from './exitCodes';
export { run } from './run';
export type { Environment } from './environment';
